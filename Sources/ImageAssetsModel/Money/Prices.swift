/// What a team pays its service, as its manifest says. No price is known otherwise, and none is guessed.
package struct Prices: Sendable, Hashable {
    package let currency: String
    package let basis: Basis

    package enum Basis: Sendable, Hashable {
        case perImage(PriceTable<Money>)
        case perMillionTokens(TokenRates, expected: PriceTable<ExpectedTokens>)
    }

    /// Why no price is known.
    package enum Fault: Error, Sendable, Hashable {
        case noManifest
        /// It has faults, and what it says of prices cannot be read.
        case faulty
        case noPrices
    }

    package init(currency: String, _ basis: Basis) {
        self.currency = currency
        self.basis = basis
    }

    /// What one answer that brought an image cost; nil: unknown, as where more than one price may be its own, or where
    /// no output was counted: an image is some.
    ///
    /// - Parameters:
    ///   - terms: as the answer says itself, where it does.
    ///   - tokens: what the service counted; nil: it did not say.
    ///   - images: that it brought, whatever was asked for.
    package func cost(_ terms: PriceTerms, tokens: TokenCounts?, images: Int = 1) -> Money? {
        switch basis {
        case .perImage(let table):
            let costs = Set(table.candidates(terms))
            return costs.count == 1 ? costs.first.map { $0 * images } : nil
        case .perMillionTokens(let rates, _):
            guard let tokens, tokens.textOutput + tokens.imageOutput > 0 else { return nil }
            return rates.cost(of: tokens)
        }
    }

    /// What it cost at the most, where it is not known what it cost; nil: not even that.
    package func ceiling(_ terms: PriceTerms, tokens: TokenCounts?, images: Int = 1) -> Money? {
        switch basis {
        case .perImage(let table): return table.candidates(terms).max().map { $0 * images }
        case .perMillionTokens(let rates, _):
            guard let tokens, let dearest = rates.dearest else { return nil }
            return dearest.millionth * tokens.total
        }
    }
}

/// Prices of a million tokens, by what they stand for; nil: the team does not say.
package struct TokenRates: Sendable, Hashable {
    package var textInput: Money?
    var cachedTextInput: Money?
    package var imageInput: Money?
    var cachedImageInput: Money?
    package var textOutput: Money?
    package var imageOutput: Money?

    package init(
        textInput: Money? = nil, cachedTextInput: Money? = nil, imageInput: Money? = nil,
        cachedImageInput: Money? = nil, textOutput: Money? = nil, imageOutput: Money? = nil
    ) {
        self.textInput = textInput
        self.cachedTextInput = cachedTextInput
        self.imageInput = imageInput
        self.cachedImageInput = cachedImageInput
        self.textOutput = textOutput
        self.imageOutput = imageOutput
    }

    /// Of all that are told.
    var dearest: Money? {
        [textInput, cachedTextInput, imageInput, cachedImageInput, textOutput, imageOutput].compactMap { $0 }.max()
    }

    /// What they cost; nil where there are some without a price. Cached ones are part of the input: they are taken off
    /// it first.
    package func cost(of tokens: TokenCounts) -> Money? {
        guard tokens.unsorted == 0 else { return nil }
        let parts = [
            (tokens.textInput - tokens.cachedTextInput, textInput), (tokens.cachedTextInput, cachedTextInput),
            (tokens.imageInput - tokens.cachedImageInput, imageInput), (tokens.cachedImageInput, cachedImageInput),
            (tokens.textOutput, textOutput), (tokens.imageOutput, imageOutput),
        ]
        var sum = Money.zero
        for (count, rate) in parts where count != 0 {
            guard count > 0, let rate else { return nil }
            sum += rate.millionth * count
        }
        return sum
    }
}

/// What a team expects an answer to take, before there is any to learn from; nil: it does not say.
package struct ExpectedTokens: Sendable, Hashable {
    package var imageOutput: Int
    package var textOutput: Int
    /// For each file that is sent along.
    package var imageInput: Int?

    package init(imageOutput: Int, textOutput: Int = 0, imageInput: Int? = nil) {
        self.imageOutput = imageOutput
        self.textOutput = textOutput
        self.imageInput = imageInput
    }
}
