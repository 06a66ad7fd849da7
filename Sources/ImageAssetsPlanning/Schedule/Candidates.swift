import ImageAssetsModel
import ImageAssetsText

/// How many results of a product's fingerprint a person wants to choose from, beside what is there.
package struct Candidates: Sendable, Hashable {
    /// Why the missing ones are not asked for.
    package enum Obstacle: Sendable, Hashable {
        case held(Hold)
        /// An answer that was kept and that nobody can read: nothing is asked for again.
        indirect case unread(ImageFailure)
        /// Another step of the same fingerprint asks for them.
        case shared(with: ImageName)
    }

    package let wanted: Int
    /// Those that can be used: they decode, meet `expect`, and nobody rejected them.
    package let present: Int
    /// Everything that came so far, of use or not: the same bytes again are no further candidate.
    package let known: Set<SHA256Digest>
    package var obstacle: Obstacle?

    /// Requests that it takes when each brings one.
    package var missing: Int { max(0, wanted - present) }
    var requests: Int { obstacle == nil ? missing : 0 }

    mutating func hold(_ hold: Hold) { if requests > 0 { obstacle = .held(hold) } }
    mutating func share(with sender: ImageName) { if requests > 0 { obstacle = .shared(with: sender) } }
}

extension Step {
    /// Whether candidates are fetched beside what is done about the asset. What is somebody's work keeps its place, and
    /// no picture from being looked at; where nothing can ever be published, none is paid for.
    package var isFetching: Bool {
        switch action {
        case .nothing, .publish, .request, .hold, .protect(.work), .protect(.accepted): candidates != nil
        case .draw, .protect, .fail: false
        }
    }

    /// What brings missing candidates; nil where none is missing.
    package var wayOutOfCandidates: WayOut? {
        guard let candidates, isFetching, candidates.missing > 0 else { return nil }
        return switch candidates.obstacle {
        case nil, .shared?: .run
        case .held(.lack)?: .parents
        case .held?: .allow
        case .unread(let failure)?: WayOut(after: failure)
        }
    }

    /// Nothing is to be written, sent or told.
    package var isIdle: Bool {
        action == .nothing && requestsNeeded == 0 && renditions.allSatisfy { $0.action == .nothing }
    }

    /// Requests that it sends when each succeeds at once: none where another step sends them.
    package var requests: Int {
        switch action {
        case .request(sharedWith: nil): candidates.map { max(1, $0.requests) } ?? 1
        case .nothing, .publish, .protect(.work), .protect(.accepted): candidates?.requests ?? 0
        case .request, .draw, .protect, .fail, .hold: 0
        }
    }

    /// The same if none were held back or sent by another step.
    package var requestsNeeded: Int {
        switch action {
        case .hold(.lack(let lack)) where lack.why != .held: 0
        case .request, .hold: candidates.map { max(1, $0.missing) } ?? 1
        case .nothing, .publish, .protect(.work), .protect(.accepted):
            switch candidates?.obstacle {
            case .unread?: 0
            case .held(.lack(let lack))? where lack.why != .held: 0
            default: candidates?.missing ?? 0
            }
        case .draw, .protect, .fail: 0
        }
    }
}

extension [Step] {
    /// Of the images of one fingerprint the one sends requests that needs most: what comes serves the others too.
    var greediestFirst: [Int] {
        indices.sorted { (-self[$0].requests, $0) < (-self[$1].requests, $1) }
    }
}
