import ImageAssetsModel

/// What a manifest says of money. It is in no fingerprint: a price decides no picture.
package struct SpendingRules: Sendable, Hashable {
    package var prices: Prices?
    /// Of the prices' currency; what `--max-cost` says when it is not given.
    package var maximumCost: Money?

    package init(prices: Prices? = nil, maximumCost: Money? = nil) {
        self.prices = prices
        self.maximumCost = maximumCost
    }
}
