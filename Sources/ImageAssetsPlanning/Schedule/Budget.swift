import ImageAssetsModel

/// What a run may send, and what of it is spent: the one place where requests are counted.
package struct Budget: Sendable, Hashable {
    /// Attempts, retries among them; nil: no limit.
    package let allowed: Int?
    /// Attempts that left.
    package private(set) var sent = 0
    /// Of these, the ones that were turned away unserved (429): no cap counts them.
    private var turnedAway = 0

    package init(_ allowed: Int? = nil) {
        self.allowed = allowed
    }

    /// Whether it has room for so many more.
    package func covers(_ requests: Int) -> Bool { allowed.map { sent - turnedAway + requests <= $0 } ?? true }

    package mutating func spend() { sent += 1 }

    /// Corrects the count once it is known how far an attempt came.
    package mutating func settle(_ progress: ImageFailure.Progress) {
        switch progress {
        case .unsent: sent -= 1
        case .turnedAway: turnedAway += 1
        case .sent: break
        }
    }
}
