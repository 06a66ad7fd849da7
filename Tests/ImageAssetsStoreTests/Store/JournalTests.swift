import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite("Journal")
struct JournalTests {
    private let temporary: TemporaryStore
    private let journal: Journal
    private static let file = ".image-assets/journal.jsonl"

    init() throws {
        temporary = try TemporaryStore()
        journal = Journal(in: temporary.store)
    }

    private func entry(
        _ event: JournalEntry.Event, _ request: Int, attempt: Int = 1, for inputs: String = "inputs"
    ) throws -> JournalEntry {
        JournalEntry(
            event, run: id(99), attempt: .init(attempt, of: id(request)), image: try ImageName("hero"),
            fingerprint: Fingerprint(digest(inputs)), at: Date(timeIntervalSince1970: 1_700_000_000))
    }

    private func ended(
        _ request: Int, _ outcome: JournalEntry.Outcome, for inputs: String = "inputs"
    ) throws -> JournalEntry {
        try entry(.ended(outcome), request, for: inputs)
    }

    private func text() throws -> String {
        try String(contentsOfFile: temporary.package.path + "/" + Self.file, encoding: .utf8)
    }

    private func write(_ lines: [String]) throws {
        try temporary.package.write(lines.joined(separator: "\n") + "\n", to: Self.file)
    }

    // MARK: Lines

    /// As a version from the beginning wrote it.
    private static func line(_ rest: String, image: String = "hero") -> String {
        #"{"at":"2023-11-14T22:13:20Z","attempt":1,\#(rest),"fingerprint":"\#(digest("inputs"))","#
            + #""image":"\#(image)","request":"\#(id(1))","run":"\#(id(99))"}"#
    }

    private static func line(outcome: String) -> String {
        line(#""event":"ended""#).replacing(#","request""#, with: #",\#(outcome),"request""#)
    }

    @Test("lines of all versions are read, and written again as they were")
    func literally() throws {
        let failed =
            Self.line(outcome: #""outcome":"server""#).dropLast() + #","serverRequestID":"srv-1","status":503}"#
        let lines: [(String, JournalEntry.Event)] = [
            (Self.line(#""event":"sent""#), .sent),
            (Self.line(#""event":"reported""#), .reported),
            (Self.line(outcome: #""outcome":"answered""#), .ended(.answered)),
            (Self.line(outcome: #""outcome":"unsent""#), .ended(.unsent)),
            (Self.line(outcome: #""outcome":"abandoned""#), .ended(.abandoned)),
            (Self.line(outcome: #""outcome":"timeout""#), .ended(.failed(.timeout))),
            (String(failed), .ended(.failed(.server, status: 503), serverRequestID: "srv-1")),
            (Self.line(outcome: #""outcome":"refunded""#), .ended(.unknown("refunded"))),
        ]
        try write(lines.map(\.0))
        #expect(try journal.entries() == lines.map { try entry($0.1, 1) })
        let before = try text()
        try temporary.package.write("", to: Self.file)
        for (_, event) in lines { try journal.append([try entry(event, 1)]) }
        #expect(try text() == before)
    }

    @Test(
        "a line that is none, or says what this version does not know, is passed over and hides no other",
        arguments: [
            "", "{}", "1", String(repeating: "[", count: 300), String(repeating: " ", count: 70_000),
            line(#""event":"saved""#), line(#""event":"sent""#, image: "../x"),
            line(#""event":"sent""#).replacing(id(1).description, with: "../../../../x/../../../../../../../y"),
            line(#""event":"sent""#).replacing("\"\(digest("inputs"))", with: "\"no digest"),
            String(line(#""event":"sent""#).dropLast(1)),
        ])
    func foreign(_ line: String) throws {
        try write([Self.line(#""event":"sent""#), line, Self.line(#""event":"reported""#)])
        #expect(journal.entries().map(\.event) == [.sent, .reported])
    }

    @Test("a line with members of a later version, in another order or with an odd date is read")
    func later() throws {
        let odd = [
            #"{"cost":{"cents":4},"# + Self.line(#""event":"sent""#).dropFirst(),
            Self.line(#""event" : "sent""#),
            Self.line(#""event":"sent""#).replacing("2023-11-14T22:13:20Z", with: "noon"),
        ]
        try write(odd)
        #expect(journal.entries().map(\.attempt) == odd.map { _ in .init(1, of: id(1)) })
    }

    @Test("an outcome that this version does not know may have been charged")
    func unknownOutcome() throws {
        for outcome in [#""outcome":"refunded""#, #""outcome":7"#, #""cost":1"#] {
            try write([Self.line(outcome: outcome)])
            let earlier = EarlierAttempts(journal.entries())
            #expect(earlier.of(Fingerprint(digest("inputs"))).count == 1)
            #expect(journal.openAttempts().isEmpty)
        }
    }

    // MARK: Attempts

    @Test("an attempt without an outcome is open until it is reported")
    func lost() throws {
        let open = [try entry(.sent, 1), try entry(.sent, 2, attempt: 2)]
        try journal.append([open[0], entry(.sent, 2), ended(2, .failed(.server)), open[1]])
        #expect(journal.openAttempts() == open)
        try journal.append([entry(.reported, 1), entry(.reported, 2, attempt: 2)])
        #expect(journal.openAttempts().isEmpty)
    }

    @Test("a torn last line is skipped and swallows nothing that follows")
    func torn() throws {
        try journal.append([entry(.sent, 1)])
        try temporary.package.write(try text() + #"{"event":"sent","req"#, to: Self.file)
        try journal.append([entry(.sent, 2)])
        #expect(journal.entries().map(\.attempt.request) == [id(1), id(2)])
    }

    @Test("compaction keeps what may have been charged, until an image came for it")
    func compactionOfCharged() throws {
        let charged = [try ended(1, .failed(.timeout), for: "a"), try ended(5, .unknown("refunded"), for: "e")]
        try journal.append([
            charged[0], ended(2, .failed(.server), for: "b"), ended(3, .failed(.rejected, status: 400), for: "c"),
            ended(4, .answered, for: "b"), charged[1],
        ])
        try journal.compact(threshold: 10, writer: temporary.run.writer)
        #expect(journal.entries() == charged)
    }

    @Test("compaction keeps exactly the attempts that are still open")
    func compaction() throws {
        try journal.append([entry(.sent, 1), entry(.sent, 2), ended(2, .answered)])
        try journal.compact(threshold: 1 << 20, writer: temporary.run.writer)
        #expect(journal.entries().count == 3)
        try journal.compact(threshold: 10, writer: temporary.run.writer)
        #expect(try journal.entries() == [entry(.sent, 1)])
    }

    @Test("compaction leaves the lines that it keeps as they were written")
    func verbatim() throws {
        let later = #"{"cost":{"cents":4},"# + Self.line(#""event":"sent""#).dropFirst()
        try write([later, Self.line(outcome: #""outcome":"unsent""#).replacing("\(id(1))", with: "\(id(2))")])
        try journal.compact(threshold: 10, writer: temporary.run.writer)
        #expect(try text() == later + "\n")
    }

    @Test("compaction keeps what a later version wrote of a kind of its own, and nothing that no version writes")
    func laterKinds() throws {
        let later = Self.line(#""event":"refunded""#)
        let noLine = #"{"note":"\#(String(repeating: "x", count: 200))"}"#
        try write([later, noLine, Self.line(outcome: #""outcome":"unsent""#)])
        try journal.compact(threshold: 10, writer: temporary.run.writer)
        #expect(try text() == later + "\n")
        #expect(try journal.history().unread == [Self.file: 1])
    }
}
