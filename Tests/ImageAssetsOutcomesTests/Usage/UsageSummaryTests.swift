import Foundation
import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Usage, summed up")
struct UsageSummaryTests {
    private var sample = SampleAttempts()

    private func summary(
        by grouping: UsageSummary.Grouping = .month, since: String? = nil, _ prices: Prices? = nil
    ) throws -> UsageSummary {
        UsageSummary(
            of: sample.attempts, by: grouping, since: since.flatMap { Date(dayOrMoment: $0) },
            prices: prices.map { .success($0) } ?? .failure(.noPrices), manifest: try PackagePath("images.json"))
    }

    private func counts(_ sums: UsageSums) -> [Int] {
        [sums.images, sums.requests, sums.attempts, sums.perhapsCharged.count]
    }

    private static func byImage(_ price: String, rest: String? = nil) throws -> Prices {
        Prices(
            currency: "USD",
            .perImage(
                PriceTable(
                    [.init(size: "1024x1024"): try Money(digits: price)], rest: try rest.map { try Money(digits: $0) }))
        )
    }

    private static func byToken() throws -> Prices {
        let rates = TokenRates(textInput: try Money(digits: "5"), imageOutput: try Money(digits: "30"))
        return Prices(currency: "USD", .perMillionTokens(rates, expected: PriceTable()))
    }

    // MARK: Counting

    @Test("a request is one, however many attempts it took; one that never left is none")
    mutating func requests() throws {
        try sample.add(1, .failed(.server, status: 503), attempt: 1)
        try sample.add(1, .unsent, attempt: 2)
        try sample.add(1, attempt: 3, at: "2026-10-05T10:01:00Z")
        try sample.add(2, .unsent)
        try sample.add(3, .failed(.rejected, status: 400))
        try sample.add(4, .failed(.rateLimited, status: 429))
        let usage = try summary()
        #expect(counts(usage.total) == [1, 3, 4, 1])
        #expect(usage.total.tokens.total == 1100)
    }

    @Test("answers without an image, and attempts without an outcome, may have been charged")
    mutating func charges() throws {
        try sample.add(1, .failed(.malformedResponse, status: 200))
        try sample.add(2, nil)
        try sample.add(3, .abandoned)
        let usage = try summary()
        #expect(counts(usage.total) == [0, 3, 3, 3])
        #expect(usage.total.perhapsCharged.map(\.attempt.request) == [id(1), id(2), id(3)])
        #expect(usage.total.cost == .zero && usage.total.imagesWithoutCost == 0)
    }

    @Test("two answers with equal bytes are two: each was paid for")
    mutating func equalBytes() throws {
        try sample.add(1)
        try sample.add(2)
        #expect(try summary().total.images == 2)
    }

    // MARK: Rows

    @Test("rows are by day, month, image, model or run, and their sums are the total")
    mutating func grouping() throws {
        try sample.add(1, of: "b", run: 92, at: "2026-11-30T23:59:59Z")
        try sample.add(2, of: "a", run: 92, at: "2026-12-01T00:00:00Z", model: "other")
        try sample.add(3, of: "a", run: 91, at: "2026-11-02T08:00:00Z", model: nil)
        // The second attempt of a request counts where the first one stands.
        try sample.add(4, .failed(.timeout), of: "c", attempt: 1, run: 93, at: "2026-12-31T23:59:00Z")
        try sample.add(4, of: "c", attempt: 2, run: 93, at: "2027-01-01T00:01:00Z")
        for (grouping, keys) in [
            (.day, ["2026-11-02", "2026-11-30", "2026-12-01", "2026-12-31"]), (.month, ["2026-11", "2026-12"]),
            (.image, ["a", "b", "c"]), (.model, ["gpt-image-2", "other", nil]),
            (.run, [id(91).description, id(92).description, id(93).description]),
        ] as [(UsageSummary.Grouping, [String?])] {
            let usage = try summary(by: grouping)
            #expect(usage.rows.map(\.key) == keys)
            #expect(counts(usage.total) == [4, 4, 5, 1])
            for place in 0..<4 {
                #expect(usage.rows.reduce(0) { $0 + counts($1.sums)[place] } == counts(usage.total)[place])
            }
        }
        let month = try summary().rows[1].sums
        #expect(month.first?.day == "2026-12-01" && month.last?.day == "2026-12-31")
    }

