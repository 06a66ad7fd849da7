import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

/// What is known of attempts outlives whatever takes their lines and records.
@Suite("The history of attempts")
struct AttemptHistoryTests {
    private let temporary: TemporaryStore
    private let journal: Journal
    private static let past = ".image-assets/attempts.jsonl"
    private static let current = ".image-assets/journal.jsonl"
    private static let usage = #"{"input_tokens":9,"output_tokens":196}"#

    init() throws {
        temporary = try TemporaryStore()
        journal = Journal(in: temporary.store)
    }

    private func entry(
        _ event: JournalEntry.Event, _ request: Int, for inputs: String = "inputs", usage: String? = nil
    ) throws -> JournalEntry {
        var entry = JournalEntry(
            event, run: id(99), attempt: .init(1, of: id(request)), image: try ImageName("hero"),
            fingerprint: Fingerprint(digest(inputs)), at: Date(timeIntervalSince1970: 1_700_000_000))
        if event == .sent { entry.terms = PriceTerms(model: "gpt-image-2", size: "1024x1024") }
        entry.usage = usage
        return entry
    }

    /// Requests that were answered, failed, lost, turned away unsent, and that are under way.
    private func fill() throws {
        try journal.append([
            entry(.sent, 1), entry(.arrived(digest("x")), 1, usage: Self.usage), entry(.ended(.answered), 1),
            entry(.sent, 2, for: "b"),
            entry(.ended(.failed(.server, status: 502), serverRequestID: "srv"), 2, for: "b"),
            entry(.sent, 3, for: "c"), entry(.reported, 3, for: "c"), entry(.sent, 4), entry(.ended(.unsent), 4),
            entry(.sent, 5, for: "e"), entry(.sent, 6, for: "f"),
            entry(.arrived(digest("y")), 6, for: "f", usage: Self.usage),
        ])
    }

    /// All that is told of each attempt, in an order of its own.
    private func told() throws -> [AttemptRecord] {
        try journal.history().attempts.sorted { $0.attempt.request.description < $1.attempt.request.description }
    }

    private func text(_ file: String) throws -> String {
        try String(contentsOfFile: temporary.package.path + "/" + file, encoding: .utf8)
    }

    private func compact() throws { try journal.compact(threshold: 10, writer: temporary.run.writer) }

    // MARK: Compaction

    @Test("it is the same after compaction as before, however often")
    func compaction() throws {
        try fill()
        let before = try told()
        #expect(before.count == 6)
        for _ in 0..<3 {
            try compact()
            #expect(try told().map(\.line) == before.map(\.line))
            #expect(try told().map(\.isOver) == before.map(\.isOver))
        }
        #expect(try text(Self.past).split(separator: "\n").count == 4)
        #expect(journal.openAttempts().map(\.attempt.request) == [id(5), id(6)])
        #expect(journal.arrivals().map(\.attempt.request) == [id(6)])
    }

    @Test("compaction that dies when the past is written and the journal not yet counts nothing twice")
    func dying() throws {
        try fill()
        let before = try told()
        let journalBefore = try text(Self.current)
        try compact()
        try temporary.package.write(journalBefore, to: Self.current)
        #expect(try told().map(\.line) == before.map(\.line))
        try compact()
        #expect(try told().map(\.line) == before.map(\.line))
    }

    @Test("what stays in the journal until an image comes is written down once, and kept when it goes")
    func charged() throws {
        try fill()
        try compact()
        try journal.append([entry(.sent, 7, for: "b"), entry(.ended(.answered), 7, for: "b")])
        let before = try told()
        try compact()
        #expect(!(try text(Self.current)).contains(id(2).description))
        #expect(try told().map(\.line) == before.map(\.line))
    }

    @Test("a journal that cannot be read is not rewritten")
    func unreadable() throws {
        try temporary.package.link(Self.current, to: "a-long-way-to-nowhere")
        #expect(throws: FileError.self) { try journal.history() }
        #expect(throws: FileError.self) { try compact() }
        #expect(!FileManager.default.fileExists(atPath: temporary.package.path + "/" + Self.past))
    }

    // MARK: Damage

    @Test("lines that are torn, damaged or forged are counted for each file, and hide no other")
    func damaged() throws {
        try fill()
        try compact()
        let before = try told()
        let line = try #require(text(Self.past).split(separator: "\n").first)
        let forged = line.replacing("\"attempt\":1", with: "\"attempt\":\"9\"")
        try temporary.package.write(
            "\(line.dropLast(9))\n\n{}\n\(forged)\n" + text(Self.past) + String(line.prefix(200)), to: Self.past)
        try temporary.package.write(text(Self.current) + "torn", to: Self.current)
        let history = try journal.history()
        #expect(history.unread == [Self.past: 4, Self.current: 1])
        #expect(history.attempts.count == before.count)
        // What is added later stands on a line of its own.
        try journal.append([entry(.sent, 8), entry(.ended(.answered), 8)])
        try compact()
        #expect(try told().contains { $0.attempt.request == id(8) && $0.broughtImage })
    }

    @Test("a link in its place is followed nowhere, and told")
    func link() throws {
        try temporary.package.writeBeside(Data("mine".utf8), to: "file")
        try temporary.package.link(Self.past, to: "../../file")
        try fill()
        let error = #expect(throws: FileError.self) { try journal.history() }
        #expect(error?.path == Self.past)
        #expect(throws: FileError.self) { try temporary.store.prepare() }
        #expect(throws: FileError.self) { try compact() }
        #expect(try text(Self.current).contains(id(1).description))
        let beside = try String(contentsOfFile: temporary.package.base + "/file", encoding: .utf8)
        #expect(beside == "mine")
    }

    // MARK: Records

    @Test("what only the record of an answer tells, as earlier versions wrote it, outlives the record")
    func records() throws {
        try journal.append([entry(.sent, 1), entry(.ended(.answered), 1), entry(.ended(.answered), 2)])
        let fingerprint = Fingerprint(digest("inputs"))
        let response = ImageResponse(bytes: Data("x".utf8), usage: Self.usage)
        let result = try temporary.store.keep(
            response, for: fingerprint, requestID: id(1), at: Date(), writer: temporary.run.writer)
        func usages() throws -> [String?] {
            try temporary.store.completing(told()).map(\.usage)
        }
        #expect(try usages() == [Self.usage, nil])
        try journal.keepUsage(of: [result], writer: temporary.run.writer)
        let once = try text(Self.past)
        // It may have died before the record went.
        try journal.keepUsage(of: [result], writer: temporary.run.writer)
        #expect(try text(Self.past) == once)
        try temporary.store.remove(result, of: fingerprint)
        #expect(try usages() == [Self.usage, nil])
        try compact()
        #expect(try usages() == [Self.usage, nil])
    }
}
