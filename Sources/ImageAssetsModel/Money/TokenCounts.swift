import ImageAssetsText

/// What a service counted for one answer, or for many, by the kinds that have prices of their own.
package struct TokenCounts: Sendable, Hashable {
    /// All of the text that was sent, cached or not.
    package var textInput = 0
    /// That part of `textInput` which was cached.
    package var cachedTextInput = 0
    package var imageInput = 0
    package var cachedImageInput = 0
    package var textOutput = 0
    package var imageOutput = 0
    /// Counted by the service without saying of what kind, or in parts that do not add up: they have no price.
    package var unsorted = 0

    package init(
        textInput: Int = 0, cachedTextInput: Int = 0, imageInput: Int = 0, cachedImageInput: Int = 0,
        textOutput: Int = 0, imageOutput: Int = 0, unsorted: Int = 0
    ) {
        self.textInput = textInput
        self.cachedTextInput = cachedTextInput
        self.imageInput = imageInput
        self.cachedImageInput = cachedImageInput
        self.textOutput = textOutput
        self.imageOutput = imageOutput
        self.unsorted = unsorted
    }

    /// Cached ones are part of the input, and counted once.
    package var total: Int { textInput + imageInput + textOutput + imageOutput + unsorted }

    package static func + (left: TokenCounts, right: TokenCounts) -> TokenCounts {
        TokenCounts(
            textInput: left.textInput + right.textInput,
            cachedTextInput: left.cachedTextInput + right.cachedTextInput,
            imageInput: left.imageInput + right.imageInput,
            cachedImageInput: left.cachedImageInput + right.cachedImageInput,
            textOutput: left.textOutput + right.textOutput, imageOutput: left.imageOutput + right.imageOutput,
            unsorted: left.unsorted + right.unsorted)
    }

    package static func += (left: inout TokenCounts, right: TokenCounts) { left = left + right }
}

// MARK: As a service tells it

extension TokenCounts {
    /// More than any answer takes: what is beyond was not counted by anybody.
    private static let largestCount = 1_000_000_000_000

    /// Reads the `usage` of an answer; nil where it counts no tokens, or where a count is none (negative, a fraction,
    /// out of range): then nobody knows what the others are worth.
    ///
    /// Details are often missing. Output without them is an image's, which is what these operations are about; input is
    /// text where no picture was sent along, and else of no kind that is known.
    ///
    /// - Parameter pictures: files that were sent along.
    init?(usage: JSONValue, pictures: Int) {
        var isSound = true
        func count(_ names: String..., in object: JSONValue? = usage) -> Int? {
            guard let value = names.lazy.compactMap({ object?[$0] }).first(where: { $0 != .null }) else { return nil }
            if let count = value.integer, 0...Self.largestCount ~= count { return count }
            isSound = false
            return nil
        }
        let input = count("input_tokens", "prompt_tokens")
        let output = count("output_tokens", "completion_tokens")
        let all = count("total_tokens")
        if input == nil, output == nil, all == nil { return nil }
        self.init()

        let ofInput = usage["input_tokens_details"] ?? usage["prompt_tokens_details"]
        let text = count("text_tokens", in: ofInput)
        let image = count("image_tokens", in: ofInput)
        // With one part and the whole, the other part is what is left.
        textInput = text ?? (pictures == 0 || image != nil ? max(0, (input ?? 0) - (image ?? 0)) : 0)
        imageInput = image ?? (text != nil ? max(0, (input ?? 0) - textInput) : 0)
        let sorted = textInput + imageInput
        unsorted += Self.rest(of: input, text, image, sum: sorted)

        let ofCached = ofInput?["cached_tokens_details"]
        let cached = count("cached_tokens", in: ofInput)
        let cachedText = count("text_tokens", in: ofCached)
        let cachedImage = count("image_tokens", in: ofCached)
        let part = { (own: Int?, other: Int?, whole: Int, isOnly: Bool) in
            own ?? (other != nil || isOnly ? max(0, (cached ?? 0) - (other ?? 0)) : cached == sorted ? whole : 0)
        }
        cachedTextInput = part(cachedText, cachedImage, textInput, imageInput == 0)
        cachedImageInput = part(cachedImage, cachedText, imageInput, textInput == 0 && imageInput > 0)
        let told = cachedTextInput + cachedImageInput
        if cachedTextInput > textInput || cachedImageInput > imageInput || (cached ?? told) != told {
            (cachedTextInput, cachedImageInput) = (0, 0)
            // Of which kind the cached part is, nobody can say, and so neither what the rest of each costs.
            (textInput, imageInput, unsorted) = (0, 0, unsorted + sorted)
        }

        let ofOutput = usage["output_tokens_details"] ?? usage["completion_tokens_details"]
        let textOut = count("text_tokens", in: ofOutput)
        let imageOut = count("image_tokens", in: ofOutput)
        textOutput = textOut ?? 0
        imageOutput = imageOut ?? max(0, (output ?? 0) - textOutput)
        unsorted += Self.rest(of: output, textOut, imageOut, sum: textOutput + imageOutput)
        unsorted += max(0, (all ?? 0) - total)
        if !isSound { return nil }
    }

    /// What a whole and its parts differ by. Where both parts are told and come to more, they are the larger count, and
    /// nothing is left; a part that was reckoned from a smaller whole is none.
    private static func rest(of whole: Int?, _ text: Int?, _ image: Int?, sum: Int) -> Int {
        let rest = (whole ?? sum) - sum
        return text != nil && image != nil ? max(0, rest) : abs(rest)
    }

    /// The same, of the JSON text that a record keeps.
    package init?(usage text: String?, pictures: Int) {
        guard let text, let object = try? JSONValue(parsing: SourceText(text)) else { return nil }
        self.init(usage: object, pictures: pictures)
    }
}
