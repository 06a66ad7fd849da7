import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

/// Whoever sends a pull request can commit a store, with links and names of their choice.
@Suite("A store that a stranger made")
struct StrangersStoreTests {
    private let package: TemporaryPackage
    private let store: AssetStore
    private static let id = "11111111-2222-3333-4444-555555555555"

    init() throws {
        package = try TemporaryPackage()
        store = AssetStore(package: try PackageFolder(package.path))
        try package.writeBeside(Data("mine".utf8), to: "home/\(Self.id)/letter")
        try package.writeBeside(Data("mine".utf8), to: "home/lock")
        try package.writeBeside(Data("mine".utf8), to: "home/file")
        try package.makeFolder(".image-assets")
    }

    private func journalAttempt(of run: RunFolder) throws {
        let entry = JournalEntry(
            .sent, run: run.id, attempt: .init(1, of: UniqueID()), image: try ImageName("a"),
            fingerprint: Fingerprint(digest("f")), at: Date())
        try Journal(in: store).append([entry])
    }

    /// What lies beside the package, with its bytes.
    private func beside() -> [String: Data] {
        var files: [String: Data] = [:]
        let names = FileManager.default.enumerator(atPath: package.base + "/home")
        while let name = names?.nextObject() as? String {
            files[name] = FileManager.default.contents(atPath: package.base + "/home/" + name) ?? Data()
        }
        return files
    }

    @Test(
        "no folder or file of it is reached through a link, and nothing outside changes",
        arguments: [
            "runs", "locks", "objects", "results", "cache", "journal.jsonl", "journal.jsonl.lock", "runs.lock",
        ])
    func links(_ part: String) async throws {
        let isFile = part.contains(".")
        try package.link(".image-assets/\(part)", to: "../../home" + (isFile ? "/file" : ""))
        let before = beside()
        func use(prepares: Bool) async throws {
            if prepares { try store.prepare() }
            let run = try RunFolder(in: store)
            defer { run.remove() }
            try RunFolder.removeDead(in: store, besideAssetsIn: [])
            let lock = try await RunLock(
                for: PackagePath("images.json"), in: store, timeout: nil, isInterrupted: { false }, waiting: { _ in })
            defer { withExtendedLifetime(lock) {} }
            try store.keep(
                ImageResponse(bytes: Data("x".utf8), revisedPrompt: nil, usage: nil, serverRequestID: nil),
                for: Fingerprint(digest("f")), requestID: UniqueID(), at: Date(), writer: run.writer)
            try journalAttempt(of: run)
        }
        let workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        let files = SeenFiles(folder: workspace.folder)
        try package.write("x", to: "a.png")
        _ = files.asset(at: try PackagePath("a.png"))
        workspace.remember(files, since: FileStamp.now + 60_000_000_000)
        for prepares in [true, false] where prepares || part != "cache" {
            let error = await #expect(throws: FileError.self) { try await use(prepares: prepares) }
            #expect(error?.code == ELOOP)
            #expect(error?.path == ".image-assets/\(part)")
        }
        #expect(beside() == before)
    }

    @Test("a file of it that has another name too, by a hard link, is not written to")
    func hardLinks() async throws {
        for part in ["journal.jsonl", "runs.lock", "locks/\(Self.lockName)"] {
            let path = package.path + "/.image-assets/" + part
            try package.makeFolder(".image-assets/locks")
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.linkItem(atPath: package.base + "/home/file", toPath: path)
            let error = await #expect(throws: FileError.self) {
                try store.prepare()
                let run = try RunFolder(in: store)
                defer { run.remove() }
                let lock = try await RunLock(
                    for: PackagePath("images.json"), in: store, timeout: nil, isInterrupted: { false },
                    waiting: { _ in })
                defer { withExtendedLifetime(lock) {} }
                try journalAttempt(of: run)
            }
            #expect(error?.code == EMLINK)
            #expect(beside()["file"] == Data("mine".utf8))
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test("a lock that somebody keeps is given up on, and named")
    func heldLock() throws {
        let folder = try store.makeFolder()
        let held = try FileLock.waiting(for: "runs.lock", in: folder)
        defer { withExtendedLifetime(held) {} }
        let error = #expect(throws: FileError.self) {
            try FileLock.waiting(for: "runs.lock", in: folder, patience: .milliseconds(1))
        }
        #expect(error?.description == "cannot lock .image-assets/runs.lock: another process holds it")
    }

