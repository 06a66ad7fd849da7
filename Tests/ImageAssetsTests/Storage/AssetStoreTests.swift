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
        #expect(first.usage == "{}")
        #expect(first.revisedPrompt == "r")
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

    @Test("a store that cannot be read is told of, once, by the outermost folder at fault; one that is absent is not")
    func unreadable() throws {
        let other = Fingerprint(digest("other inputs"))
        let part = AssetStore.folderName + "/" + AssetStore.resultsPart(fingerprint)
        func warnings(_ spoil: (TemporaryPackage) throws -> Void) throws -> [String] {
            let package = try TemporaryPackage()
            try spoil(package)
            let folder = try PackageFolder(package.path)
            var warnings: [String] = []
            let surroundings = Surroundings.live(
                files: SeenFiles(folder: folder), store: AssetStore(package: folder), limits: .default
            ) { warnings.append($0) }
            for fingerprint in [fingerprint, other, fingerprint] {
                #expect(surroundings.results(fingerprint).isEmpty)
            }
            return warnings
        }
        let notSeen = "what arrived before is not seen"
        #expect(
            try warnings { try $0.write("", to: ".image-assets") }
                == ["the store .image-assets cannot be read (Not a directory): \(notSeen)"])
        let loop = "the store .image-assets/results cannot be read (Too many levels of symbolic links): \(notSeen)"
        #expect(try warnings { try $0.link(".image-assets/results", to: "results") } == [loop])
        #expect(
            try warnings { try $0.write("", to: part) }
                == ["the store \(part) cannot be read (Not a directory): \(notSeen)"])
        #expect(
            try warnings { try $0.makeFolder(part + "/000001.json") }
                == ["the store \(part)/000001.json cannot be read (Is a directory): \(notSeen)"])
        #expect(try warnings { _ in } == [])
        #expect(try warnings { try $0.makeFolder(".image-assets/results") } == [])
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
