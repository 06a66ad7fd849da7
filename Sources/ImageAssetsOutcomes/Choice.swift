import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

/// What `choose` found and did: the pictures that there are for an image's inputs of today, and what became of one.
package struct Choice: Sendable {
    package enum Place: Sendable, Hashable {
        case store
        /// Only at the output, as it came to another checkout.
        case output
        /// Still in the answer that brought it, which an earlier version could not read.
        case answer
    }

    /// One of the pictures that a person can choose from.
    package struct Candidate: Sendable, Hashable {
        /// By arrival, from 1: a later one does not change it.
        package let number: Int
        package let result: UsableResult
        /// It is at the output, and the lockfile records it.
        package let isPublished: Bool
        /// Where its bytes are.
        package let place: Place
        /// What it breaks of `expect`.
        package let violations: [Violation]

        package init(
            number: Int, result: UsableResult, isPublished: Bool, place: Place = .store, violations: [Violation] = []
        ) {
            self.number = number
            self.result = result
            self.isPublished = isPublished
            self.place = place
            self.violations = violations
        }

        package var digest: SHA256Digest { result.digest }
        /// Whether it counts among those to choose from.
        package var isUsable: Bool { violations.isEmpty && !result.isRejected }
    }

    package enum Outcome: Sendable, Hashable {
        /// Nothing was asked for but what there is.
        case listed
        case published(SHA256Digest, notes: [Note], outdated: [ImageName])
        /// It was the published one already.
        case unchanged(SHA256Digest)
        case rejected(SHA256Digest)
        case refused(Refusal)
    }

    package enum Refusal: Sendable, Hashable {
        /// Nobody knows what its inputs are yet.
        case pending
        case frozen
        case protected(Protection)
        /// Something else came to the output meanwhile.
        case changedMeanwhile
        case expectation([Violation])
        case lost(SHA256Digest)
        /// It is what this image publishes, which is rejected by choosing another first.
        case published(ImageName)
    }

    /// What it takes to have more to choose from.
    package struct Fetch: Sendable, Hashable {
        /// For `--candidates`.
        package let wanted: Int
        /// That such a run sends.
        package let requests: Int
        /// How many of them are for images that this one is made from.
        package let requestsOfParents: Int

        package init(wanted: Int, requests: Int, requestsOfParents: Int = 0) {
            self.wanted = wanted
            self.requests = requests
            self.requestsOfParents = requestsOfParents
        }
    }

    package let image: Product
    package let candidates: [Candidate]
    package let outcome: Outcome
    /// Renditions of the image that are not made of what it published.
    package var outdatedRenditions: [PackagePath] = []
    /// What became of the Swift file; nil where the manifest asks for none, or nothing was done.
    package var typedNames: TypedNamesReport?
    /// Why an answer that was kept is none of them.
    package let unread: ImageFailure?
    /// Nil: a run would fetch none.
    package let fetch: Fetch?
    /// What keeps another picture from the output.
    package let protection: Protection?
    package let commands: CommandForm

    package init(
        _ image: Product, candidates: [Candidate], outcome: Outcome, unread: ImageFailure? = nil,
        fetch: Fetch? = nil, protection: Protection? = nil, commands: CommandForm
    ) {
        self.image = image
        self.candidates = candidates
        self.outcome = outcome
        self.unread = unread
        self.fetch = fetch
        self.protection = protection
        self.commands = commands
    }

    package var exitStatus: ExitStatus {
        switch outcome {
        case .refused(.protected), .refused(.changedMeanwhile): .outOfDate
        case .refused: .failed
        case .listed, .published, .unchanged, .rejected: typedNames?.hasFailed == true ? .failed : .done
        }
    }
}

extension [Choice.Candidate] {
    /// The one that a person names: by its number, or by how its digest begins.
    ///
    /// - Throws: when it is none, or several.
    package func named(_ word: String) throws(UsageError) -> Choice.Candidate {
        if let number = Int(word), word.utf8.count <= 3, let found = first(where: { $0.number == number }) {
            return found
        }
        let digits = word.lowercased()
        let isDigest = (4...64).contains(digits.utf8.count) && digits.utf8.allSatisfy(Self.isHexDigit)
        let found = isDigest ? filter { $0.digest.hex.hasPrefix(digits) } : []
        if let only = found.first, found.count == 1 { return only }
        if found.isEmpty { throw .unknownCandidate(word, of: count) }
        throw .ambiguousCandidate(word, found.map(\.number))
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }
}
