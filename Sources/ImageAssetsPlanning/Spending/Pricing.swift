import ImageAssetsModel

/// What is known of the price of a request before it is sent: the team's prices, and what earlier answers took.
package struct Pricing: Sendable, Hashable {
    let prices: Prices
    private var earlier: EarlierAnswers
    /// Whether a request can ask the service for a quality.
    private let hasQualities: Bool

    package init(_ prices: Prices, earlier: EarlierAnswers = EarlierAnswers(), hasQualities: Bool = false) {
        self.prices = prices
        self.earlier = earlier
        self.hasQualities = hasQualities
    }

    /// What one attempt costs at the most, and what that follows from.
    package struct Bound: Sendable, Hashable {
        package let cost: Money
        package let source: Source
    }

    package enum Source: Sendable, Hashable {
        case perImage
        /// Requests of one kind are known by the same answers.
        case earlier(PriceTerms.Kind, answers: Int)
        case expected
    }

    /// Why nobody knows what a request costs.
    package enum Fault: Error, Sendable, Hashable {
        /// The manifest has none.
        case noPrices
        /// The service chooses size or quality, and the team does not say what that costs.
        case open
        /// The team says nothing of this size and quality.
        case unlisted(RequestedSize, RequestedQuality)
        /// No answer like it came yet, and the team expects none.
        case unmeasured(RequestedSize, RequestedQuality)
        /// No quality is asked for, so the service chooses one, and neither answers nor the team say what that takes.
        case unasked(RequestedSize)
        /// Nobody knows what files that are sent along take.
        case unmeasuredPictures
        /// A kind of token that it takes has no price.
        case rate(String)
    }

    package func bound(of recipe: Recipe) throws(Fault) -> Bound {
        let terms = PriceTerms(recipe)
        switch prices.basis {
        case .perImage(let table):
            if let cost = table.candidates(terms).max() { return Bound(cost: cost, source: .perImage) }
            throw terms.isOpen ? .open : .unlisted(terms.size, terms.quality)
        case .perMillionTokens(let rates, let expected):
            let wishes = expected.candidates(terms)
            let isOpen =
                terms.isOpen || terms.hasOpenQuality && (hasQualities || expected.listsQualities(terms))
            guard let first = wishes.first else { return try bound(of: recipe, terms, isOpen, rates, nil) }
            var highest = try bound(of: recipe, terms, isOpen, rates, first)
            for wish in wishes.dropFirst() {
                let bound = try bound(of: recipe, terms, isOpen, rates, wish)
                if bound.cost > highest.cost { highest = bound }
            }
            return highest
        }
    }

    /// A prompt has no more tokens than bytes. Earlier answers go before what the team expects, unless the service is
    /// to choose: the next one may be of a dearer kind than any that came, so the larger of both counts.
    private func bound(
        of recipe: Recipe, _ terms: PriceTerms, _ isOpen: Bool, _ rates: TokenRates, _ wish: ExpectedTokens?
    ) throws(Fault) -> Bound {
        if wish == nil {
            if terms.isOpen { throw .open }
            if hasQualities, terms.quality == .unasked, !earlier.know(terms) { throw .unasked(terms.size) }
        }
        let most = earlier.most(terms)
        func count(_ earlier: Int?, _ expected: Int?) -> Int? {
            isOpen ? [earlier, expected].compactMap { $0 }.max() : earlier ?? expected
        }
        guard let imageOutput = count(most?.imageOutput, wish?.imageOutput) else {
            throw .unmeasured(terms.size, terms.quality)
        }
        guard let perPicture = terms.pictures == 0 ? 0 : count(most?.imageInput, wish?.imageInput) else {
            throw .unmeasuredPictures
        }
        let tokens = TokenCounts(
            textInput: recipe.prompt.utf8.count, imageInput: perPicture * terms.pictures,
            textOutput: count(most?.textOutput, wish?.textOutput) ?? 0, imageOutput: imageOutput)
        if let kind = rates.missing(for: tokens) { throw .rate(kind) }
        guard let cost = rates.cost(of: tokens) else { throw .unmeasuredPictures }
        guard let most, most.imageOutput == imageOutput else { return Bound(cost: cost, source: .expected) }
        return Bound(cost: cost, source: .earlier(terms.kind, answers: most.answers))
    }

    /// What an answer took is what the next one may.
    package mutating func learn(from answer: ImageResponse, asked: PriceTerms) {
        let terms = asked.told(by: answer)
        guard let tokens = TokenCounts(usage: answer.usage, pictures: terms.pictures) else { return }
        earlier.add(terms, tokens)
    }

    /// What an answer cost by its own account; nil: unknown.
    package func cost(of answer: ImageResponse, asked: PriceTerms) -> Money? {
        let terms = asked.told(by: answer)
        return prices.cost(
            terms, tokens: TokenCounts(usage: answer.usage, pictures: terms.pictures), images: answer.imageCount)
    }

    /// What an answer cost at the most by its own account; nil: unknown.
    package func ceiling(of answer: ImageResponse, asked: PriceTerms) -> Money? {
        let terms = asked.told(by: answer)
        return prices.ceiling(
            terms, tokens: TokenCounts(usage: answer.usage, pictures: terms.pictures), images: answer.imageCount)
    }
}

extension TokenRates {
    /// The first kind, as the manifest names it, that is counted and has no price.
    fileprivate func missing(for tokens: TokenCounts) -> String? {
        let kinds = [
            ("textInput", tokens.textInput, textInput), ("imageInput", tokens.imageInput, imageInput),
            ("textOutput", tokens.textOutput, textOutput), ("imageOutput", tokens.imageOutput, imageOutput),
        ]
        return kinds.first { $0.1 > 0 && $0.2 == nil }?.0
    }
}
