import Foundation
import PNGCoding

/// What a plan has to know of disk and store, asked for only where it matters.
///
/// Closures, so that a test can lay out any situation by hand.
package struct Surroundings {
    package var file: (PackagePath) -> AssetFile
    /// What the store holds for a fingerprint and libpng could decode, newest first.
    package var results: (Fingerprint) -> [UsableResult]
    /// The bytes that the store holds for a digest, checked against it.
    package var object: (SHA256Digest) -> Data?
    /// Whether the file at a path is the first part, but not all, of these bytes.
    package var isPrefix: (PackagePath, Data) -> Bool
    /// What a file is that does not begin like a PNG; nil for one that does.
    package var kind: (PackagePath) -> FileKind?
    /// The copy that Git has of an asset, in its index or last commit.
    package var gitCopy: (PackagePath, LockedAsset) -> GitCopy?
    /// How a person has Git bring a file back.
    package var gitCommand: (PackagePath) -> String

    package init(
        file: @escaping (PackagePath) -> AssetFile, results: @escaping (Fingerprint) -> [UsableResult],
        object: @escaping (SHA256Digest) -> Data?, isPrefix: @escaping (PackagePath, Data) -> Bool,
        kind: @escaping (PackagePath) -> FileKind? = { _ in nil },
        gitCopy: @escaping (PackagePath, LockedAsset) -> GitCopy? = { _, _ in nil },
        gitCommand: @escaping (PackagePath) -> String = { "git checkout -- \($0)" }
    ) {
        self.file = file
        self.results = results
        self.object = object
        self.isPrefix = isPrefix
        self.kind = kind
        self.gitCopy = gitCopy
        self.gitCommand = gitCommand
    }
}

/// A stored result that decodes.
package struct UsableResult: Sendable, Hashable {
    package let digest: SHA256Digest
    package let byteCount: Int
    package let facts: AssetFacts
    package let revisedPrompt: String?

    package init(digest: SHA256Digest, byteCount: Int, facts: AssetFacts, revisedPrompt: String? = nil) {
        self.digest = digest
        self.byteCount = byteCount
        self.facts = facts
        self.revisedPrompt = revisedPrompt
    }
}
