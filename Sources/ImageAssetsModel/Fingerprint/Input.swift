/// A picture that a recipe is made from.
package struct Input: Sendable, Hashable {
    /// Where it was found. It is for people, and in no fingerprint.
    package var path: PackagePath
    package var sha256: SHA256Digest
    package var type: ReferenceType

    package init(path: PackagePath, sha256: SHA256Digest, type: ReferenceType) {
        self.path = path
        self.sha256 = sha256
        self.type = type
    }
}
