import Foundation
import ImageAssetsModel
import Testing

@Suite struct PricesTests {
    private static func money(_ digits: String) -> Money { (try? Money(digits: digits)) ?? .zero }

    private static let rates = TokenRates(
        textInput: money("5"), cachedTextInput: money("1.25"), imageInput: money("8"), cachedImageInput: money("2"),
        textOutput: money("10"), imageOutput: money("30"))

    @Test(
        "Tokens cost what the team says of each kind, to the last decimal",
        arguments: [
            (TokenCounts(), "0"),
            (TokenCounts(textInput: 17, imageOutput: 1_756), "0.052765"),
            (TokenCounts(textInput: 100, cachedTextInput: 40, imageOutput: 196), "0.00623"),
            (TokenCounts(textInput: 100, cachedTextInput: 100), "0.000125"),
            (TokenCounts(textInput: 12, imageInput: 646, cachedImageInput: 323, imageOutput: 7_024), "0.21401"),
            (TokenCounts(textOutput: 3, imageOutput: 1), "0.00006"),
            (TokenCounts(imageOutput: 1_000_000_000_000), "30000000"),
        ])
    func sums(tokens: TokenCounts, cost: String) {
        #expect(Self.rates.cost(of: tokens)?.text == cost)
    }

    @Test("A rate that is missing makes a sum unknown, unless nothing was counted for it")
    func needsEveryRate() {
        let rates = TokenRates(textInput: Self.money("5"), imageOutput: Self.money("30"))
        #expect(rates.cost(of: TokenCounts(textInput: 2, imageOutput: 1))?.text == "0.00004")
        for tokens in [
            TokenCounts(textInput: 2, cachedTextInput: 1), TokenCounts(imageInput: 1), TokenCounts(textOutput: 1),
            TokenCounts(imageInput: 1, cachedImageInput: 1), TokenCounts(imageOutput: 1, unsorted: 1),
            TokenCounts(textInput: 1, cachedTextInput: 2),
        ] {
            #expect(rates.cost(of: tokens) == nil, "\(tokens)")
        }
        let free = TokenRates(textInput: .zero, cachedTextInput: .zero, imageOutput: Self.money("30"))
        #expect(free.cost(of: TokenCounts(textInput: 2, cachedTextInput: 1, imageOutput: 1))?.text == "0.00003")
    }

    @Test("An answer that counts nothing has a price by the image, and none by the token")
    func needsCounts() {
        let terms = PriceTerms(model: "gpt-image-2", size: "1024x1024")
        let perImage = Prices(currency: "USD", .perImage(PriceTable(rest: Self.money("0.08"))))
        let perToken = Prices(currency: "USD", .perMillionTokens(Self.rates, expected: PriceTable()))
        #expect(perImage.cost(terms, tokens: nil)?.text == "0.08")
        #expect(perToken.cost(terms, tokens: nil) == nil)
        #expect(perToken.cost(terms, tokens: TokenCounts(imageOutput: 1))?.text == "0.00003")
    }

    @Test("An answer that counts no output has no known price, and what its counts allow is the dearest rate of all")
    func needsOutput() throws {
        let terms = PriceTerms(model: "gpt-image-2", size: "1024x1024")
        let prices = Prices(currency: "USD", .perMillionTokens(Self.rates, expected: PriceTable()))
        #expect(prices.cost(terms, tokens: TokenCounts(textInput: 9)) == nil)
        #expect(prices.cost(terms, tokens: TokenCounts(textInput: 9, textOutput: 1))?.text == "0.000055")
        #expect(prices.ceiling(terms, tokens: TokenCounts(textInput: 9, unsorted: 1))?.text == "0.0003")
        #expect(prices.ceiling(terms, tokens: nil) == nil)
    }

    @Test(
        "While more than one price is possible, none is known, and the dearest is the most",
        arguments: [
            ("1024x1024", nil, nil, "0.17"), ("1024x1024", "auto", nil, "0.17"), ("auto", nil, nil, "0.17"),
            ("1024x1024", "high", "0.17", "0.17"), ("1024x1024", "low", "0.04", "0.04"),
            ("1536x1024", nil, "0.08", "0.08"), ("1536x1024", "auto", "0.08", "0.08"), ("auto", "low", nil, "0.08"),
        ])
    func ambiguous(size: String, quality: String?, cost: String?, most: String) {
        let table = PriceTable(
            [
                .init(size: "1024x1024"): Self.money("0.04"),
                .init(size: "1024x1024", quality: "high"): Self.money("0.17"),
            ], rest: Self.money("0.08"))
        let prices = Prices(currency: "USD", .perImage(table))
        let terms = PriceTerms(model: "gpt-image-2", size: size, quality: quality)
        #expect(prices.cost(terms, tokens: nil)?.text == cost)
        #expect(prices.ceiling(terms, tokens: nil)?.text == most)
    }

    @Test("Each image of an answer has its price, and the answer's tokens are counted once")
    func severalImages() throws {
        let terms = PriceTerms(model: "gpt-image-2", size: "1024x1024")
        let perImage = Prices(currency: "USD", .perImage(PriceTable([:], rest: Self.money("0.08"))))
        #expect(perImage.cost(terms, tokens: nil, images: 3)?.text == "0.24")
        #expect(perImage.ceiling(terms, tokens: nil, images: 3)?.text == "0.24")
        let perToken = Prices(currency: "USD", .perMillionTokens(Self.rates, expected: PriceTable([:])))
        #expect(perToken.cost(terms, tokens: TokenCounts(imageOutput: 1), images: 3)?.text == "0.00003")
    }

    @Test("An answer that says `auto` tells nothing")
    func toldAuto() {
        let asked = PriceTerms(model: "gpt-image-2", size: "1024x1024", quality: "high")
        #expect(asked.told(by: ImageResponse(bytes: Data(), quality: "auto")) == asked)
        #expect(asked.told(by: ImageResponse(bytes: Data(), quality: "low")).quality == .named("low"))
        let open = PriceTerms(model: "gpt-image-2", size: "1024x1024")
        #expect(open.told(by: ImageResponse(bytes: Data(), quality: "auto")) == open)
    }

    @Test(
        "A table is read by size and quality, by size, and by the rest",
        arguments: [
            ("1024x1024", "high", "0.17"), ("1024x1024", "medium", "0.04"), ("1024x1024", nil, "0.04"),
            ("1536x1024", "low", "0.02"), ("1536x1024", "high", "0.08"), ("1536x1024", nil, "0.08"),
            ("auto", nil, "0.08"), ("auto", "high", "0.08"), ("1024x1024", "auto", "0.08"),
        ])
    func readsTable(size: String, quality: String?, price: String) {
        var table = PriceTable(
            [
                .init(size: "1024x1024"): Self.money("0.04"),
                .init(size: "1024x1024", quality: "high"): Self.money("0.17"),
                .init(size: "1536x1024", quality: "low"): Self.money("0.02"),
            ], rest: Self.money("0.08"))
        let terms = PriceTerms(model: "gpt-image-2", size: size, quality: quality)
        #expect(table[terms]?.text == price)
        table.rest = nil
        #expect(table[terms]?.text == (price == "0.08" ? nil : price))
    }
}
