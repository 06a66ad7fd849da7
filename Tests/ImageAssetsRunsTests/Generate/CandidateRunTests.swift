import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsRuns
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsObservation
@testable import ImageAssetsStore

/// Runs that fetch candidates, against a service that is a closure.
@Suite("A run that fetches candidates")
struct CandidateRunTests {
    private let package: TemporaryPackage
    private let workspace: Workspace
    private let told = LockedValue<[String]>([])

    init() throws {
        package = try TemporaryPackage()
        try package.write(#"{ "version": 1, "images": [] }"#, to: "images.json")
        workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        try workspace.store.prepare()
    }

    /// What the service answers, in the order in which it is asked.
    private enum Answer: Sendable {
        case pictures([Data])
        case failure(ImageFailure)
        case unread

        static func picture(_ text: String, width: Int = 2) -> Answer {
            .pictures([CandidateRunTests.picture(text, width: width)])
        }
    }

    private static func picture(_ text: String, width: Int = 2) -> Data {
        let png = try? PNGWriter.encode(
            width: width, height: 1, colorType: .grayscale, text: [(key: "Comment", text: text)], compressionLevel: 1
        ) { _, row in row[0] = 255 }
        return png ?? Data()
    }

    private func run(
        _ products: [Product], candidates: Int, of names: [String] = ["hero"], _ answers: [Answer],
        concurrency: Int = 1, regenerate: Set<ImageName> = []
    ) async throws -> (report: Report, asked: Int) {
        let rest = LockedValue(answers[...])
        let asked = LockedValue(0)
        let service = ImageService { _, attempts throws(ServiceError) in
            guard await attempts.willSend(1) else { throw .refused(after: nil) }
            asked.change { $0 += 1 }
            var next: Answer?
            rest.change { next = $0.popFirst() }
            switch next {
            case .pictures(let pictures)?:
                let response = ImageResponse(bytes: pictures[0], others: Array(pictures.dropFirst()))
                await attempts.didEnd(1, .answered(response))
                return response
            case .failure(let failure)?:
                await attempts.didEnd(1, .failed(failure))
                throw .failed(failure)
            case .unread?, nil:
                let answer = UnreadAnswer(
                    kind: .json(members: []), status: 200, head: Data(), body: Data("{}".utf8),
                    failure: ImageFailure(.malformedResponse, .unreadAnswer(isGone: false)))
                await attempts.didEnd(1, .unread(answer))
                throw .unread(answer)
            }
        }
        let observer = Observer(
            workspace: workspace, limits: .default, files: SeenFiles(folder: workspace.folder), keeper: nil
        ) { Issue.record("\($0)") }
        let text = try LockfileOnDisk.text(in: workspace)
        let lockfile = LockfileOnDisk(
            workspace: workspace, digest: text.map { SHA256Digest(of: $0.data) },
            content: try LockfileOnDisk.Content(text, file: workspace.lockfile), fit: { _, _ in 0 })
        let wanted = Set(try names.map { try ImageName($0) })
        let options = PlanOptions(
            regenerate: regenerate, candidates: regenerate.isEmpty ? .init(candidates, of: wanted) : nil)
        let folder = try RunFolder(in: workspace.store)
        defer { folder.remove() }
        let (known, seen) = await observer.look(at: products, lockfile.lockfile, closely: wanted)
        var runOptions = GenerationRun.Options()
        runOptions.concurrency = concurrency
        var run = GenerationRun(
            plan: Planner(known, in: seen, options).plan(), workspace: workspace, lockfile: lockfile,
            runFolder: folder, service: service, options: runOptions,
            reporter: Reporter { event in
                switch event {
                case .finished(let image): told.change { $0.append("\(image.action) \(image.name)") }
                case .arrived(let candidate): told.change { $0.append("candidate \(candidate.image)") }
                case .candidateFailed(let name, let failure): told.change { $0.append("\(failure.code) \(name)") }
                default: break
                }
            }, interrupts: Interrupts(),
            decide: { known in
                let seen = await observer.look(at: known, lockfile.lockfile, closely: wanted).seen
                return Planner(known, in: seen, options).plan().steps
            })
        return (await run.run(), asked.value)
    }

    private func bytes(_ name: String = "hero") throws -> Data {
        try workspace.folder.read(PackagePath("Images/\(name).png"), upTo: 1 << 20)
    }

    private var results: Int { workspace.store.allResults().values.reduce(0) { $0 + $1.count } }

    @Test("the first that comes is published, the others are in the store", arguments: [1, 4])
    func first(concurrency: Int) async throws {
        let hero = try image()
        let answers = ["a", "b", "c"].map { Answer.picture($0) }
        let (report, asked) = try await run([hero], candidates: 3, answers, concurrency: concurrency)
        #expect(report.exitStatus == .done && asked == 3 && report.requests == 3)
        #expect(report.images.map(\.action) == [.generated])
        #expect(report.images[0].candidates?.present == 3 && report.images[0].candidates?.fetched == 3)
        #expect(results == 3)
        if concurrency == 1 { #expect(try bytes() == Self.picture("a")) }
        #expect(told.value == ["generated hero", "candidate hero", "candidate hero"])
    }

    @Test("where all fail the image has as many attempts as were sent")
    func attempts() async throws {
        let failure = Answer.failure(ImageFailure(.server, status: 500, .error("oops")))
        let (report, asked) = try await run([try image()], candidates: 2, [failure, failure])
        #expect(asked == 2 && report.requests == 2)
        #expect(report.images.map(\.action) == [.failed] && report.images[0].attempts == 2)
    }

    @Test("what does not count is told, fails the run and is not asked for again; the next that counts is published")
    func useless() async throws {
        let hero = try image(expect: Expectation(minWidth: 2))
        let answers: [Answer] = [
            .picture("small", width: 1), .failure(ImageFailure(.server, status: 500, .error("oops"))), .picture("a"),
            .picture("a"), .pictures([Data("no picture".utf8)]),
        ]
        let (report, asked) = try await run([hero], candidates: 5, answers)
        #expect(asked == 5)
        #expect(report.images.map(\.action) == [.generated])
        #expect(try bytes() == Self.picture("a"))
        #expect(
            report.images[0].candidates?.failures.map(\.code) == [.expectation, .server, .expectation, .notAnImage])
        #expect(report.images[0].candidates?.present == 1)
        #expect(report.exitStatus == .failed)
        #expect(report.images[0].attempts == 5)
    }

    @Test("an image of which nothing that comes counts fails by the first of it")
    func nothing() async throws {
        let hero = try image(expect: Expectation(minWidth: 2))
        let (report, _) = try await run(
            [hero], candidates: 2, [.picture("x", width: 1), .failure(ImageFailure(.moderation, .error("no")))])
        #expect(report.images.map(\.action) == [.failed])
        #expect(report.images[0].failure?.code == .expectation)
        #expect(report.images[0].candidates?.failures.map(\.code) == [.moderation])
        #expect(told.value == ["failed hero", "moderation hero"])
    }

    @Test("what is up to date keeps its asset and its entry, whatever comes")
    func upToDate() async throws {
        let hero = try image()
        let first = try await run([hero], candidates: 2, [.picture("a"), .picture("b")])
        #expect(first.report.exitStatus == .done)
        let published = try bytes()
        let (report, asked) = try await run([hero], candidates: 4, [.picture("c"), .picture("a")])
        #expect(asked == 2)
        #expect(report.images.map(\.action) == [.none])
        #expect(report.images[0].candidates?.present == 3)
        #expect(report.images[0].candidates?.failures.map(\.cause) == [.sameBytes(SHA256Digest(of: Self.picture("a")))])
        #expect(report.exitStatus == .failed)
        #expect(try bytes() == published)
        let again = try await run([hero], candidates: 3, [])
        #expect(again.asked == 0 && again.report.exitStatus == .done)
    }

    @Test("somebody's work stays as it is, and what was asked for is there to choose from")
    func work() async throws {
        let hero = try image()
        let work = Self.picture("somebody's")
        try package.write(work, to: "Images/hero.png")
        let (report, asked) = try await run([hero], candidates: 2, [.picture("a"), .picture("b")])
        #expect(asked == 2 && results == 2)
        #expect(report.images.map(\.action) == [.protected] && report.exitStatus == .outOfDate)
        #expect(report.images[0].candidates?.present == 2 && report.images[0].candidates?.fetched == 2)
        #expect(try bytes() == work)
        #expect(told.value == ["protected hero", "candidate hero", "candidate hero"])
    }

    @Test("somebody's work is left alone also where what it is made from fails")
    func workOfFailed() async throws {
        let parent = try image("parent", prompt: "parent")
        let child = try image("hero", references: [reference(to: parent)])
        try package.write(Self.picture("somebody's"), to: "Images/hero.png")
        let no = ImageFailure(.moderation, .error("no"))
        let (report, asked) = try await run([child, parent], candidates: 2, [.failure(no)])
        #expect(asked == 1 && report.exitStatus == .failed)
        #expect(report.images.map(\.action) == [.protected, .failed])
    }

    @Test("an answer that nobody can read is kept, and what was not sent yet is not asked for any more")
    func unread() async throws {
        let hero = try image()
        let (report, asked) = try await run([hero], candidates: 4, [.picture("a"), .unread, .picture("b")])
        #expect(asked == 2)
        #expect(report.images.map(\.action) == [.generated])
        #expect(report.images[0].candidates?.failures.map(\.code) == [.malformedResponse])
        #expect(report.exitStatus == .failed)
    }

    @Test("an answer with several pictures brings several candidates, and saves requests")
    func several() async throws {
        let hero = try image()
        let both = Answer.pictures([Self.picture("a"), Self.picture("b")])
        let (report, asked) = try await run([hero], candidates: 3, [both, .picture("c"), .picture("d")])
        #expect(asked == 2)
        #expect(report.images[0].candidates?.present == 3)
        #expect(try bytes() == Self.picture("a"))
    }

    @Test("images of one fingerprint share what comes, each by what is expected of it")
    func sharing() async throws {
        let twins = [try image("hero"), try image("twin", expect: Expectation(minWidth: 3))]
        let answers: [Answer] = [.picture("a"), .picture("b", width: 3), .picture("c", width: 3)]
        let (report, asked) = try await run(twins, candidates: 3, of: ["hero", "twin"], answers)
        #expect(asked == 3)
        #expect(report.images.map(\.action) == [.generated, .generated])
        #expect(try bytes() == Self.picture("a") && bytes("twin") == Self.picture("b", width: 3))
        #expect(report.images.map(\.candidates?.present) == [3, 2])
    }

    @Test("of images that share what comes the one asks that lacks most, and what is up to date stays as it is")
    func greediest() async throws {
        let hero = try image()
        let first = try await run([hero], candidates: 2, [.picture("a"), .picture("b")])
        #expect(first.report.exitStatus == .done)
        let twins = [hero, try image("twin", expect: Expectation(minWidth: 3))]
        let answers = ["c", "d", "e"].map { Answer.picture($0, width: 3) }
        let (report, asked) = try await run(twins, candidates: 3, of: ["hero", "twin"], answers)
        #expect(asked == 3 && report.exitStatus == .done)
        #expect(report.images.map(\.action) == [.none, .generated])
        #expect(report.images.map(\.candidates?.present) == [5, 3])
        #expect(try bytes() == Self.picture("a") && bytes("twin") == Self.picture("c", width: 3))
    }

    @Test("what waits for another image gets its candidates when that is there")
    func chain() async throws {
        let parent = try image("parent", prompt: "parent")
        let child = try image("hero", references: [reference(to: parent)])
        let answers: [Answer] = ["p", "a", "b"].map { Answer.picture($0) }
        let (report, asked) = try await run([child, parent], candidates: 2, answers)
        #expect(asked == 3 && report.exitStatus == .done)
        #expect(report.images.map(\.action) == [.generated, .generated])
        #expect(report.images.map(\.candidates?.present) == [2, nil])
        #expect(try bytes() == Self.picture("a"))
    }

    @Test("a choice is preferred to what is newer, until it is paid for anew")
    func regenerate() async throws {
        let hero = try image()
        let fingerprint = try #require(hero.fingerprint)
        _ = try await run([hero], candidates: 2, [.picture("a"), .picture("b")])
        let store = workspace.store
        let writer = try RunFolder(in: store).writer
        let oldest = try #require(store.results(for: fingerprint).last)
        try store.change(oldest, of: fingerprint, writer: writer) { $0.mark = .chosen(Date(timeIntervalSince1970: 1)) }
        for name in ["Images/hero.png", "images.lock.json"] {
            try FileManager.default.removeItem(atPath: "\(package.path)/\(name)")
        }
        _ = try await run([hero], candidates: 2, [])
        #expect(try bytes() == Self.picture("a"))
        _ = try await run([hero], candidates: 0, [.picture("c")], regenerate: [hero.name])
        #expect(try bytes() == Self.picture("c"))
        try FileManager.default.removeItem(atPath: "\(package.path)/Images/hero.png")
        try FileManager.default.removeItem(atPath: "\(package.path)/images.lock.json")
        _ = try await run([hero], candidates: 2, [])
        #expect(try bytes() == Self.picture("c"))
    }
}
