import ImageAssetsModel

/// Where things lie in the store at the root of a package.
package enum StoreFolder {
    package static let name = ".image-assets"

    /// The folders below the store that lead to the file of a digest's bytes.
    package static func parts(ofObject digest: SHA256Digest) -> [String] { ["objects", String(digest.hex.prefix(2))] }

    /// Marks of the files that were made of assets.
    package static let renditions = "renditions"

    package static func parts(ofRendition digest: SHA256Digest) -> [String] {
        [renditions, String(digest.hex.prefix(2))]
    }

    /// Where an object lies, relative to the package root: what a message tells people.
    package static func path(ofObject digest: SHA256Digest) -> String {
        ([name] + parts(ofObject: digest) + [digest.hex]).joined(separator: "/")
    }
}
