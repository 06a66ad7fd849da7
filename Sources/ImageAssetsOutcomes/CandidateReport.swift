import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsText

/// How many candidates of an image were wanted, are there, and came without being of use.
package struct CandidateReport: Sendable, Hashable {
    package let wanted: Int
    package var present: Int
    /// That this command brought.
    package var fetched: Int = 0
    /// Why each of the others that were asked for does not count.
    package var failures: [ImageFailure] = []

    /// Nil where nobody wants to choose.
    init?(_ step: Step) {
        guard let candidates = step.candidates else { return nil }
        wanted = candidates.wanted
        present = candidates.present
        // An image that fails says so itself.
        if case .unread(let failure)? = candidates.obstacle, step.isFetching { failures = [failure] }
    }

    package var missing: Int { max(0, wanted - present) }
}

extension Report {
    /// Candidates that came, those that were published among them.
    package var fetched: Int { images.reduce(0) { $0 + ($1.candidates?.fetched ?? 0) } }
}

/// A candidate that came in a run and that was not published.
package struct CandidateArrival: Sendable, Hashable {
    package let image: ImageName
    package let digest: SHA256Digest
    package let facts: AssetFacts
    package let byteCount: Int
    /// How long its request was waited for; nil where another picture of the same answer says it.
    package let seconds: Double?

    package init(
        of image: ImageName, _ digest: SHA256Digest, facts: AssetFacts, byteCount: Int, seconds: Double? = nil
    ) {
        self.image = image
        self.digest = digest
        self.facts = facts
        self.byteCount = byteCount
        self.seconds = seconds
    }
}
