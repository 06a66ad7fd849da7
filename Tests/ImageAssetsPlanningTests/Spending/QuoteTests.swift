import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

private func money(_ digits: String) -> Money { (try? Money(digits: digits)) ?? .zero }

private let rates = TokenRates(
    textInput: money("5"), cachedTextInput: money("1.25"), imageInput: money("8"), cachedImageInput: money("2"),
    textOutput: money("10"), imageOutput: money("30"))

private func pricing(
    _ rates: TokenRates = rates, expected: PriceTable<ExpectedTokens> = PriceTable(),
    earlier: [(PriceTerms, TokenCounts)] = [], hasQualities: Bool = true
) -> Pricing {
    var answers = EarlierAnswers()
    for (terms, tokens) in earlier { answers.add(terms, tokens) }
    return Pricing(
        Prices(currency: "USD", .perMillionTokens(rates, expected: expected)), earlier: answers,
        hasQualities: hasQualities)
}

private func terms(_ size: String, _ quality: String? = nil, pictures: Int = 0, model: String = "gpt-image-2")
    -> PriceTerms
{
    PriceTerms(model: model, size: size, quality: quality, pictures: pictures)
}

/// The bound of an attempt at an image with a prompt of ten bytes.
private func bound(_ pricing: Pricing, _ size: String, _ quality: String? = nil, references: Int = 0) throws -> String {
    let parameters = quality.map { ["quality": ParameterValue.string($0)] } ?? [:]
    let product = try image(
        prompt: "0123456789", size: size, references: (0..<references).map { try reference("Art/\($0).png", "\($0)") },
        parameters: parameters)
    do {
        let bound = try pricing.bound(of: product.recipe)
        return switch bound.source {
        case .perImage: bound.cost.text
        case .earlier(_, let answers): "\(bound.cost.text) by \(answers)"
        case .expected: "\(bound.cost.text) expected"
        }
    } catch {
        return switch error {
        case .unlisted(let size, let quality): "unlisted \(size)\(quality.text.map { " \($0)" } ?? "")"
        case .unmeasured(let size, let quality): "unmeasured \(size)\(quality.text.map { " \($0)" } ?? "")"
        case .unasked(let size): "unasked \(size)"
        case .noPrices, .open, .unmeasuredPictures, .rate: "\(error)"
        }
    }
}

@Suite("What a request costs at the most")
struct PricingTests {
    @Test("by the image: its size and quality, its size, the rest; what the service chooses by the dearest that it may")
    func perImage() throws {
        var table = PriceTable(
            [.init(size: "1024x1024"): money("0.04"), .init(size: "1024x1024", quality: "high"): money("0.17")],
            rest: money("0.08"))
        let all = Pricing(Prices(currency: "USD", .perImage(table)))
        // What nobody asks for the service chooses, also where nobody can ask.
        #expect(try bound(all, "1024x1024") == "0.17")
        #expect(try bound(all, "1024x1024", "high") == "0.17")
        #expect(try bound(all, "1024x1024", "high", references: 3) == "0.17")
        #expect(try bound(all, "1536x1024") == "0.08")
        #expect(try bound(all, "auto") == "0.17")
        #expect(try bound(all, "auto", "high") == "0.17")
        #expect(try bound(all, "auto", "low") == "0.08")
        #expect(try bound(all, "1024x1024", "auto") == "0.17")
        #expect(try bound(all, "1536x1024", "auto") == "0.08")
        let choosing = Pricing(Prices(currency: "USD", .perImage(table)), hasQualities: true)
        #expect(try bound(choosing, "1024x1024") == "0.17")
        #expect(try bound(choosing, "1024x1024", "low") == "0.04")
        #expect(try bound(choosing, "1536x1024") == "0.08")
        table.rest = money("0.5")
        let dear = Pricing(Prices(currency: "USD", .perImage(table)))
        #expect(try bound(dear, "auto") == "0.5")
        #expect(try bound(dear, "1024x1024") == "0.17")
        table.rest = nil
        let some = Pricing(Prices(currency: "USD", .perImage(table)))
        #expect(try bound(some, "auto") == "open")
        #expect(try bound(some, "1024x1024", "auto") == "open")
        #expect(try bound(some, "1536x1024", "low") == "unlisted 1536x1024 low")
    }

    @Test("by the most that an earlier answer of the same model, size and quality took")
    func earlier() throws {
        let pricing = pricing(earlier: [
            (terms("1024x1024", "high"), TokenCounts(textInput: 900, imageOutput: 5_000)),
            (terms("1024x1024", "high"), TokenCounts(textInput: 4, textOutput: 100, imageOutput: 4_000)),
            (terms("1024x1024", "high", model: "gpt-image-1"), TokenCounts(imageOutput: 90_000)),
            (terms("1024x1024", "low"), TokenCounts(imageOutput: 196)),
        ])
        // 10 bytes of text, and the most of each kind: 100 tokens of text and 5,000 of the image.
        #expect(try bound(pricing, "1024x1024", "high") == "0.15105 by 2")
        #expect(try bound(pricing, "1024x1024", "low") == "0.00593 by 1")
        #expect(try bound(pricing, "1024x1024") == "unasked 1024x1024")
        #expect(try bound(pricing, "1536x1024", "low") == "unmeasured 1536x1024 low")
        #expect(try bound(pricing, "auto", "high") == "open")
        #expect(try bound(pricing, "1024x1024", "auto") == "open")
    }

