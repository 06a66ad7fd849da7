import ImageAssetsModel

/// What the store has of the answers for a fingerprint, as this version understands them.
package struct KnownAnswers: Sendable, Hashable {
    /// Those that decode, in the order in which they are used: what was chosen, the latest choice first, then the
    /// newest. Equal bytes are one result.
    package private(set) var results: [UsableResult] = []
    /// Those that decode and that a person rejected: the service's own bytes, and of no use.
    package private(set) var rejected: [UsableResult] = []
    /// Why the newest answer in which no image was found is of no use; not those that were given up.
    package var unread: ImageFailure?

    /// - Parameter results: newest first.
    package init(_ results: [UsableResult] = [], unread: ImageFailure? = nil) {
        self.unread = unread
        var places: [SHA256Digest: Int] = [:]
        var all: [UsableResult] = []
        for result in results {
            guard let place = places[result.digest] else {
                places[result.digest] = all.count
                all.append(result)
                continue
            }
            all[place].received = min(all[place].received, result.received)
            if let mark = result.mark, mark.date > all[place].mark?.date ?? .distantPast { all[place].mark = mark }
        }
        rejected = all.filter(\.isRejected)
        let chosen = all.enumerated().filter { $1.chosen != nil }.sorted { left, right in
            let (first, second) = (left.element.chosen ?? .distantPast, right.element.chosen ?? .distantPast)
            return first == second ? left.offset < right.offset : first > second
        }
        self.results = chosen.map(\.element) + all.filter { $0.chosen == nil && !$0.isRejected }
    }

    /// All that the service gave, whatever a person said of it.
    package var all: [UsableResult] { results + rejected }

    package func hold(_ digest: SHA256Digest) -> Bool { all.contains { $0.digest == digest } }
}
