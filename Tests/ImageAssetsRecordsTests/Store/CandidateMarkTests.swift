import Foundation
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

/// What a person said of a result stands in its record, and decides which result is used.
@Suite("Choices and rejections")
struct CandidateMarkTests {
    private func result(_ mark: CandidateMark?) -> StoredResult {
        StoredResult(
            digest("picture"), byteCount: 7, requestID: id(1), received: Date(timeIntervalSince1970: 1),
            content: .image(squareFacts), mark: mark)
    }

    private func read(_ text: String) throws -> StoredResult {
        try #require(StoredResult(try JSONValue(parsing: SourceText(Data(text.utf8))), from: "r.json"))
    }

    @Test(
        "a record reads back with what was said of it",
        arguments: [
            nil, CandidateMark.chosen(Date(timeIntervalSince1970: 5)),
            .rejected(Date(timeIntervalSince1970: 5.5), note: "too dark\n"), .rejected(.distantPast, note: nil),
            .givenUp(Date(timeIntervalSince1970: 7)),
        ])
    func roundTrip(mark: CandidateMark?) throws {
        let written = result(mark)
        #expect(StoredResult(written.json, from: written.fileName) == written)
    }

    @Test("a record without marks is written as before")
    func unmarked() throws {
        guard case .object(let members) = result(nil).json else { return }
        #expect(Set(members.map(\.key)) == ["sha256", "byteCount", "received", "requestID", "facts"])
    }

    @Test("marks of another version's or hand's making cost no picture")
    func odd() throws {
        let start = #"{ "sha256": "\#(digest("picture"))", "#
        #expect(try read(start + #""chosen": 5 }"#).mark == nil)
        #expect(try read(start + #""chosen": "yesterday", "note": "x" }"#).mark == nil)
        let both = try read(start + #""chosen": "2026-01-01T00:00:00Z", "rejected": "2025-01-01T00:00:00Z" }"#)
        #expect(both.mark?.isRejection == true)
        let long = String(repeating: "x", count: 10_001)
        let loud = try read(start + #""rejected": "2025-01-01T00:00:00Z", "note": "\#(long)" }"#)
        guard case .rejected(_, nil)? = loud.mark else {
            Issue.record("\(String(describing: loud.mark))")
            return
        }
    }

    // MARK: Which is used

    private func usable(_ content: String, at second: Double, _ mark: CandidateMark? = nil) -> UsableResult {
        UsableResult(
            digest: digest(content), byteCount: 1, facts: squareFacts, received: Date(timeIntervalSince1970: second),
            mark: mark)
    }

    private func chosen(_ second: Double) -> CandidateMark { .chosen(Date(timeIntervalSince1970: second)) }
    private func rejected(_ second: Double) -> CandidateMark {
        .rejected(Date(timeIntervalSince1970: second), note: nil)
    }

    @Test("the latest choice comes first, then other choices, then the newest; what was rejected is none of them")
    func order() {
        let known = KnownAnswers([
            usable("e", at: 5), usable("d", at: 4, chosen(10)), usable("c", at: 3, rejected(30)),
            usable("b", at: 2, chosen(20)), usable("a", at: 1),
        ])
        #expect(known.results.map(\.digest) == ["b", "d", "e", "a"].map(digest))
        #expect(known.rejected.map(\.digest) == [digest("c")])
        #expect(known.hold(digest("c")) && known.hold(digest("a")) && !known.hold(digest("x")))
    }

    @Test("equal bytes are one result: as new as the newest, of whom the last word counts")
    func equalBytes() {
        let known = KnownAnswers([
            usable("a", at: 5), usable("b", at: 4, chosen(1)), usable("b", at: 3, rejected(2)),
            usable("a", at: 2, chosen(3)), usable("a", at: 1, rejected(2)),
        ])
        #expect(known.results.map(\.digest) == [digest("a")])
        #expect(known.results.first?.received == Date(timeIntervalSince1970: 1))
        #expect(known.rejected.map(\.digest) == [digest("b")])
    }
}
