import ImageAssetsModel
import ImageAssetsSystem

/// What Xcode reads beside pictures, in the form that it writes itself: opening it there makes no difference.
package enum CatalogDocument {
    /// `Contents.json` of a set.
    package static func contents(_ contents: CatalogContents, ofSet name: String) -> Data {
        Data()
    }

    /// `Contents.json` of a whole catalog.
    package static let ofCatalog = Data()

    /// The catalog that a set lies in; nil where it lies in none.
    package static func catalog(around set: PackagePath) -> PackagePath? {
        var folder = set.parent
        while let path = folder, !path.text.hasSuffix(".xcassets") { folder = path.parent }
        return folder
    }
}
