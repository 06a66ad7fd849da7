import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

/// What Xcode reads beside pictures, in the form that it writes itself: opening it there makes no difference.
///
/// Source: `Contents.json` files of current Xcode in public repositories. Older ones have their members in another
/// order.
package enum CatalogDocument {
    /// `Contents.json` of a set.
    package static func contents(_ contents: CatalogContents, ofSet name: String) -> Data {
        text(["images": .array(contents.images.map { $0.json(inSet: name) })])
    }

    /// `Contents.json` of a whole catalog.
    package static let ofCatalog = text([:])

    /// What a person made of it, with the names that its files have in a set of another name; all else stays as it is.
    package static func renaming(
        _ work: Data, _ contents: CatalogContents, from old: String, to new: String
    ) -> Data {
        var text = String(decoding: work, as: UTF8.self)
        for image in contents.images {
            guard let before = image.fileName(in: old), let after = image.fileName(in: new) else { continue }
            text = text.replacing(
                JSONValue.string(before).canonicalText, with: JSONValue.string(after).canonicalText)
        }
        return Data(text.utf8)
    }

    private static func text(_ members: [String: JSONValue]) -> Data {
        var members = members
        members["info"] = ["author": "xcode", "version": 1]
        return Data(JSONValue.object(members).catalogText.utf8)
    }
}

extension CatalogImage {
    /// An icon of one size for all of a platform's devices has no scale: such an entry would be ignored.
    fileprivate func json(inSet name: String) -> JSONValue {
        var members: [String: JSONValue] = ["idiom": .string(idiom.rawValue)]
        if let appearance {
            members["appearances"] = [["appearance": "luminosity", "value": .string(appearance.rawValue)]]
        }
        members["filename"] = fileName(in: name).map(JSONValue.string)
        members["platform"] = (platform?.rawValue).map(JSONValue.string)
        members["scale"] = scale.map { .string("\($0)x") }
        members["size"] = points.map { .string("\($0)x\($0)") }
        return .object(members)
    }
}
