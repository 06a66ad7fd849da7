import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsStore

@Suite("Store")
struct AssetStoreTests {
    private let temporary: TemporaryStore
    private let fingerprint = Fingerprint(digest("some inputs"))
    private var package: TemporaryPackage { temporary.package }
    private var store: AssetStore { temporary.store }
    private var run: RunFolder { temporary.run }

    init() throws { temporary = try TemporaryStore() }

    private func keep(_ content: String, after seconds: Double = 0) throws -> StoredResult {
        try store.keep(
            ImageResponse(bytes: Data(content.utf8), revisedPrompt: "r", usage: "{}", serverRequestID: "s"),
            for: fingerprint, requestID: id(1), at: Date(timeIntervalSince1970: 1_700_000_000 + seconds),
            writer: run.writer
        )
    }

    @Test("what decides a price is kept as the answer says it, or else as it was asked for")
    func terms() throws {
        let asked = PriceTerms(model: "gpt-image-2", size: "auto", quality: "low", pictures: 2)
        for (size, quality, expected) in [
            (nil, nil, asked),
            (
                PixelSize("1536x1024"), "high",
                PriceTerms(model: "gpt-image-2", size: "1536x1024", quality: "high", pictures: 2)
            ),
        ] as [(PixelSize?, String?, PriceTerms)] {
            let response = ImageResponse(bytes: Data("\(expected)".utf8), size: size, quality: quality)
            let kept = try store.keep(
                response, for: fingerprint, asked: asked, requestID: id(1), at: Date(), writer: run.writer)
            #expect(kept.terms == expected)
            #expect(store.results(for: fingerprint).contains { $0.terms == expected })
        }
        #expect(try keep("one").terms == nil)
    }

    private var records: String {
        "\(package.path)/.image-assets/results/\(fingerprint.description.prefix(2))/\(fingerprint)"
    }

    @Test("results come back newest first, with everything that was known")
    func results() throws {
        let first = try keep("one")
        let second = try keep("two", after: 0.1)
        #expect(store.results(for: fingerprint) == [second, first])
        #expect(first.usage == "{}")
        #expect(first.revisedPrompt == "r")
        #expect(store.object(digest("two")) == Data("two".utf8))
        #expect(store.results(for: Fingerprint(digest("other"))).isEmpty)
    }

    @Test("results are in the order of their arrival, to a thousandth of a second")
    func manyResults() throws {
        let kept = try (1...12).map { try keep("result \($0)", after: Double($0 * 7 % 12) / 1000) }
        let newestFirst = kept.sorted { $0.received > $1.received }
        #expect(store.results(for: fingerprint).map(\.digest) == newestFirst.map(\.digest))
    }

    @Test("the same answer once more is one result, and the newest")
    func again() throws {
        _ = try keep("one")
        _ = try keep("two", after: 1)
        _ = try keep("one", after: 2)
        #expect(store.results(for: fingerprint).map(\.digest) == [digest("one"), digest("two")])
    }

    @Test("counted records of earlier versions are read, ordered by arrival, then by their count, whatever it is")
    func countedRecords() throws {
        let new = try keep("new", after: 30)
        func write(_ name: String, _ sequence: String, _ content: String, received: String) throws {
            let record = #"{"byteCount":1,"received":"\#(received)","requestID":"id","sequence":\#(sequence),"#
            let text = record + #""sha256":"\#(digest(content).hex)"}"#
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(records)/\(name).json"))
        }
        try write("000001", "1", "first", received: "2023-11-14T22:13:20Z")
        try write("000002", "2", "second", received: "2023-11-14T22:13:20Z")
        try write("9223372036854775807", "9223372036854775807", "third", received: "2023-11-14T22:13:20Z")
        let wanted = [new.digest, digest("third"), digest("second"), digest("first")]
        #expect(store.results(for: fingerprint).map(\.digest) == wanted)
        let newest = try keep("newest", after: 40)
        #expect(store.results(for: fingerprint).first == newest)
        // What is learned of it later is noted where it stands.
        let first = try #require(store.results(for: fingerprint).last)
        try store.write(first, for: fingerprint, writer: run.writer)
        #expect(store.results(for: fingerprint).count == 5)
    }

