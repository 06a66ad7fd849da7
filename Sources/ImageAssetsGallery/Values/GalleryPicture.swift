import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

/// A picture that the page shows: a file of the gallery, and a smaller one of it.
package struct GalleryPicture: Sendable, Hashable {
    package let digest: SHA256Digest
    package let type: ReferenceType
    package let size: PixelSize
    package let byteCount: Int
    package let isTransparent: Bool
    /// Both relative to the page. The same where it is small already, or of a format that is not decoded here.
    package let file: String
    package let thumbnail: String
}

/// Where the bytes of a picture are to be had.
package enum PictureOrigin: Sendable, Hashable {
    /// A file of the package.
    case file(PackagePath)
    /// In the store.
    case object(SHA256Digest)
    /// What a revision had, which Git or Git LFS gave.
    case bytes(Data, SHA256Digest)
}

/// How two pictures differ that are shown beside each other.
package struct GalleryDifference: Sendable, Hashable {
    /// The map, relative to the page.
    package let file: String
    /// Of all pixels, 0 to 1.
    package let share: Double
}
