import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

/// A picture that the page shows: a file of the gallery, and a smaller one of it.
package struct GalleryPicture: Sendable, Hashable {
    let digest: SHA256Digest
    let type: ReferenceType
    let size: PixelSize
    let byteCount: Int
    let isTransparent: Bool
    /// Both relative to the page. The same where it is small already, or of a format that is not decoded here.
    let file: String
    let thumbnail: String
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
struct GalleryDifference: Sendable, Hashable {
    /// The map, relative to the page.
    let file: String
    /// Of all pixels, 0 to 1.
    let share: Double
}
