import ImageAssetsModel

/// What a run may send, and what of it is spent: the one place where requests and money are counted.
package struct Budget: Sendable, Hashable {
    /// Attempts, retries among them; nil: no limit.
    package let allowed: Int?
    /// Money; nil: no limit.
    package let allowedCost: Money?
    /// Attempts that left.
    package private(set) var sent = 0
    /// Of these, the ones that were turned away unserved (429): no cap counts them.
    private var turnedAway = 0

    package private(set) var spending: Spending

    package init(_ allowed: Int? = nil, cost: Money? = nil, currency: String? = nil) {
        self.allowed = allowed
        allowedCost = cost
        spending = Spending(currency: currency, limit: cost)
    }

    /// Whether it has room for so many more.
    package func covers(_ requests: Int) -> Bool { allowed.map { sent - turnedAway + requests <= $0 } ?? true }

    /// Whether what an attempt costs at the most fits beside all that is paid or reserved: never where it is unknown.
    package func covers(_ bound: Money?) -> Bool {
        guard let allowedCost else { return true }
        return bound.map { spending.committed + $0 <= allowedCost } ?? false
    }

    /// - Parameters:
    ///   - bound: what the attempt costs at the most; nil: unknown.
    ///   - isFirst: of its request.
    package mutating func spend(_ bound: Money? = nil, isFirst: Bool = true) {
        sent += 1
        spending.reserve(bound, isFirst: isFirst)
    }

    /// Settles what was reserved for an attempt.
    package mutating func settle(_ bound: Money?, _ outcome: Spending.Outcome) { spending.settle(bound, outcome) }

    /// Corrects the count once it is known how far an attempt came.
    package mutating func settle(_ progress: ImageFailure.Progress) {
        switch progress {
        case .unsent: sent -= 1
        case .turnedAway: turnedAway += 1
        case .sent: break
        }
    }
}

extension Budget {
    /// Why a plan with so many requests sends none; nil: it sends them.
    func hold(on requests: Int) -> Hold? {
        allowed.flatMap { covers(requests) ? nil : .budget(needed: requests, allowed: $0) }
    }

    /// The same by what they cost.
    package func hold(on quote: Quote) -> Hold? {
        guard let allowedCost else { return nil }
        guard let cost = quote.cost else { return quote.gap.map(Hold.unpriced) }
        return cost <= allowedCost ? nil : .cost(atMost: cost, allowed: allowedCost, currency: quote.currency ?? "")
    }
}
