import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsText

/// What the files that a manifest names were found to be, each looked at once.
package struct ManifestFiles: Sendable {
    package enum Prompt: Sendable {
        case text(String)
        case notUTF8
        /// It need not be read to be too long.
        case tooLarge(byteCount: Int)
        case unreadable(PackageFolderError)
    }

    package enum Picture: Sendable {
        case image(SHA256Digest, ReferenceType, byteCount: Int)
        /// A Git LFS pointer to an object of this length.
        case pointer(SHA256Digest, byteCount: Int)
        /// Something that nobody takes as a reference.
        case other(FileKind)
        /// It is not hashed.
        case tooLarge(byteCount: Int)
        case unreadable(PackageFolderError)
    }

    package var prompts: [PackagePath: Prompt] = [:]
    /// Masks too.
    package var references: [PackagePath: Picture] = [:]
    /// For files that are missing: of the names beside them the nearest, as the manifest would write it.
    package var nearest: [PackagePath: PackagePath] = [:]
    /// Where paths lead, relative to the package, where that is not what they say.
    package var leads: [PackagePath: String] = [:]
    /// Outputs that cannot be written.
    package var blocked: [PackagePath: PackageFolderError] = [:]
    /// By the paths of appiconsets, what Icon Composer made that wins over them.
    package var icons: [PackagePath: PackagePath] = [:]

    package init() {}

    /// Whether a reference is a Git LFS pointer.
    package var hasPointers: Bool {
        references.values.contains { if case .pointer = $0 { true } else { false } }
    }
}
