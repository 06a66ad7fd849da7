import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("What is said of usage")
struct UsageReportTests {
    private static let manifest = "images.json"

    /// Two months with all that can be odd.
    private static func sample() throws -> SampleAttempts {
        var sample = SampleAttempts()
        try sample.add(1, of: "hero", run: 91, at: "2026-10-05T10:00:00Z")
        try sample.add(
            2, .failed(.server, status: 502), of: "icon-fox", attempt: 1, run: 91, at: "2026-10-05T10:02:00Z",
            serverID: "srv-1")
        try sample.add(2, of: "icon-fox", attempt: 2, run: 91, at: "2026-10-05T10:03:00Z")
        try sample.add(3, of: "海报", run: 92, at: "2026-11-20T22:15:09Z", model: "=1+1", size: "2048x2048", usage: nil)
        try sample.add(4, nil, of: "hero", run: 92, at: "2026-11-20T22:15:10Z")
        try sample.add(5, .failed(.malformedResponse, status: 200), of: "hero", run: 92, at: "2026-11-20T22:15:11Z")
        try sample.add(6, .failed(.rejected, status: 400), of: "hero", run: 92, at: "2026-11-20T22:15:12Z")
        return sample
    }

    private static func prices() throws -> Prices {
        Prices(currency: "USD", .perImage(PriceTable([.init(size: "1024x1024"): try Money(digits: "0.04")])))
    }

    private func report(
        by grouping: UsageSummary.Grouping = .month, since: String? = nil,
        prices: Result<Prices, Prices.Fault>? = nil, unread: [String: Int] = [:], isStoreTracked: Bool = false
    ) throws -> UsageReport {
        let prices = try prices ?? .success(Self.prices())
        return UsageReport(
            UsageSummary(
                of: try Self.sample().attempts, by: grouping, since: since.flatMap { Date(dayOrMoment: $0) },
                prices: prices, unread: unread, isStoreTracked: isStoreTracked,
                manifest: try PackagePath(Self.manifest)))
    }

    private func text(_ report: UsageReport) -> String {
        report.lines(output: .plain, errors: .plain).map { if case .output(let line) = $0 { line + "\n" } else { "" } }
            .joined()
    }

    @Test("text for people")
    func people() throws {
        try expectGolden(text(report()), at: "reports/usage.txt")
        try expectGolden(text(report(by: .run, since: "2026-11-01")), at: "reports/usage.run.txt")
        try expectGolden(text(report(by: .image, prices: .failure(.noPrices))), at: "reports/usage.unpriced.txt")
    }

    @Test("JSON and CSV for programs")
    func programs() throws {
        let report = try report(by: .model, unread: [".image-assets/attempts.jsonl": 1], isStoreTracked: true)
        try expectGolden(Printable(report.json).text, at: "reports/usage.json")
        try expectGolden(try #require(report.document(as: .csv)).text, at: "reports/usage.csv")
    }

    @Test("a cost that is not whole is null, and what is known of it stands beside it")
    func unknownCost() throws {
        let rows = try report().members["rows"]
        guard case .array(let months)? = rows else { return }
        #expect(months.map { $0["cost"] } == ["0.08", .null])
        #expect(months.map { $0["knownCost"] } == ["0.08", "0"])
        let unpriced = try report(prices: .failure(.noManifest)).members["total"]
        #expect(unpriced?["cost"] == .null && unpriced?["knownCost"] == .null)
        #expect(unpriced?["imagesWithoutCost"] == 3)
    }

    @Test("of many that may have been charged, the last are listed, and how many more there are")
    func many() throws {
        var sample = SampleAttempts()
        for number in 100..<125 { try sample.add(number, .failed(.timeout), at: "2026-10-05T10:\(number % 60):00Z") }
        let usage = UsageSummary(
            of: sample.attempts, by: .month, prices: .failure(.noPrices), manifest: try PackagePath(Self.manifest))
        let lines = text(UsageReport(usage)).split(separator: "\n")
        #expect(lines.count { $0.contains("  hero: failed (timeout)") } == 20)
        #expect(lines.contains("  5 earlier ones: see --format json"))
    }

    @Test("a time that nobody knows is unknown")
    func timeless() throws {
        var sample = SampleAttempts()
        try sample.add(1, .failed(.timeout), at: "noon")
        let usage = UsageSummary(
            of: sample.attempts, by: .month, prices: .failure(.noPrices), manifest: try PackagePath(Self.manifest))
        let report = UsageReport(usage)
        #expect(text(report).contains("\n  unknown  \(id(1))  hero: failed (timeout)\n"))
        guard case .array(let charged)? = report.members["maybeCharged"] else { return }
        #expect(charged.map { $0["at"] } == [.null])
    }

    @Test("where nothing was asked for, one line says so")
    func nothing() throws {
        #expect(
            text(try report(since: "2027-01-01"))
                == "No request since 2027-01-01T00:00:00Z is recorded in .image-assets of this checkout.\n")
    }

    @Test("why no cost is known")
    func unpriced() throws {
        for (why, sentence) in [
            (.noManifest, "No cost is known: there is no images.json with prices."),
            (.faulty, "No cost is known: the prices in images.json cannot be read."),
            (.noPrices, "No cost is known: images.json has no \"prices\"."),
        ] as [(Prices.Fault, String)] {
            let report = try report(prices: .failure(why))
            #expect(text(report).contains(sentence))
            #expect(report.diagnostics.count == (why == .faulty ? 1 : 0))
        }
    }

    @Test("damage is told, each file by its own")
    func damage() throws {
        let report = try report(unread: [".image-assets/journal.jsonl": 1, ".image-assets/attempts.jsonl": 12])
        #expect(
            report.diagnostics.map { $0.text(.plain) } == [
                ".image-assets/attempts.jsonl: warning: 12 lines cannot be read, and are not counted: "
                    + "torn, damaged, or of a later version",
                ".image-assets/journal.jsonl: warning: 1 line cannot be read, and is not counted: "
                    + "torn, damaged, or of a later version",
            ])
        #expect(report.exitStatus == .done)
    }
}
