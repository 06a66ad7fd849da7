import ImageAssetsModel

/// What a run may send, and what of it is spent: the one place where requests and money are counted.
package struct Budget: Sendable, Hashable {
    /// Attempts, retries among them; nil: no limit.
    let allowed: Int?
    package private(set) var spending: Spending

    package init(_ allowed: Int? = nil, cost: Money? = nil, currency: String? = nil) {
        self.allowed = allowed
        spending = Spending(currency: currency, limit: cost)
    }

    /// Whether it has room for so many more.
    package func covers(_ requests: Int) -> Bool { allowed.map { spending.served + requests <= $0 } ?? true }

    /// Whether what an attempt costs at the most fits beside all that is paid or reserved: never where it is unknown.
    package func covers(_ bound: Money?) -> Bool {
        guard let limit = spending.limit else { return true }
        return bound.map { spending.committed + $0 <= limit } ?? false
    }

    /// - Parameters:
    ///   - bound: what the attempt costs at the most; nil: unknown.
    ///   - isFirst: of its request.
    package mutating func spend(_ bound: Money? = nil, isFirst: Bool = true) {
        spending.reserve(bound, isFirst: isFirst)
    }

    /// Settles what was reserved for an attempt, once it is known how that ended.
    package mutating func settle(_ bound: Money?, _ outcome: Spending.Outcome) { spending.settle(bound, outcome) }
}

extension Budget {
    /// Why a plan with so many requests sends none; nil: it sends them.
    func hold(on requests: Int) -> Hold? {
        allowed.flatMap { covers(requests) ? nil : .budget(needed: requests, allowed: $0) }
    }

    /// The same by what they cost.
    package func hold(on quote: Quote) -> Hold? {
        guard let limit = spending.limit else { return nil }
        guard let cost = quote.cost else { return quote.gap.map(Hold.unpriced) }
        return cost <= limit ? nil : .cost(atMost: cost, allowed: limit, currency: quote.currency ?? "")
    }
}
