import ImageAssetsModel
import ImageAssetsSystem

/// A stored result that decodes.
package struct UsableResult: Sendable, Hashable {
    package let digest: SHA256Digest
    package let byteCount: Int
    package let facts: AssetFacts
    package let revisedPrompt: String?
    /// Of its bytes, for the first time.
    package var received: Date
    /// What a person said last of its bytes.
    package var mark: CandidateMark?

    package init(
        digest: SHA256Digest, byteCount: Int, facts: AssetFacts, revisedPrompt: String? = nil,
        received: Date = .distantPast, mark: CandidateMark? = nil
    ) {
        self.digest = digest
        self.byteCount = byteCount
        self.facts = facts
        self.revisedPrompt = revisedPrompt
        self.received = received
        self.mark = mark
    }

    package var isRejected: Bool { mark?.isRejection ?? false }

    /// When it was chosen.
    var chosen: Date? { if case .chosen(let date)? = mark { date } else { nil } }
}
