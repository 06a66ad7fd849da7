import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// What a plan has to know of disk and store, asked for only where it matters.
///
/// Closures, so that a test can lay out any situation by hand.
package struct Surroundings {
    package var file: (PackagePath) -> AssetFile
    /// What the store holds for a fingerprint and libpng could decode, newest first.
    package var results: (Fingerprint) -> [UsableResult]
    /// Why the newest answer in the store for a fingerprint is of no use, of those in which no image was found.
    package var unread: (Fingerprint) -> ImageFailure?
    /// The bytes that the store holds for a digest, checked against it.
    package var object: (SHA256Digest) -> Data?
    /// Whether the file at a path is the first part, but not all, of these bytes.
    package var isPrefix: (PackagePath, Data) -> Bool
    /// What the file at a path decodes to, while it has this digest.
    package var facts: (PackagePath, SHA256Digest) -> AssetFacts?
    /// What a file is that does not begin like a PNG; nil for one that does.
    package var kind: (PackagePath) -> FileKind?
    /// The copy that Git has of an asset, in its index or last commit.
    package var gitCopy: (PackagePath, LockedAsset) -> GitCopy?
    /// How a person has Git bring an asset back; nil where Git has no copy of it.
    package var gitCommand: (PackagePath, LockedAsset) -> String?
    /// How a person has Git fetch a file that it knows and this clone lacks; nil where there is none.
    package var gitFetch: (PackagePath) -> String?

    package init(
        file: @escaping (PackagePath) -> AssetFile, results: @escaping (Fingerprint) -> [UsableResult],
        unread: @escaping (Fingerprint) -> ImageFailure? = { _ in nil },
        object: @escaping (SHA256Digest) -> Data?, isPrefix: @escaping (PackagePath, Data) -> Bool,
        facts: @escaping (PackagePath, SHA256Digest) -> AssetFacts? = { _, _ in nil },
        kind: @escaping (PackagePath) -> FileKind? = { _ in nil },
        gitCopy: @escaping (PackagePath, LockedAsset) -> GitCopy? = { _, _ in nil },
        gitCommand: @escaping (PackagePath, LockedAsset) -> String? = { _, _ in nil },
        gitFetch: @escaping (PackagePath) -> String? = { _ in nil }
    ) {
        self.file = file
        self.results = results
        self.unread = unread
        self.object = object
        self.isPrefix = isPrefix
        self.facts = facts
        self.kind = kind
        self.gitCopy = gitCopy
        self.gitCommand = gitCommand
        self.gitFetch = gitFetch
    }
}