    @Test("references count one by one, by the most that one of an earlier answer's took")
    func references() throws {
        let pricing = pricing(earlier: [
            (terms("1024x1024", pictures: 1), TokenCounts(imageInput: 300, imageOutput: 1_000)),
            (terms("1024x1024", pictures: 3), TokenCounts(imageInput: 1_000, imageOutput: 900)),
        ])
        #expect(try bound(pricing, "1024x1024") == "0.03005 by 2")
        #expect(try bound(pricing, "1024x1024", references: 1) == "0.032722 by 2")
        #expect(try bound(pricing, "1024x1024", references: 4) == "0.040738 by 2")
        let texts = [(terms("1024x1024"), TokenCounts(textInput: 5, imageOutput: 1_000))]
        #expect(try bound(self.pricingOf(texts), "1024x1024", references: 1) == "unmeasuredPictures")
        let expected = PriceTable(rest: ExpectedTokens(imageOutput: 5, imageInput: 3_200))
        #expect(
            try bound(self.pricingOf(texts, expected), "1024x1024", references: 1) == "0.05565 by 1")
    }

    private func pricingOf(
        _ earlier: [(PriceTerms, TokenCounts)], _ expected: PriceTable<ExpectedTokens> = PriceTable()
    ) -> Pricing { pricing(expected: expected, earlier: earlier) }

    @Test("where no quality can be asked for, what answers say of theirs parts none")
    func withoutQualities() throws {
        let answers = [
            (terms("1024x1024", "high"), TokenCounts(imageOutput: 5_000)),
            (terms("1024x1024"), TokenCounts(imageOutput: 100)),
        ]
        #expect(try bound(pricing(earlier: answers, hasQualities: false), "1024x1024") == "0.15005 by 2")
        // Neither where it is the service's choice: it may draw in high what it drew in another quality before.
        #expect(try bound(pricing(earlier: answers), "1024x1024") == "0.15005 by 2")
        #expect(try bound(pricing(earlier: answers), "1024x1024", "high") == "0.15005 by 1")
        #expect(try bound(pricing(earlier: [answers[0]]), "1024x1024") == "unasked 1024x1024")
        #expect(
            try bound(pricing(hasQualities: false), "1024x1024")
                == "unmeasured 1024x1024")
    }

    @Test("an answer that was not counted in full, or does not say what was chosen, teaches nothing")
    func unusable() throws {
        let pricing = pricing(earlier: [
            (terms("1024x1024"), TokenCounts(imageOutput: 100, unsorted: 5)),
            (terms("1024x1024"), TokenCounts(textInput: 5)),
            (terms("auto"), TokenCounts(imageOutput: 100)),
        ])
        #expect(try bound(pricing, "1024x1024") == "unasked 1024x1024")
        #expect(try bound(pricing, "auto") == "open")
    }

    @Test("by what the team expects, until an answer tells")
    func expected() throws {
        let expected = PriceTable(
            [.init(size: "1024x1024", quality: "medium"): ExpectedTokens(imageOutput: 1_800)],
            rest: ExpectedTokens(imageOutput: 14_000, textOutput: 10, imageInput: 3_200))
        let pricing = pricing(expected: expected)
        #expect(try bound(pricing, "1024x1024", "medium") == "0.05405 expected")
        #expect(try bound(pricing, "1024x1024", "medium", references: 1) == "unmeasuredPictures")
        #expect(try bound(pricing, "1024x1024", "high", references: 2) == "0.47135 expected")
        #expect(try bound(pricing, "auto") == "0.42015 expected")
        let both = PriceTable([
            .init(size: "1024x1024"): ExpectedTokens(imageOutput: 1_800),
            .init(size: "1024x1024", quality: "high"): ExpectedTokens(imageOutput: 7_000),
        ])
        #expect(try bound(self.pricingOf([], both), "1024x1024") == "0.21005 expected")
        #expect(try bound(self.pricingOf([], both), "1024x1024", "low") == "0.05405 expected")
    }

    @Test("what the service is to choose by the larger of what earlier answers took and what the team expects")
    func chosen() throws {
        let expected = PriceTable(
            [.init(size: "1024x1024", quality: "high"): ExpectedTokens(imageOutput: 7_000)],
            rest: ExpectedTokens(imageOutput: 1_000))
        let low = (terms("1024x1024", "low"), TokenCounts(imageOutput: 200))
        let wide = (terms("1536x1024", "high"), TokenCounts(imageOutput: 9_000))
        let untold = (terms("1024x1024", "auto"), TokenCounts(imageOutput: 8_000))
        for (earlier, size, quality, cost) in [
            ([], "auto", nil, "0.21005 expected"), ([], "auto", "low", "0.03005 expected"),
            ([], "1024x1024", "auto", "0.21005 expected"), ([], "1536x1024", "auto", "0.03005 expected"),
            ([low], "1024x1024", "auto", "0.21005 expected"), ([low], "1024x1024", nil, "0.21005 expected"),
            ([low], "1024x1024", "low", "0.00605 by 1"), ([low, wide], "auto", nil, "0.27005 by 2"),
            ([low, wide], "auto", "low", "0.03005 expected"), ([low, wide], "1024x1024", "auto", "0.21005 expected"),
            ([untold], "1024x1024", "auto", "0.24005 by 1"), ([untold], "1024x1024", "low", "0.03005 expected"),
        ] as [([(PriceTerms, TokenCounts)], String, String?, String)] {
            for hasQualities in [true, false] {
                let pricing = pricing(expected: expected, earlier: earlier, hasQualities: hasQualities)
                #expect(try bound(pricing, size, quality) == cost, "\(earlier) \(size) \(quality ?? "")")
            }
        }
    }

    @Test("a rate that is missing for what is counted makes it unknown")
    func missingRates() throws {
        let expected = PriceTable(rest: ExpectedTokens(imageOutput: 5, textOutput: 1, imageInput: 3))
        var rates = TokenRates(textInput: money("5"), imageInput: money("8"), textOutput: money("10"))
        #expect(try bound(pricing(rates, expected: expected), "1024x1024") == #"rate("imageOutput")"#)
        rates.imageOutput = money("30")
        #expect(try bound(pricing(rates, expected: expected), "1024x1024") == "0.00021 expected")
        rates.imageInput = nil
        #expect(try bound(pricing(rates, expected: expected), "1024x1024") == "0.00021 expected")
        #expect(try bound(pricing(rates, expected: expected), "1024x1024", references: 1) == #"rate("imageInput")"#)
        rates.textInput = nil
        #expect(try bound(pricing(rates, expected: expected), "1024x1024") == #"rate("textInput")"#)
    }
}

