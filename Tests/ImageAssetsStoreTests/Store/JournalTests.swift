import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsModel
@testable import ImageAssetsStore

@Suite("Journal")
struct JournalTests {
    let package: TemporaryPackage
    let store: AssetStore
    let run: RunFolder
    let journal: Journal

    init() throws {
        package = try TemporaryPackage()
        store = AssetStore(package: try PackageFolder(package.path))
        try store.prepare()
        run = try RunFolder(in: store)
        journal = Journal(in: store)
    }

    private func entry(_ event: JournalEntry.Event, _ request: String, attempt: Int = 1) -> JournalEntry {
        JournalEntry(
            event, run: "dead", request: request, attempt: attempt, image: "hero", fingerprint: "f",
            at: Date(timeIntervalSince1970: 1_700_000_000)
        )
    }

    @Test("an attempt without an outcome is open until it is reported")
    func lost() throws {
        try journal.append([entry(.sent, "a"), entry(.sent, "b"), entry(.ended, "b"), entry(.sent, "b", attempt: 2)])
        #expect(journal.openAttempts() == [entry(.sent, "a"), entry(.sent, "b", attempt: 2)])
        try journal.append([entry(.reported, "a"), entry(.reported, "b", attempt: 2)])
        #expect(journal.openAttempts().isEmpty)
    }

    @Test("a torn last line is skipped and swallows nothing that follows")
    func torn() throws {
        try journal.append([entry(.sent, "a")])
        let file = URL(fileURLWithPath: package.path + "/.image-assets/journal.jsonl")
        var bytes = try Data(contentsOf: file)
        bytes += Data(#"{"event":"sent","req"#.utf8)
        try bytes.write(to: file)
        try journal.append([entry(.sent, "b")])
        #expect(journal.entries().map(\.request) == ["a", "b"])
    }

    @Test("compaction keeps what may have been charged, until an image came for it")
    func compactionOfCharged() throws {
        func ended(_ request: String, _ outcome: String) -> JournalEntry {
            var entry = entry(.ended, request)
            entry.outcome = outcome
            entry.fingerprint = request.prefix(1).description
            return entry
        }
        try journal.append([
            ended("a", "timeout"), ended("b", "server"), ended("c", "rejected"), ended("b2", "answered"),
        ])
        try journal.compact(threshold: 10, writer: run.writer)
        #expect(journal.entries() == [ended("a", "timeout")])
    }

    @Test("compaction keeps exactly the attempts that are still open")
    func compaction() throws {
        try journal.append([entry(.sent, "a"), entry(.sent, "b"), entry(.ended, "b")])
        try journal.compact(threshold: 1 << 20, writer: run.writer)
        #expect(journal.entries().count == 3)
        try journal.compact(threshold: 10, writer: run.writer)
        #expect(journal.entries() == [entry(.sent, "a")])
    }
}