    private static let start =
        #"{"byteCount":3,"received":"2023-11-14T22:13:20.123Z","requestID":"\#(id(1))","sha256":"\#(digest("one"))""#
    private static let facts =
        #""facts":{"bitDepth":8,"colorType":"rgb","height":64,"isBlank":false,"isTransparent":true,"width":128}"#

    @Test(
        "records of all versions are read, with what the bytes are, and written again as they were",
        arguments: [
            (start + "}", .image(nil)),
            (
                start.replacing(#","received""#, with: ",\(facts),\"received\"") + "}",
                .image(
                    AssetFacts(width: 128, height: 64, bitDepth: 8, colorType: .rgb, isTransparent: true))
            ),
            (
                start.replacing(#","received""#, with: #","fault":"it is a \"JPEG\"","received""#) + "}",
                .broken(#"it is a "JPEG""#)
            ),
            (
                start.replacing(
                    #","received""#, with: #","fault":"no image","head":"HTTP/1.1 200 é\r\n\r\n","received""#) + "}",
                .unread(.other("no image"), head: Data("HTTP/1.1 200 ".utf8) + [0xE9] + Data("\r\n\r\n".utf8))
            ),
        ] as [(String, StoredResult.Content)])
    func literally(_ record: String, _ content: StoredResult.Content) throws {
        let file = String(records.dropFirst(package.path.count + 1)) + "/000001.json"
        try package.write(record, to: file)
        let result = try #require(store.results(for: fingerprint).first)
        #expect(result.digest == digest("one"))
        #expect(result.byteCount == 3)
        #expect(result.requestID == id(1))
        #expect(result.received == Date(timeIntervalSince1970: 1_700_000_000.123))
        #expect(result.content == content)
        try store.write(result, for: fingerprint, writer: run.writer)
        #expect(try String(contentsOfFile: package.path + "/" + file, encoding: .utf8) == record)
    }

    @Test("a request's id that is none is not taken for one: it would be part of a file's name")
    func foreignID() throws {
        for text in [
            "/../../../../x", "", id(1).description.uppercased() + "/", "0000000A-0000-0000-0000-00000000000a",
        ] {
            try package.write(
                Self.start.replacing(id(1).description, with: text) + "}",
                to: String(records.dropFirst(package.path.count + 1)) + "/000001.json")
            let result = try #require(store.results(for: fingerprint).first)
            #expect(result.requestID == nil)
            let again = StoredResult(result.digest, byteCount: 3, requestID: result.requestID, received: Date())
            #expect(again.fileName == "\(digest("one")).json")
        }
    }

    @Test(
        "a record whose digest can be read leads to its image, whatever else is odd in it",
        arguments: [
            "", #""facts":{"width":"wide"},"#, #""facts":{"colorType":"cmyk"},"#, #""usage":{"tokens":1},"#,
            #""received":"yesterday","#, #""byteCount":1.5,"requestID":null,"#, #""later":[1],"#,
        ])
    func oddRecords(_ members: String) throws {
        _ = try keep("one")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: records).first)
        let text = "{\(members)\"sha256\":\"\(digest("one").hex)\"}"
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(records)/\(name)"))
        #expect(store.results(for: fingerprint).map(\.digest) == [digest("one")])
    }

    @Test("many that record at the same time lose nothing")
    func sideBySide() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask { _ = try keep("result \(number)") }
            }
            try await group.waitForAll()
        }
        #expect(Set(store.results(for: fingerprint).map(\.digest)).count == 40)
    }

    @Test("a damaged object is as if it were not there, and is made whole when its bytes come again")
    func damaged() throws {
        _ = try keep("one")
        let object = package.path + "/" + StoreFolder.path(ofObject: digest("one"))
        try Data("tampered".utf8).write(to: URL(fileURLWithPath: object))
        #expect(store.object(digest("one")) == nil)
        _ = try keep("one")
        #expect(store.object(digest("one")) == Data("one".utf8))
    }

    @Test("a damaged record is left out")
    func damagedRecord() throws {
        let first = try keep("one")
        _ = try keep("two")
        try Data("{".utf8).write(to: URL(fileURLWithPath: "\(records)/\(digest("two").hex)-\(id(1)).json"))
        #expect(store.results(for: fingerprint) == [first])
    }

    @Test("a store that cannot be read is told of, once, by the outermost folder at fault; one that is absent is not")
    func unreadable() async throws {
        let other = Fingerprint(digest("other inputs"))
        let part = StoreFolder.name + "/" + AssetStore.resultParts(fingerprint).joined(separator: "/")
        func warnings(_ spoil: (TemporaryPackage) throws -> Void) async throws -> [StoreRemark] {
            let package = try TemporaryPackage()
            try spoil(package)
            let folder = try PackageFolder(package.path)
            var warnings: [StoreRemark] = []
            let known = await StoredAnswers(in: AssetStore(package: folder), limits: .default)
                .look(at: [fingerprint, other].map { ($0, []) }) { warnings.append($0) }
            #expect(known.values.allSatisfy { $0.results.isEmpty })
            return warnings
        }
        #expect(
            try await warnings { try $0.write("", to: ".image-assets") }
                == [.unreadable(path: ".image-assets", reason: "Not a directory")])
        let link = "it is a symbolic link, and none is followed there"
        #expect(
            try await warnings { try $0.link(".image-assets/results", to: "results") }
                == [.unreadable(path: ".image-assets/results", reason: link)])
        #expect(
            try await warnings { try $0.write("", to: part) }
                == [.unreadable(path: part, reason: "Not a directory")])
        #expect(
            try await warnings { try $0.makeFolder(part + "/000001.json") }
                == [.unreadable(path: "\(part)/000001.json", reason: "it is a folder")])
        #expect(try await warnings { _ in } == [])
        #expect(try await warnings { try $0.makeFolder(".image-assets/results") } == [])
    }

    @Test("the folder hides itself from git")
    func ignored() throws {
        #expect(try String(contentsOfFile: package.path + "/.image-assets/.gitignore", encoding: .utf8) == "*\n")
    }

    @Test("runs that make it at the same time do not get into each other's way")
    func madeByMany() async throws {
        for _ in 1...400 {
            let package = try TemporaryPackage()
            try await withThrowingTaskGroup { group in
                for _ in 1...8 {
                    let store = AssetStore(package: try PackageFolder(package.path))
                    group.addTask { try store.prepare() }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("what dead runs left is removed, and what living ones need stays")
    func deadRuns() throws {
        let id = "00000000-0000-0000-0000-000000000000"
        let runs = ".image-assets/runs"
        for name in ["lock", "\(id).tmp"] { try package.write("", to: "\(runs)/\(id)/\(name)") }
        let (beside, living) = (".image-assets-\(id)-\(id).tmp", ".image-assets-\(run.id)-\(id).tmp")
        for file in [beside, living] { try package.write("", to: file) }
        try RunFolder.removeDead(in: store, besideAssetsIn: [PackageFolder(package.path).directory])
        func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: package.path + "/" + name) }
        #expect(!exists("\(runs)/\(id)"))
        #expect(!exists(beside))
        #expect(exists(living))
        #expect(exists("\(runs)/\(run.id)/lock"))
    }

    @Test("a record is changed as it is on disk, so that a decoder's word and a person's do not undo each other")
    func changes() throws {
        let temporary = try TemporaryStore()
        let (store, writer) = (temporary.store, temporary.run.writer)
        let fingerprint = Fingerprint(digest("inputs"))
        let kept = try store.keep(
            ImageResponse(bytes: Data("picture".utf8)), for: fingerprint, requestID: id(1), at: Date(), writer: writer)
        let mark = CandidateMark.chosen(Date(timeIntervalSince1970: 1))
        try store.change(kept, of: fingerprint, writer: writer) { $0.mark = mark }
        // Of whoever still holds the record of before.
        try store.change(kept, of: fingerprint, writer: writer) { $0.content = .image(squareFacts) }
        #expect(store.results(for: fingerprint).map(\.mark) == [mark])
        #expect(store.results(for: fingerprint).map(\.content) == [.image(squareFacts)])
    }
}
