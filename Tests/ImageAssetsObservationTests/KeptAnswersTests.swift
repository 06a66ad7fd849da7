import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@testable import ImageAssetsStore

@Suite("Answers that were kept")
struct KeptAnswersTests {
    private let temporary: TemporaryStore
    private let fingerprint = Fingerprint(digest("some inputs"))
    private var store: AssetStore { temporary.store }
    private var run: RunFolder { temporary.run }

    init() throws { temporary = try TemporaryStore() }

    private static let picture: Data = {
        let bytes = try? PNGWriter.encode(width: 2, height: 2, colorType: .grayscale) { _, _ in }
        return bytes ?? Data()
    }()
    private static let head = Data("HTTP/1.1 200 OK\r\nX-A: caf".utf8) + [0xE9, 0xFF] + Data("\r\n\r\n".utf8)

    private static let failure = ImageFailure(
        .malformedResponse, status: 200, .error("nothing was found"), stop: .alike)

    @discardableResult
    private func keep(_ body: String, after seconds: Double = 0) throws -> StoredResult {
        try store.keep(
            UnreadAnswer(
                kind: .json(members: []), status: 200, head: Self.head, body: Data(body.utf8), failure: Self.failure),
            for: fingerprint, requestID: UniqueID(), at: Date(timeIntervalSince1970: 1_700_000_000 + seconds),
            writer: run.writer)
    }

    private func answers(
        keeper: AtomicFile? = nil, warn: @escaping (StoreRemark) -> Void = { Issue.record("\($0)") },
        _ read: AnswerReading?
    ) async -> KnownAnswers {
        await StoredAnswers(in: store, limits: .default, readAnswer: read, keeper: keeper)
            .look(at: [(fingerprint, [])], warn: warn)[fingerprint] ?? KnownAnswers()
    }

    private static func nothing(_ what: String) -> ReadAnswer {
        .unread(
            UnreadAnswer(
                kind: .empty, status: 200, head: Data(), body: Data(), failure: ImageFailure(.quota, .error(what))))
    }

    @Test("come back byte for byte, head and body, and a record of an earlier version has none")
    func bytes() throws {
        let kept = try keep("body")
        #expect(store.results(for: fingerprint) == [kept])
        #expect(kept.content == .unread(.noImage, head: Self.head))
        #expect(store.object(kept.digest) == Data("body".utf8))
    }

    @Test("are told by the newest in which nothing is found, whoever reads them")
    func unread() async throws {
        try keep("old")
        let kept = try keep("new", after: 1)
        let place = StoreFolder.path(ofObject: kept.digest)
        let echoed: AnswerReading = { _, body, _ in Self.nothing(String(decoding: body, as: UTF8.self)) }
        let damaged: AnswerReading = { _, _, _ in .image(ImageResponse(bytes: Data("no PNG".utf8))) }
        for (read, what) in [
            (nil, "an answer came without an image"), (echoed, "new"),
            (damaged, "the image in an answer that was kept"),
        ] {
            let seen = await answers(keeper: run.writer, read)
            #expect(seen.results.isEmpty)
            #expect(seen.unread?.code == .malformedResponse)
            #expect(seen.unread?.stop == nil)
            #expect(seen.unread?.message.hasPrefix(what) == true)
            #expect(seen.unread?.message.contains("; the answer is kept in \(place) ") == true)
        }
        #expect(store.results(for: fingerprint).count == 2)
    }

    @Test("keep nothing from being asked for once they were given up, and still give an image that is found")
    func givenUp() async throws {
        let kept = try keep("body")
        try store.change(kept, of: fingerprint, writer: run.writer) { $0.mark = .givenUp(Date()) }
        let seen = await answers { _, _, _ in Self.nothing("nothing") }
        #expect(seen.unread == nil && seen.results.isEmpty)
        let found = await answers { _, _, _ in .image(ImageResponse(bytes: Self.picture)) }
        #expect(found.results.map(\.digest) == [SHA256Digest(of: Self.picture)])
        try keep("another", after: 1)
        #expect(await answers { _, _, _ in Self.nothing("nothing") }.unread != nil)
    }

    @Test("whose bytes are gone are paid for all the same")
    func gone() async throws {
        let kept = try keep("body")
        try store.remove(kept.digest)
        let seen = await answers { _, _, _ in .image(ImageResponse(bytes: Self.picture)) }
        #expect(seen.results.isEmpty)
        #expect(seen.unread?.message.contains("damaged or gone") == true)
    }

    @Test("give an image that is found now, and whoever may write keeps it, once")
    func found() async throws {
        try keep("body")
        let read: AnswerReading = { head, body, _ in
            #expect(head == Self.head)
            #expect(body == Data("body".utf8))
            return .image(ImageResponse(bytes: Self.picture, others: [Data("other".utf8)], revisedPrompt: "r"))
        }
        let digest = SHA256Digest(of: Self.picture)
        for keeper in [nil, run.writer] {
            let seen = await answers(keeper: keeper, read)
            #expect(seen.results.map(\.digest) == [digest])
            #expect(seen.results.first?.revisedPrompt == "r")
            #expect(seen.unread == nil)
            #expect((store.object(digest) != nil) == (keeper != nil))
        }
        #expect(store.object(SHA256Digest(of: Data("other".utf8))) != nil)
        let again = await answers { _, _, _ in
            Issue.record("it was read again")
            return .image(ImageResponse(bytes: Self.picture))
        }
        #expect(again.results.map(\.digest) == [digest])
    }

    @Test("are read with the references in mind that were sent along")
    func references() throws {
        try keep("body")
        let path = try PackagePath("Art/r.png")
        let reference = Reference(
            Input(path: path, sha256: SHA256Digest(of: Self.picture), type: .png),
            at: SourceLocation(line: 1, column: 1), byteCount: Self.picture.count)
        let kept = try #require(store.results(for: fingerprint).first)
        #expect(throws: ImageFailure.self) {
            try kept.image(
                head: Self.head, in: store,
                by: { _, _, isReference in
                    #expect(!isReference(Data("x".utf8)))
                    return isReference(Self.picture)
                        ? Self.nothing("an echo") : .image(ImageResponse(bytes: Self.picture))
                }, references: [reference], limits: .default)
        }
    }

    @Test("make their image fail, unless it is to be asked for anew or a usable result is there")
    func planned() throws {
        let image = try ImageAssetsTestSupport.image("a", prompt: "A")
        var scene = Observation()
        let fingerprint = try #require(image.fingerprint)
        scene.answers[fingerprint, default: KnownAnswers()].unread = Self.failure
        #expect(scene.plan([image]).steps[0].action == .fail(Self.failure))
        #expect(scene.plan([image]).requests == 0)
        #expect(scene.plan([image], options: PlanOptions(means: .none)).steps[0].action == .fail(Self.failure))
        let asked = PlanOptions(regenerate: [image.name])
        #expect(scene.plan([image], options: asked).steps[0].action == .request(sharedWith: nil))
        scene.store("a", for: image)
        guard case .publish = scene.plan([image]).steps[0].action else {
            Issue.record("a result is not used")
            return
        }
    }
}
