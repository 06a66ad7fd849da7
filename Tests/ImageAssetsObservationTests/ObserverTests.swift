import Foundation
import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsObservation
@testable import ImageAssetsStore

@Suite("What is looked at before a plan")
struct ObserverTests {
    private let temporary: TemporaryStore
    private let folder: PackageFolder
    private let hero: Product
    private let fox: Product

    init() throws {
        temporary = try TemporaryStore()
        folder = try PackageFolder(temporary.package.path)
        hero = try image("hero", prompt: "hero")
        fox = try image("fox", prompt: "fox")
    }

    private func look(
        _ products: [Product], _ entries: [LockEntry], closely: Set<ImageName> = [],
        keeper: AtomicFile? = nil,
        warn: @escaping (StoreRemark) -> Void = { Issue.record("\($0)") }, read: AnswerReading? = nil
    ) async throws -> Observation {
        let names = zip(products, entries).map { ($0.name, $1) }
        return await Observer(
            workspace: Workspace(folder: folder, manifest: try PackagePath("images.json"), readAnswer: read),
            limits: .default,
            files: SeenFiles(folder: folder), keeper: keeper, warn: warn
        ).look(at: products, Lockfile(images: Dictionary(uniqueKeysWithValues: names)), closely: closely).seen
    }

    private static func picture(_ text: String) throws -> Data {
        try PNGWriter.encode(
            width: 2, height: 1, colorType: .grayscale, text: [(key: "Comment", text: text)], compressionLevel: 1
        ) { _, row in row[0] = 255 }
    }