    private static let lockName = digest("images.json").hex.prefix(16) + ".lock"

    @Test("of the folder of a dead run only what a run makes there goes")
    func foreignRuns() throws {
        let runs = ".image-assets/runs"
        try package.write("", to: "\(runs)/\(Self.id)/lock")
        try package.write("keep", to: "\(runs)/\(Self.id)/notes.txt")
        try package.write("keep", to: "\(runs)/\(Self.id)/deeper/x.tmp")
        try package.write("keep", to: "\(runs)/my files/lock")
        try package.write("keep", to: "\(runs)/22222222-2222-3333-4444-555555555555/no lock here")
        try package.link("\(runs)/33333333-2222-3333-4444-555555555555", to: "../../../home")
        try package.link("\(runs)/44444444-2222-3333-4444-555555555555/lock", to: "../../../../home/lock")
        let before = beside()
        try RunFolder.removeDead(in: store, besideAssetsIn: [])
        var left: Set<String> = []
        let names = FileManager.default.enumerator(atPath: package.path + "/" + runs)
        while let name = names?.nextObject() as? String { left.insert(name) }
        #expect(left.isSuperset(of: ["\(Self.id)/notes.txt", "\(Self.id)/deeper/x.tmp", "my files/lock"]))
        #expect(left.contains("22222222-2222-3333-4444-555555555555/no lock here"))
        #expect(left.contains("44444444-2222-3333-4444-555555555555/lock"))
        #expect(beside() == before)
    }

    @Test("whatever beside an asset does not have the very form of an unfinished file stays")
    func foreignUnfinishedFiles() throws {
        let names = [
            ".image-assets-\(Self.id).tmp", ".image-assets-\(Self.id)-notes.tmp", ".image-assets-x-\(Self.id).tmp",
            ".image-assets-.tmp",
        ]
        for name in names { try package.write("keep", to: "Art/" + name) }
        try package.makeFolder("Art/.image-assets-\(Self.id)-\(Self.id).tmp")
        let folder = try #require(try PackageFolder(package.path).existingFolder(PackagePath("Art")))
        try RunFolder.removeDead(in: store, besideAssetsIn: [folder])
        #expect(folder.names().count == names.count + 1)
    }

    @Test("a link in the place of an old result or its bytes is not removed, nor what it leads to")
    func oldResults() throws {
        let fingerprint = Fingerprint(digest("f"))
        let result = StoredResult(digest("x"), byteCount: 1, requestID: UniqueID(), received: Date())
        let record = (AssetStore.resultParts(fingerprint) + [result.fileName]).joined(separator: "/")
        let object = (StoreFolder.parts(ofObject: digest("x")) + [digest("x").hex]).joined(separator: "/")
        for part in [record, object] { try package.link(".image-assets/" + part, to: package.base + "/home/file") }
        try store.remove(result, of: fingerprint)
        try store.remove(digest("x"))
        #expect(store.results(for: fingerprint).isEmpty)
        #expect(store.object(digest("x")) == nil)
        #expect(beside()["file"] == Data("mine".utf8))
    }

    @Test("new files get what the umask leaves, also where many are made at once")
    func permissions() async throws {
        let old = umask(0o027)
        defer { umask(old) }
        let run = try RunFolder(in: store)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<30 { group.addTask { _ = try store.keep(Data("\(number)".utf8), writer: run.writer) } }
            try await group.waitForAll()
        }
        let objects = store.allObjects()
        #expect(objects.count == 30)
        for object in objects {
            let status = try store.folder(StoreFolder.parts(ofObject: object))?.status(of: object.hex)
            #expect(status.map { $0.st_mode & 0o777 } == 0o640)
        }
    }
}
