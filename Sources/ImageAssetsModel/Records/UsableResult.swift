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