@Suite("What a plan costs at the most")
struct QuoteTests {
    private let perImage = Pricing(
        Prices(
            currency: "USD",
            .perImage(PriceTable([.init(size: "1024x1024"): money("0.1"), .init(size: "1536x1024"): money("0.2")]))))

    @Test("each request once, shared ones too, and an image whose price is unknown makes all of it unknown")
    func sums() throws {
        let a = try image("a", prompt: "A")
        let twin = try image("twin", prompt: "A")
        let wide = try image("wide", prompt: "B", size: "1536x1024")
        let quote = try Observation(lock: [:]).plan([a, twin, wide]).quote(by: perImage)
        #expect(quote.requests == 2)
        #expect(quote.cost?.text == "0.3")
        #expect(quote.gap == nil)
        let open = try image("open", size: "auto")
        let odd = try image("odd", size: "2048x2048")
        let unknown = try Observation(lock: [:]).plan([a, open, odd]).quote(by: perImage)
        #expect(unknown.cost == nil)
        #expect(unknown.gap == Quote.Gap(image: open.name, why: .open, others: 1))
    }

    @Test("what is made from an image that is still to come is priced like any other")
    func pending() throws {
        let a = try image("a", prompt: "A")
        let b = try image("b", prompt: "B", references: [reference(to: a)])
        let quote = try Observation(lock: [:]).plan([a, b]).quote(by: perImage)
        #expect(quote.cost?.text == "0.2")
    }

    @Test("candidates are paid one by one")
    func candidates() throws {
        let a = try image("a", prompt: "A")
        let options = PlanOptions(candidates: .init(3, of: [a.name]))
        let quote = try Observation(lock: [:]).plan([a], options: options).quote(by: perImage)
        #expect(quote.cost?.text == "0.3")
    }

    @Test(
        "a limit closes on what may cost more, and on what nobody knows",
        arguments: [
            ("0.3", "0.3", true), ("0.3", "0.299999999999", false), ("0.3", "0", false), ("0", "0", true),
            (nil, "1000", false),
        ] as [(String?, String, Bool)])
    func limits(cost: String?, allowed: String, isSent: Bool) throws {
        var quote = Quote()
        quote.currency = "USD"
        quote.requests = 1
        quote.cost = cost.map(money)
        if cost == nil { quote.gap = Quote.Gap(image: try ImageName("a"), why: .noPrices) }
        #expect((Budget(cost: money(allowed)).hold(on: quote) == nil) == isSent)
        #expect(Budget().hold(on: quote) == nil)
    }

    @Test("several manifests come to one sum where they have one currency")
    func joined() throws {
        var quote = Quote()
        (quote.requests, quote.currency, quote.cost, quote.seconds) = (2, "USD", money("0.1"), 5)
        var other = quote
        #expect(Quote(joining: [quote, other])?.cost?.text == "0.2")
        #expect(Quote(joining: [quote, other])?.seconds == 10)
        other.currency = "EUR"
        #expect(Quote(joining: [quote, other])?.cost == nil)
        other = quote
        other.cost = nil
        #expect(Quote(joining: [other, quote])?.cost == nil)
        #expect(Quote(joining: []) == nil)
    }
}
