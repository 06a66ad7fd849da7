import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

/// What `explain` says of an asset's labels.
struct LabelReportTests {
    private func explanation(_ labels: Set<ProvenanceLabel>?) throws -> (text: String, json: String) {
        let product = try image("a", prompt: "A fox")
        var facts = squareFacts
        facts.labels = labels
        let step = try #require(Observation(lock: [:]).plan([product]).steps.first)
        let report = ExplainReport(
            [
                Explanation(
                    step: step, pieces: [], entry: entry(for: product, content: "h", facts: facts), results: [],
                    unusable: [], lastFailure: nil, rules: .bettertoken, endpoint: .failure(CancellationError()),
                    commands: CommandForm())
            ], of: "a")
        guard case .output(let text)? = report.lines(output: .plain, errors: .plain).first else { return ("", "") }
        return (text, JSONValue.object(report.members).canonicalText)
    }

    @Test func `labels are listed, none is told as that, and of what nobody looked at nothing is told`() throws {
        let both = try explanation([.iptc, .c2pa])
        #expect(both.text.contains("\n  labels       C2PA (signed, not verified), IPTC\n"))
        #expect(both.json.contains(#""labels":["c2pa","iptc"]"#))
        let none = try explanation([])
        #expect(none.text.contains("\n  labels       none\n"))
        #expect(none.json.contains(#""labels":[]"#))
        let unknown = try explanation(nil)
        #expect(!unknown.text.contains("labels"))
        #expect(unknown.json.contains(#""labels":null"#))
    }
}
