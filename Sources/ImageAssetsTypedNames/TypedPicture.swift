import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// A picture as the file of names tells of it: an image's asset, or a rendition of it.
package struct TypedPicture: Sendable, Hashable {
    /// Its image's.
    package let name: ImageName
    let path: PackagePath
    /// As they were decoded; nil: it is not made yet.
    let sides: Sides?
    let alt: String?
    /// The name of the image set that shows it in an asset catalog.
    let imageset: String?
    /// Those that are files by themselves, in the order of the manifest; a rendition has none.
    let renditions: [TypedPicture]

    struct Sides: Sendable, Hashable {
        let width: Int
        let height: Int

        init(_ width: Int, _ height: Int) {
            self.width = width
            self.height = height
        }
    }

    init(
        _ name: ImageName, at path: PackagePath, _ sides: Sides? = nil, alt: String? = nil,
        imageset: String? = nil, renditions: [TypedPicture] = []
    ) {
        self.name = name
        self.path = path
        self.sides = sides
        self.alt = alt
        self.imageset = imageset
        self.renditions = renditions
    }

    /// An image of the manifest, and what a lockfile has of it, be it a placeholder or a person's.
    package init(_ image: ImageEntry, _ record: LockEntry?) {
        let name = image.name.value
        self.init(
            name, at: image.output.value, record.map { Sides($0.asset.facts.width, $0.asset.facts.height) },
            alt: image.alt, imageset: image.renditions.lazy.compactMap { $0.set?.imagesetName }.first,
            renditions: image.renditions.filter { $0.set == nil }.map { rendition in
                let made = record?.renditions[rendition.output]?.picture
                return TypedPicture(
                    name, at: rendition.output, made.map { Sides($0.width, $0.height) }, alt: image.alt)
            })
    }

    /// The name of its file, up to the last dot, and what comes behind that.
    var file: (name: String, extension: String) {
        let whole = path.lastPart
        guard let dot = whole.utf8.lastIndex(of: UInt8(ascii: ".")) else { return (whole, "") }
        return (String(whole[..<dot]), String(whole[whole.utf8.index(after: dot)...]))
    }
}

extension CatalogSet {
    /// Nil for an app's icon, which no picture is shown by.
    fileprivate var imagesetName: String? { if case .image = contents.kind { name } else { nil } }
}
