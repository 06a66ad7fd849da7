import Foundation
import ImageAssetsText
import Testing

/// What the suites of galleries share.
protocol GalleryTesting {}

extension GalleryTesting {
    /// Whether a gallery writes it, or keeps it for the next one.
    func isOfGallery(_ name: String) -> Bool {
        [".image-assets/gallery", ".image-assets/cache"].contains { name == $0 || name.hasPrefix($0 + "/") }
    }
}

/// What a page is given.
struct WrittenGallery {
    let document: JSONValue

    var images: [JSONValue] { if case .array(let images)? = document["images"] { images } else { [] } }

    func image(_ name: String) throws -> JSONValue {
        try #require(images.first { $0["name"]?.string == name }, "there is no \(name)")
    }

    /// Each file that it names, relative to the page.
    var files: Set<String> {
        var files: Set<String> = []
        func collect(_ value: JSONValue) {
            switch value {
            case .array(let elements): elements.forEach(collect)
            case .object(let members):
                for member in members {
                    if ["file", "thumbnail"].contains(member.key), let file = member.value.string,
                        ["pictures/", "thumbnails/", "differences/"].contains(where: file.hasPrefix)
                    {
                        files.insert(file)
                    }
                    collect(member.value)
                }
            default: break
            }
        }
        collect(document)
        return files
    }
}

extension TestPackage {
    func gallery(in folder: String = ".image-assets/gallery") throws -> WrittenGallery {
        let text = String(decoding: try read("\(folder)/data.js"), as: UTF8.self)
        let start = "window.gallery = "
        try #require(text.hasPrefix(start) && text.hasSuffix(";\n"))
        let json = text.dropFirst(start.count).dropLast(2)
        return WrittenGallery(document: try JSONValue(parsing: SourceText(Data(json.utf8))))
    }

    /// Of all folders in it, relative to it.
    func files(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: "\(path)/\(folder)")?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { !isFolder("\(folder)/\($0)") }.sorted()
    }
}
