import ImageAssetsText

/// Where a picture that is sent along comes from.
package enum PictureSource: Sendable, Hashable {
    case file(PackagePath)
    /// The asset of another image of the manifest, whatever made it.
    case image(ImageName)

    /// Nil for what is no file of its own.
    package var path: PackagePath? { if case .file(let path) = self { path } else { nil } }
    package var image: ImageName? { if case .image(let name) = self { name } else { nil } }
}
