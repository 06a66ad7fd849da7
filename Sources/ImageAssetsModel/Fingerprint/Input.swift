import ImageAssetsText

/// A picture that a recipe is made from.
package struct Input: Sendable, Hashable {
    /// Where it is found. It is for people, and in no fingerprint.
    package var path: PackagePath
    /// The image whose asset it is; nil: a file of its own. For people, too.
    package var image: ImageName?
    package var type: ReferenceType
    package var content: Content

    package enum Content: Sendable, Hashable {
        /// Of the file's bytes, or of the object that a Git LFS pointer stands for.
        case known(SHA256Digest)
        /// What another image will be: nobody knows its bytes before it is made.
        case pending(ImageName)
    }

    package init(path: PackagePath, of image: ImageName? = nil, sha256: SHA256Digest, type: ReferenceType) {
        self.init(path: path, of: image, type: type, .known(sha256))
    }

    package init(path: PackagePath, of image: ImageName? = nil, type: ReferenceType, _ content: Content) {
        self.path = path
        self.image = image
        self.type = type
        self.content = content
    }

    package var source: PictureSource { image.map(PictureSource.image) ?? .file(path) }

    /// Nil while it is pending.
    package var sha256: SHA256Digest? {
        if case .known(let digest) = content { digest } else { nil }
    }

    /// What it waits for.
    package var awaits: ImageName? {
        if case .pending(let image) = content { image } else { nil }
    }
}
