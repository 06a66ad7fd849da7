import ImageAssetsModel

/// What was found at an asset's path.
package enum AssetFile: Sendable, Hashable {
    case absent
    case file(SHA256Digest, byteCount: Int)
    /// A Git LFS pointer: it stands for the object with this digest, which is not in this checkout.
    case pointer(SHA256Digest, byteCount: Int)
    /// Something that no asset can replace.
    case obstacle(PackageFolderError.Fault)

    /// Of a whole file.
    package var byteCount: Int? {
        if case .file(_, let count) = self { count } else { nil }
    }

    /// Of the bytes that are there, or that the pointer stands for.
    package var digest: SHA256Digest? {
        switch self {
        case .file(let digest, _), .pointer(let digest, _): digest
        case .absent, .obstacle: nil
        }
    }
}
