import Foundation
import Testing

@testable import ImageAssets

@Suite("Store")
struct AssetStoreTests {
    let package: TemporaryPackage
    let store: AssetStore
    let run: RunFolder
    let fingerprint = Fingerprint(digest("some inputs"))

    init() throws {
        package = try TemporaryPackage()
        store = AssetStore(package: try PackageFolder(package.path))
        try store.prepare()
        run = try RunFolder(in: store)
    }

    private func keep(_ content: String) throws -> StoredResult {
        try store.keep(
            ImageResponse(bytes: Data(content.utf8), revisedPrompt: "r", usage: "{}", serverRequestID: "s"),
            for: fingerprint, requestID: "id", at: Date(timeIntervalSince1970: 1_700_000_000), writer: run.writer
        )
    }

    @Test("results come back newest first, with everything that was known")
    func results() throws {
        let first = try keep("one")
        let second = try keep("two")
        #expect(store.results(for: fingerprint) == [second, first])
        #expect(store.object(digest("two")) == Data("two".utf8))
        #expect(store.results(for: Fingerprint(digest("other"))).isEmpty)
    }

    @Test("more than nine results are still in order")
    func manyResults() throws {
        for number in 1...12 { _ = try keep("result \(number)") }
        #expect(store.results(for: fingerprint).map(\.sequence) == Array((1...12).reversed()))
    }

    @Test("a damaged object is as if it were not there, and is made whole when its bytes come again")
    func damaged() throws {
        _ = try keep("one")
        let object = package.path + "/" + AssetStore.shownPath(of: digest("one"))
        try Data("tampered".utf8).write(to: URL(fileURLWithPath: object))
        #expect(store.object(digest("one")) == nil)
        _ = try keep("one")
        #expect(store.object(digest("one")) == Data("one".utf8))
    }

    @Test("a damaged record is left out")
    func damagedRecord() throws {
        let first = try keep("one")
        _ = try keep("two")
        let folder = store.path + "/results/\(fingerprint.description.prefix(2))/\(fingerprint)"
        try Data("{".utf8).write(to: URL(fileURLWithPath: folder + "/000002.json"))
        #expect(store.results(for: fingerprint) == [first])
    }

    @Test("the folder hides itself from git")
    func ignored() throws {
        #expect(try String(contentsOfFile: store.path + "/.gitignore", encoding: .utf8) == "*\n")
    }

    @Test("what dead runs left is removed, and what living ones need stays")
    func deadRuns() throws {
        let dead = store.path + "/runs/00000000-0000-0000-0000-000000000000"
        try FileManager.default.createDirectory(atPath: dead, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: dead + "/x.tmp"))
        let beside = package.path + "/.image-assets-00000000-0000-0000-0000-000000000000-x.tmp"
        let living = package.path + "/.image-assets-\(run.id)-x.tmp"
        for file in [beside, living] { try Data().write(to: URL(fileURLWithPath: file)) }
        try RunFolder.removeDead(in: store, besideAssetsIn: [package.path])
        #expect(!FileManager.default.fileExists(atPath: dead))
        #expect(!FileManager.default.fileExists(atPath: beside))
        #expect(FileManager.default.fileExists(atPath: living))
        #expect(FileManager.default.fileExists(atPath: run.path))
    }
}