    private func recorded(_ product: Product, _ bytes: Data) throws -> LockEntry {
        let facts = AssetFacts(try PNGInfo(decoding: bytes))
        return try #require(
            LockEntry(
                product,
                asset: LockedAsset(
                    path: product.output, sha256: SHA256Digest(of: bytes), byteCount: bytes.count, facts: facts)))
    }

    @Test("files of renditions are looked at: declared, published before, or published for what left the manifest")
    func renditions() async throws {
        let web = try rendition("Web/fox.webp")
        let fox = try image("fox", prompt: "fox", renditions: [web])
        let old = try image("old", prompt: "old")
        let bytes = try Self.picture("fox")
        let record = fox.record(of: web, asset: "fox", content: "web")
        let entries = try [fox, hero, old].map { product in
            let records = try product.name == hero.name ? [:] : [PackagePath("Old/\(product.name).webp"): record]
            return try recorded(product, bytes).with(records)
        }
        for path in ["Web/fox.webp", "Old/fox.webp", "Old/old.webp"] { try temporary.package.write(path, to: path) }
        let lockfile = Lockfile(images: Dictionary(uniqueKeysWithValues: zip([fox, hero, old].map(\.name), entries)))
        let observer = Observer(
            workspace: Workspace(folder: folder, manifest: try PackagePath("images.json")), limits: .default,
            files: SeenFiles(folder: folder), keeper: nil, warn: { Issue.record("\($0)") })
        let seen = await observer.look(at: [fox, hero], lockfile).seen
        for path in ["Web/fox.webp", "Old/fox.webp", "Old/old.webp"] {
            #expect(seen.file(at: try PackagePath(path)).digest == digest(path), "\(path)")
        }
        // Where no product declares any, nothing is looked at.
        let none = await observer.look(at: [hero], lockfile).seen
        #expect(none.file(at: try PackagePath("Old/old.webp")) == .absent)
    }

    @Test("a repository that Git does not read is seen where something is missing, and else nobody asks")
    func unreadRepository() async throws {
        let bytes = try Self.picture("hero")
        let entry = try recorded(hero, bytes)
        #expect(try await look([hero], [entry]).hasUnreadRepository == false)
        try temporary.package.write("", to: ".git/HEAD")
        #expect(try await look([hero], [entry]).hasUnreadRepository)
        try temporary.package.write(bytes, to: hero.output.text)
        #expect(try await look([hero], [entry]).hasUnreadRepository == false)
    }

    @Test("nothing is kept as a result for inputs whose references are not known")
    func foreignAnswers() async throws {
        let picture = try Self.picture("an echo")
        let old = try #require(fox.fingerprint)
        let answer = UnreadAnswer(
            kind: .json(members: []), status: 200, head: Data(), body: Data("{}".utf8),
            failure: ImageFailure(.malformedResponse, .unreadAnswer(isGone: false)))
        try temporary.store.keep(answer, for: old, requestID: id(1), at: Date(), writer: temporary.run.writer)
        // The entry is of other inputs than today's.
        let entry = try recorded(fox, Self.picture("locked"))
        for keeper in [nil, temporary.run.writer] {
            let seen = try await look(
                [hero], [entry], closely: [hero.name], keeper: keeper,
                read: { _, _, _ in .image(ImageResponse(bytes: picture)) })
            #expect((seen.answers[old] != nil) == (keeper == nil))
            #expect(temporary.store.results(for: old).count == 1)
        }
    }

    @Test("bytes that lie at another image's output by chance are looked for in the store all the same")
    func elsewhere() async throws {
        let (a, b) = (try Self.picture("hero"), try Self.picture("fox"))
        for bytes in [a, b] { try temporary.store.keep(bytes, writer: temporary.run.writer) }
        // As if moved by hand onto the other one.
        try temporary.package.write(a, to: "Images/fox.png")
        let seen = try await look([hero, fox], [try recorded(hero, a), try recorded(fox, b)])
        #expect(seen.objects == [SHA256Digest(of: a), SHA256Digest(of: b)])
        let plan = seen.plan([hero, fox])
        #expect(plan.requests == 0)
        #expect(plan.steps[0].action == .publish(FreeSource(.store, SHA256Digest(of: a))))
        #expect(plan.steps[1].action == .protect(.work))
    }

    @Test("of what is as recorded only its own file is looked at")
    func asRecorded() async throws {
        let bytes = try Self.picture("hero")
        try temporary.package.write(bytes, to: "Images/hero.png")
        let seen = try await look([hero], [try recorded(hero, bytes)])
        #expect(seen.files == [hero.output: .file(SHA256Digest(of: bytes), byteCount: bytes.count)])
        #expect(seen.answers.isEmpty && seen.objects.isEmpty && seen.git.isEmpty && seen.kinds.isEmpty)
        #expect(seen.plan([hero]).steps.map(\.state) == [.upToDate])
    }

    @Test("answers to what was asked before are read only where somebody wants to know all")
    func oldAnswers() async throws {
        let bytes = try Self.picture("hero")
        let old = try image("hero", prompt: "another hero")
        let (before, now) = (try #require(old.fingerprint), try #require(hero.fingerprint))
        for (number, fingerprint) in [before, now].enumerated() {
            try temporary.store.keep(
                ImageResponse(bytes: try Self.picture("\(number)")), for: fingerprint, requestID: id(number),
                at: Date(),
                writer: temporary.run.writer)
        }
        try temporary.package.write(bytes, to: "Images/hero.png")
        let entries = [try recorded(old, bytes)]
        #expect(Set(try await look([hero], entries).answers.keys) == [now])
        #expect(Set(try await look([hero], entries, closely: [hero.name]).answers.keys) == [before, now])
    }

    @Test("no answer is read where the recorded bytes are at hand")
    func atHand() async throws {
        let bytes = try Self.picture("hero")
        try temporary.store.keep(
            ImageResponse(bytes: bytes), for: try #require(hero.fingerprint), requestID: id(1), at: Date(),
            writer: temporary.run.writer)
        let seen = try await look([hero], [try recorded(hero, bytes)])
        #expect(seen.answers.isEmpty)
        #expect(seen.plan([hero]).steps[0].action == .publish(FreeSource(.store, SHA256Digest(of: bytes))))
    }

    @Test("what is odd about the store is told in the order of the manifest")
    func order() async throws {
        let products = try (1...20).map { try image("n\($0)", prompt: "\($0)") }
        var lost: [SHA256Digest] = []
        for (number, product) in products.enumerated() {
            let result = try temporary.store.keep(
                ImageResponse(bytes: try Self.picture("\(number)")), for: try #require(product.fingerprint),
                requestID: id(number), at: Date(), writer: temporary.run.writer)
            try temporary.store.remove(result.digest)
            lost.append(result.digest)
        }
        var told: [StoreRemark] = []
        _ = try await look(products, []) { told.append($0) }
        #expect(told == lost.map(StoreRemark.lost))
    }

    @Test(
        "where a label is required and the lockfile knows of none, the file is asked; a paid answer with one comes first"
    )
    func requiredLabel() async throws {
        let product = try image("hero", prompt: "hero", expect: Expectation(requiresLabel: true))
        let bytes = try Self.picture("hero")
        try temporary.package.write(bytes, to: product.output.text)
        let entry = { (labels: Set<ProvenanceLabel>?) in
            var asset = try self.recorded(product, bytes).asset
            asset.facts.labels = labels
            return try #require(LockEntry(product, asset: asset))
        }
        let known = try await look([product], [entry([.iptc])])
        #expect(known.decoded.isEmpty && known.plan([product]).steps[0].state == .upToDate)
        let asked = try await look([product], [entry(nil)])
        #expect(asked.decoded[product.output]?.labels == [])
        #expect(asked.plan([product]).requests == 1)

        let labelled = try PNGWriter.encode(
            width: 2, height: 1, colorType: .grayscale, text: [(key: "AIGC", text: #"{"Label":"1"}"#)]
        ) { _, row in row[0] = 255 }
        try temporary.store.keep(
            ImageResponse(bytes: labelled), for: try #require(product.fingerprint), requestID: id(1), at: Date(),
            writer: temporary.run.writer)
        let plan = try await look([product], [entry(nil)]).plan([product])
        #expect(plan.requests == 0)
        #expect(plan.steps[0].action == .publish(FreeSource(.store, SHA256Digest(of: labelled))))
    }

    @Test("a file with the label that is required is up to date where the lockfile does not know of it")
    func unknownLabel() async throws {
        let product = try image("hero", prompt: "hero", expect: Expectation(requiresLabel: true))
        let bytes = try PNGWriter.encode(
            width: 2, height: 1, colorType: .grayscale, text: [(key: "AIGC", text: #"{"Label":"1"}"#)]
        ) { _, row in row[0] = 255 }
        try temporary.package.write(bytes, to: product.output.text)
        var asset = try recorded(product, bytes).asset
        #expect(asset.facts.labels == [.aigc])
        asset.facts.labels = nil
        let seen = try await look([product], [try #require(LockEntry(product, asset: asset))])
        #expect(seen.plan([product]).steps[0].state == .upToDate)
    }
}
