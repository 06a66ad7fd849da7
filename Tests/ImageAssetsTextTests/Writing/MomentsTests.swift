import Foundation
import ImageAssetsText
import Testing

@Suite("Moments on the command line")
struct MomentsTests {
    @Test(
        "a day begins at midnight in UTC, and a moment has its zone",
        arguments: [
            ("2026-11-01", "2026-11-01T00:00:00Z"), ("2026-11-01T09:30:00Z", "2026-11-01T09:30:00Z"),
            ("2026-11-01T09:30:00+08:00", "2026-11-01T01:30:00Z"), ("2024-02-29", "2024-02-29T00:00:00Z"),
        ])
    func right(_ text: String, _ moment: String) throws {
        #expect(try #require(Date(dayOrMoment: text)).formatted(.iso8601) == moment)
    }

    @Test(
        "anything else is none",
        arguments: [
            "", "today", "2026", "2026-11", "2026-11-1", "2026-02-30", "2026-13-01", "01.11.2026", "2026/11/01",
            "2026-11-01T09:30:00", "2026-11-01 09:30:00Z", "2026-11-01Z", "2026-11-01T", "2026-11-01T25:00:00Z",
            "2026-11-01T09:61:00Z", "2026-11-01T09:30:00Z!",
            "２０２６-11-01", "1793491200",
        ])
    func wrong(_ text: String) {
        #expect(Date(dayOrMoment: text) == nil)
    }
}
