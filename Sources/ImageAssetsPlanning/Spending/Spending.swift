import ImageAssetsModel

/// What a run has sent, and what of it is paid, as far as anybody says: reserved before an attempt, settled by its
/// answer.
package struct Spending: Sendable, Hashable {
    /// Nil where the manifest has no prices.
    package let currency: String?
    /// What it may come to; nil: no limit.
    let limit: Money?
    /// Pictures that were asked for, however many attempts each took.
    package private(set) var requests = 0
    /// Attempts that left.
    package private(set) var attempts = 0
    /// Of these, the ones that were turned away unserved (429): no cap counts them.
    private var turnedAway = 0
    /// Attempts whose outcome is unknown: the service may have drawn and charged what nobody got.
    package private(set) var maybeCharged = 0
    package private(set) var answers = 0
    package private(set) var tokens = TokenCounts()
    /// Answers of which the service did not say what they took.
    package private(set) var uncounted = 0
    /// Of the answers that say what they took, or whose price does not depend on it.
    package private(set) var cost = Money.zero
    /// At the most, of the other answers and of what may be charged, as far as they were priced before.
    package private(set) var uncertain = Money.zero
    /// Answers and attempts of which not even that is known.
    package private(set) var unpriced = 0
    /// Answers whose cost nobody says, bounded or not.
    package private(set) var unpricedAnswers = 0
    /// For attempts under way.
    private var reserved = Money.zero

    package init(currency: String? = nil, limit: Money? = nil) {
        self.currency = currency
        self.limit = limit
    }

    /// Attempts that a cap counts.
    var served: Int { attempts - turnedAway }

    /// All that may have to be paid so far: what is under way, and what may be charged, is taken for paid.
    package var committed: Money { cost + uncertain + reserved }

    /// What it comes to at the most; nil: unknown.
    package var atMost: Money? { unpriced == 0 ? cost + uncertain : nil }

    /// Whether it may have come to more than the limit: answers can take more than anything told before.
    package var mayExceedLimit: Bool { limit.map { cost + uncertain > $0 } ?? false }
    /// Whether what is known to be paid is more already.
    package var exceedsLimit: Bool { limit.map { cost > $0 } ?? false }

    /// - Parameter bound: what it costs at the most; nil: unknown.
    package mutating func reserve(_ bound: Money?, isFirst: Bool) {
        attempts += 1
        if isFirst { requests += 1 }
        reserved += bound ?? .zero
    }

    /// How an attempt ended, as far as money goes.
    package enum Outcome: Sendable, Hashable {
        /// It never left.
        case unsent(isFirst: Bool)
        /// It was not served, and nothing is charged for it.
        case turnedAway
        /// Nothing is charged for it.
        case free
        case maybeCharged
        /// - cost: nil where neither the service nor the team says it.
        /// - atMost: what its own account allows, where that does not tell the cost.
        case answered(TokenCounts?, cost: Money?, atMost: Money? = nil)
    }

    package mutating func settle(_ bound: Money?, _ outcome: Outcome) {
        reserved = reserved - (bound ?? .zero)
        switch outcome {
        case .unsent(let isFirst):
            attempts -= 1
            if isFirst { requests -= 1 }
        case .turnedAway: turnedAway += 1
        case .free: break
        case .maybeCharged:
            maybeCharged += 1
            keep(bound)
        case .answered(let counts, let price, let atMost):
            answers += 1
            if let counts { tokens += counts } else { uncounted += 1 }
            if let price {
                cost += price
            } else {
                unpricedAnswers += 1
                keep(bound.map { max($0, atMost ?? $0) })
            }
        }
    }

    private mutating func keep(_ bound: Money?) {
        if let bound { uncertain += bound } else { unpriced += 1 }
    }
}
