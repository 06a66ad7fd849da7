import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite struct PricesParserTests {
    private func parse(_ members: String) throws -> ParsedManifest {
        let text = #"{"version": 1, "service": "openai", \#(members) "images": [{"name": "a", "prompt": "A"}]}"#
        return ManifestParser.parse(SourceText(text), file: try PackagePath("images.json"))
    }

    @Test("prices are what their digits say")
    func reads() throws {
        let parsed = try parse(
            #""maxCost": 0.3, "prices": {"currency": "USD", "perImage": {"1024x1024": 0.1, "1536x1024 low": 2e-1}},"#)
        #expect(parsed.faults.all.isEmpty)
        #expect(parsed.spending.maximumCost?.text == "0.3")
        #expect(
            parsed.spending.prices
                == Prices(
                    currency: "USD",
                    .perImage(
                        PriceTable([
                            .init(size: "1024x1024"): try Money(digits: "0.1"),
                            .init(size: "1536x1024", quality: "low"): try Money(digits: "0.2"),
                        ]))))
    }

    @Test("an expected number is one of the image's tokens")
    func expects() throws {
        let parsed = try parse(
            #"""
            "prices": {"currency": "USD", "perMillionTokens": {"imageOutput": 30, "cachedTextInput": 1.25},
            "expectedTokens": {"1024x1024 medium": 1800, "*": {"imageOutput": 14000, "imageInput": 3200}}},
            """#)
        #expect(parsed.faults.all.isEmpty)
        #expect(
            parsed.spending.prices?.basis
                == .perMillionTokens(
                    TokenRates(
                        cachedTextInput: try Money(digits: "1.25"), imageOutput: try Money(digits: "30")),
                    expected: PriceTable(
                        [.init(size: "1024x1024", quality: "medium"): ExpectedTokens(imageOutput: 1_800)],
                        rest: ExpectedTokens(imageOutput: 14_000, imageInput: 3_200))))
    }

    @Test("money is in no fingerprint")
    func fingerprints() throws {
        let plain = try parse("")
        let priced = try parse(
            #""maxCost": 5, "prices": {"currency": "USD", "perImage": {"*": 0.1}},"#)
        let recipes = [plain, priced].map { parsed in
            parsed.drafts.compactMap(\.entry).map { Product(entry: $0, prompt: "A", references: []).fingerprint }
        }
        #expect(recipes[0] == recipes[1])
        #expect(recipes[0].first != nil)
    }
}
