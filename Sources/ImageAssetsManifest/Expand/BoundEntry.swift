import ImageAssetsModel
import ImageAssetsText

/// An entry whose names were looked up.
struct BoundEntry {
    let entry: EntryTemplate
    /// Whether nothing of it has a fault so far.
    var isSound = false
    var name: Filling<ImageName>?
    var promptFile: Filling<PackagePath>?
    var references: [BoundPicture] = []
    /// The references, where they are the same for all its images.
    var fixedReferences: [Located<PictureSource>]?
    var mask: BoundPicture?
    var output: BoundOutput?
    var alt: Filling<String>?
    var renditions: [BoundRendition] = []

    init(_ entry: EntryTemplate) { self.entry = entry }

    mutating func fixReferences(in folder: PackagePath?, _ faults: inout FileDiagnostics) {
        var sources: [Located<PictureSource>] = []
        for reference in references {
            switch reference {
            case .file(.fixed(let path, let place)): sources.append(Located(.file(path.inside(folder)), at: place))
            case .image(.fixed(let name, let place)): sources.append(Located(.image(name), at: place))
            default: return
            }
        }
        sources.warnOfTwins(&faults)
        fixedReferences = sources
    }
}

/// A value that is the same for all images of an entry, or what makes its text for each.
enum Filling<Value> {
    case fixed(Value, at: SourceLocation)
    case varying(BoundTemplate, at: SourceLocation)
}

struct BoundOutput {
    let template: BoundTemplate
    let location: SourceLocation
}

struct BoundRendition {
    let written: RenditionTemplate
    let path: BoundOutput
    /// The images that a set shows in other appearances.
    var dark: Filling<ImageName>?
    var tinted: Filling<ImageName>?
}

enum BoundPicture {
    case file(Filling<PackagePath>)
    case image(Filling<ImageName>)
}

extension [Located<PictureSource>] {
    func warnOfTwins(_ faults: inout FileDiagnostics) {
        guard count > 1 else { return }
        for (index, source) in enumerated() where self[..<index].contains(where: { $0.value == source.value }) {
            let what =
                switch source.value {
                case .file(let path): path.text
                case .image(let name): "the image \(name)"
                }
            faults.warning(at: source.location, "\(what) is sent twice with this image")
        }
    }
}