    @Test("only what began since then counts; what nobody knows the time of has a row of its own, and is not since any")
    mutating func since() throws {
        try sample.add(1, at: "2026-10-31T23:59:59Z")
        try sample.add(2, at: "2026-11-01T00:00:00Z")
        try sample.add(3, at: "noon")
        #expect(try summary().rows.map(\.key) == ["2026-10", "2026-11", nil])
        #expect(try summary(since: "2026-11-01").rows.map(\.key) == ["2026-11"])
        #expect(try summary(since: "2026-11-01T00:00:01Z").rows.isEmpty)
    }

    // MARK: Money

    @Test("cost is exact, by the image or by the token")
    mutating func cost() throws {
        for request in 0..<3 { try sample.add(request) }
        #expect(try summary(Self.byImage("0.1")).total.cost.text == "0.3")
        // 3 times 100 at 5 and 1,000 at 30 a million.
        #expect(try summary(Self.byToken()).total.cost.text == "0.0915")
    }

    @Test("what has no price is counted apart, and the sum is of the rest")
    mutating func unknown() throws {
        try sample.add(1)
        try sample.add(2, usage: nil)
        try sample.add(3, model: nil, size: "2048x2048")
        try sample.add(4, size: "2048x2048", usage: "[]")
        let byToken = try summary(Self.byToken()).total
        #expect(byToken.imagesWithoutTokens == 2 && byToken.imagesWithoutCost == 2)
        #expect(byToken.cost.text == "0.061")
        let byImage = try summary(Self.byImage("0.1")).total
        #expect(byImage.imagesWithoutCost == 2 && byImage.cost.text == "0.2")
        // What nobody knows the size of has a price only where all have the same.
        let rest = try summary(Self.byImage("0.1", rest: "0.5")).total
        #expect(rest.imagesWithoutCost == 1 && rest.cost.text == "0.7")
        #expect(try summary(Self.byImage("0.1", rest: "0.1")).total.cost.text == "0.4")
        #expect(try summary().total.imagesWithoutCost == 4)
    }

    @Test("forged counts are no reason to stop", arguments: ["9223372036854775807", "-5", "1e99", "null"])
    mutating func forged(_ number: String) throws {
        for request in 0..<50 {
            try sample.add(request, usage: #"{"input_tokens":\#(number),"output_tokens":\#(number)}"#)
        }
        let usage = try summary(Self.byToken()).total
        #expect(usage.imagesWithoutTokens == 50 && usage.imagesWithoutCost == 50 && usage.tokens.total == 0)
    }

    // MARK: Prices

    @Test(
        "the prices of a manifest are read by themselves, whatever else is wrong with it",
        arguments: [
            (#"{ "prices": { "currency": "EUR", "perImage": { "*": 0.1 } }, "images": 3 }"#, nil),
            (#"{ "version": 1, "images": [] }"#, .noPrices), ("{", .faulty), ("[]", .faulty), ("", .faulty),
            (#"{ "prices": { "currency": "EUR", "perImage": { "*": 0.1, "1024x1024": "x" } } }"#, .faulty),
            (#"{ "prices": { "perImage": { "*": 0.1 } } }"#, .faulty), (#"{ "prices": null }"#, .faulty),
        ] as [(String, Prices.Fault?)])
    func manifest(_ text: String, _ why: Prices.Fault?) throws {
        switch ManifestParser.prices(SourceText(text), file: try PackagePath("images.json")) {
        case .success(let prices): #expect(why == nil && prices.currency == "EUR")
        case .failure(let found): #expect(found == why)
        }
    }
}
