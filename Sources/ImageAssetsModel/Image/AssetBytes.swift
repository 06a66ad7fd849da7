/// The bytes of an image's asset, as others are made from them.
package struct AssetBytes: Sendable, Hashable {
    /// Of the picture, also where only a Git LFS pointer to it lies there.
    package let digest: SHA256Digest
    let byteCount: Int
    /// By its first bytes: a person may have put a JPEG there.
    let type: ReferenceType
    let isPointer: Bool

    package init(_ digest: SHA256Digest, byteCount: Int, type: ReferenceType = .png, isPointer: Bool = false) {
        self.digest = digest
        self.byteCount = byteCount
        self.type = type
        self.isPointer = isPointer
    }
}
