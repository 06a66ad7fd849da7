import ImageAssetsModel

/// What earlier answers took: the only measure of what a next one takes that is not guessed.
package struct EarlierAnswers: Sendable, Hashable {
    /// The most of each kind of token, and of how many answers.
    struct Most: Sendable, Hashable {
        fileprivate(set) var answers = 0
        fileprivate(set) var textOutput = 0
        fileprivate(set) var imageOutput = 0
        /// For each file that was sent along; nil: none was.
        fileprivate(set) var imageInput: Int?

        fileprivate mutating func add(_ other: Most) {
            answers += other.answers
            textOutput = max(textOutput, other.textOutput)
            imageOutput = max(imageOutput, other.imageOutput)
            imageInput = [imageInput, other.imageInput].compactMap { $0 }.max()
        }
    }

    private var most: [PriceTerms.Kind: Most] = [:]

    package init() {}

    /// Only what the service counted in full teaches anything.
    package mutating func add(_ terms: PriceTerms, _ tokens: TokenCounts) {
        guard tokens.unsorted == 0, tokens.imageOutput > 0 else { return }
        var one = Most()
        one.answers = 1
        one.textOutput = tokens.textOutput
        one.imageOutput = tokens.imageOutput
        if terms.pictures > 0, tokens.imageInput > 0 {
            one.imageInput = (tokens.imageInput + terms.pictures - 1) / terms.pictures
        }
        most[terms.kind, default: Most()].add(one)
    }

    /// Of all answers that a request may turn out to be like; nil where there were none.
    ///
    /// What the service is to choose tells none from the others.
    func most(_ terms: PriceTerms) -> Most? {
        var all = Most()
        for (kind, most) in most where kind.model == terms.model {
            guard terms.hasOpenSize || kind.size == terms.size else { continue }
            if terms.hasOpenQuality || kind.quality == terms.quality { all.add(most) }
        }
        return all.answers > 0 ? all : nil
    }

    /// Whether an answer came of this very size and quality, or to a request that said as little.
    package func know(_ terms: PriceTerms) -> Bool { most[terms.kind] != nil }
}
