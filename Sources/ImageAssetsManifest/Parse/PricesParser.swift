import ImageAssetsModel
import ImageAssetsText

/// `prices` and `maxCost`: what a team pays, in digits that are read as they stand.
extension ManifestParser {
    static let priceKeys: StaticString = "currency perImage perMillionTokens expectedTokens"
    static let rateKeys: StaticString =
        "textInput cachedTextInput imageInput cachedImageInput textOutput imageOutput"
    static let expectedKeys: StaticString = "imageOutput textOutput imageInput"

    /// What is beyond was meant by another unit, or has a point at the wrong place.
    private static let highestPricePerImage = 100
    private static let highestPricePerMillion = 1_000
    private static let mostTokens = 1_000_000_000

    mutating func readMaximumCost(_ node: JSONNode) -> Money? { amount(node, "\"maxCost\"") }

    mutating func readPrices(_ node: JSONNode) -> Prices? {
        guard let object = object(node, "\"prices\"", allowed: Self.priceKeys) else { return nil }
        let currency = object["currency"].flatMap { self.currency($0) }
        if object.isMissing("currency") {
            faults.error(at: object.offset, "\"prices\" lacks \"currency\"", hint: "Write \"currency\": \"USD\".")
        }
        let perImage = object["perImage"].flatMap { node in
            table(node, "\"perImage\"") { parser, node, what in
                parser.amount(node, what, atMost: Self.highestPricePerImage, unit: "an image")
            }
        }
        let rates = object["perMillionTokens"].flatMap { self.rates($0) }
        let expected = object["expectedTokens"].flatMap { node in
            table(node, "\"expectedTokens\"") { parser, node, what in parser.expected(node, what) }
        }
        let isExpecting = object["expectedTokens"] != nil
        switch (object["perImage"], object["perMillionTokens"]) {
        case (nil, nil):
            if object.isMissing("perImage"), object.isMissing("perMillionTokens") {
                faults.error(at: object.offset, "\"prices\" needs \"perImage\" or \"perMillionTokens\"")
            }
            return nil
        case (_?, let other?):
            faults.error(
                at: other.offset, "\"prices\" has both \"perImage\" and \"perMillionTokens\"",
                hint: "Keep the one that the service bills by.")
            return nil
        case (_?, nil):
            if isExpecting, let node = object["expectedTokens"] {
                faults.error(
                    at: node.offset, "\"expectedTokens\" belongs to \"perMillionTokens\"",
                    hint: "A price by the image needs none.")
            }
            return currency.flatMap { currency in perImage.map { Prices(currency: currency, .perImage($0)) } }
        case (nil, _?):
            guard let currency, let rates, !isExpecting || expected != nil else { return nil }
            return Prices(currency: currency, .perMillionTokens(rates, expected: expected ?? PriceTable()))
        }
    }

    private mutating func currency(_ node: JSONNode) -> String? {
        guard let text = string(node, "\"currency\"") else { return nil }
        let isLetters = text.value.utf8.allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
        if text.value.utf8.count == 3, isLetters { return text.value }
        faults.error(
            at: text.location, "\"currency\" \(Diagnostic.quoted(text.value)) is no code of three capital letters",
            hint: "Write it like \"USD\", \"EUR\" or \"CNY\".")
        return nil
    }

    private mutating func rates(_ node: JSONNode) -> TokenRates? {
        guard let object = object(node, "\"perMillionTokens\"", allowed: Self.rateKeys) else { return nil }
        func rate(_ key: StaticString) -> Money? {
            object[key].flatMap {
                amount($0, "\"\(key)\"", atMost: Self.highestPricePerMillion, unit: "a million tokens")
            }
        }
        return TokenRates(
            textInput: rate("textInput"), cachedTextInput: rate("cachedTextInput"), imageInput: rate("imageInput"),
            cachedImageInput: rate("cachedImageInput"), textOutput: rate("textOutput"),
            imageOutput: rate("imageOutput"))
    }

    private mutating func expected(_ node: JSONNode, _ what: String) -> ExpectedTokens? {
        if node.kind == .number {
            return integer(node, what, in: 0...Self.mostTokens).map { ExpectedTokens(imageOutput: $0) }
        }
        guard node.kind == .object else { return mismatch(node, what, "a number of tokens or an object") }
        guard let object = object(node, what, allowed: Self.expectedKeys) else { return nil }
        func number(_ key: StaticString) -> Int? {
            object[key].flatMap { integer($0, "\"\(key)\"", in: 0...Self.mostTokens) }
        }
        let (imageOutput, textOutput, imageInput) = (number("imageOutput"), number("textOutput"), number("imageInput"))
        if object.isMissing("imageOutput") { faults.error(at: object.offset, "\(what) lacks \"imageOutput\"") }
        return imageOutput.map { ExpectedTokens(imageOutput: $0, textOutput: textOutput ?? 0, imageInput: imageInput) }
    }

    /// - Parameters:
    ///   - most: nil: as much as an amount may be.
    ///   - unit: what it is the price of.
    private mutating func amount(_ node: JSONNode, _ what: String, atMost most: Int? = nil, unit: String = "") -> Money?
    {
        guard node.kind == .number else { return mismatch(node, what, "a number") }
        let digits = json.number(node)
        let shown = Diagnostic.shortened(digits)
        do throws(Money.Fault) {
            let amount = try Money(digits: digits)
            guard let most, try amount > Money(digits: String(most)) else { return amount }
            faults.error(
                at: node.offset, "\(what) is \(shown) for \(unit): no price is above \(most)",
                hint: "Is the decimal point in the right place?")
        } catch .negative {
            faults.error(at: node.offset, "\(what) must be at least 0, and is \(shown)")
        } catch .tooFine {
            faults.error(at: node.offset, "\(what) has more than \(Money.longestFraction) decimals")
        } catch {
            faults.error(at: node.offset, "\(what) is \(shown), which is too large")
        }
        return nil
    }
}
