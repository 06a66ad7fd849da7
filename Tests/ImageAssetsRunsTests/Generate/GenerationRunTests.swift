import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsRuns
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Synchronization
import Testing

@testable import ImageAssetsObservation
@testable import ImageAssetsStore

/// Runs of products that are made from each other, against a service that is a closure.
@Suite("A run over a graph")
struct GenerationRunTests {
    private let package: TemporaryPackage
    private let workspace: Workspace
    private let asked = Asked()

    init() throws {
        package = try TemporaryPackage()
        try package.write(#"{ "version": 1, "images": [] }"#, to: "images.json")
        workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        try workspace.store.prepare()
    }

    /// The prompts that were sent, and the references with each.
    private final class Asked: Sendable {
        private let all = Mutex<[(prompt: String, references: [Data])]>([])

        func add(_ prompt: String, _ references: [Data]) { all.withLock { $0.append((prompt, references)) } }
        var prompts: [String] { all.withLock { $0.map(\.prompt) } }
        func references(of prompt: String) -> [Data]? { all.withLock { $0.first { $0.prompt == prompt }?.references } }
    }

    private static func picture(_ text: String) -> Data {
        // A mask wants an alpha channel and a size of its own.
        let png = try? PNGWriter.encode(
            width: text.hasPrefix("wide") ? 3 : 2, height: 1, colorType: text.hasSuffix("mask") ? .rgba : .grayscale,
            text: [(key: "Comment", text: text)], compressionLevel: 1
        ) { _, row in
            row[0] = 255
            if text.hasSuffix("mask") { row[3] = 255 }
        }
        return png ?? Data()
    }

    private func run(
        _ products: [Product], failing: Set<String> = [], budget: Budget = Budget(), maskLimit: Int? = nil
    ) async throws -> Report {
        let service = ImageService { [asked] request, attempts throws(ServiceError) in
            // As a client does: the request is whole before it is announced.
            var references: [Data] = []
            do throws(ImageFailure) {
                for reference in request.pictures { references.append(try reference.read()) }
            } catch {
                throw .failed(error)
            }
            guard await attempts.willSend(1) else { throw .refused(after: nil) }
            asked.add(request.recipe.prompt, references)
            if failing.contains(request.recipe.prompt) {
                let failure = ImageFailure(.moderation, .error("refused"))
                await attempts.didEnd(1, .failed(failure))
                throw .failed(failure)
            }
            let response = ImageResponse(bytes: Self.picture(request.recipe.prompt))
            await attempts.didEnd(1, .answered(response))
            return response
        }
        let observer = Observer(
            workspace: workspace, limits: .default, files: SeenFiles(folder: workspace.folder), keeper: nil
        ) { Issue.record("\($0)") }
        let lockfile = LockfileOnDisk(
            workspace: workspace, digest: nil, content: .absent, fit: { _, _ in 0 })
        let options = PlanOptions(budget: budget)
        let folder = try RunFolder(in: workspace.store)
        defer { folder.remove() }
        let (known, seen) = await observer.look(at: products, lockfile.lockfile)
        var run = GenerationRun(
            plan: Planner(known, in: seen, options).plan(),
            workspace: workspace, lockfile: lockfile, runFolder: folder, service: service,
            options: GenerationRun.Options(maskLimit: maskLimit), reporter: Reporter { _ in }, interrupts: Interrupts(),
            decide: {
                Planner($0, in: await observer.look(at: $0, lockfile.lockfile).seen, options).plan().steps
            })
        return await run.run()
    }

    private func product(_ name: String, from parents: [Product] = []) throws -> Product {
        let word = name.replacingOccurrences(of: " ", with: "-")
        return try image(word, prompt: name, references: parents.map { reference(to: $0) })
    }

    @Test("what is made from another image is asked for once that is there, with its bytes")
    func chain() async throws {
        let a = try product("a")
        let b = try product("b", from: [a])
        let c = try product("c", from: [b, a])
        let report = try await run([c, b, a])
        #expect(report.images.map(\.action) == [.generated, .generated, .generated])
        #expect(asked.prompts == ["a", "b", "c"])
        #expect(asked.references(of: "b") == [Self.picture("a")])
        #expect(asked.references(of: "c") == [Self.picture("b"), Self.picture("a")])
        let recorded = try Lockfile(
            parsing: SourceText(workspace.folder.read(workspace.lockfile, upTo: 1 << 20)), file: workspace.lockfile)
        let known = try reference("Images/a.png", "a").input
        #expect(recorded.images[b.name]?.recipe.references.first?.path == known.path)
        #expect(recorded.images[b.name]?.recipe.references.first?.sha256 == SHA256Digest(of: Self.picture("a")))
        // Again, without a lockfile: all of it is in the store, one after the other.
        for name in ["a", "b", "c"] { try FileManager.default.removeItem(atPath: "\(package.path)/Images/\(name).png") }
        try FileManager.default.removeItem(atPath: "\(package.path)/images.lock.json")
        let again = try await run([c, b, a])
        #expect(again.images.map(\.action) == [.restored, .restored, .restored])
        #expect(again.requests == 0)
    }

    @Test("what is made from an image that fails is not begun, and costs nothing")
    func failure() async throws {
        let top = try product("top")
        let sides = try ["l", "r"].map { try product($0, from: [top]) }
        let other = try product("other")
        let report = try await run([top] + sides + [other], failing: ["top"])
        #expect(report.images.map(\.action) == [.failed, .notStarted, .notStarted, .generated])
        #expect(report.requests == 2)
        #expect(report.exitStatus == .failed)
        #expect(!asked.prompts.contains("l"))
    }

    @Test("a budget counts over all waves")
    func budget() async throws {
        let a = try product("a")
        let report = try await run([a, try product("b", from: [a])], budget: Budget(1))
        #expect(report.images.map(\.action) == [.notStarted, .notStarted])
        #expect(report.requests == 0)
        #expect(report.exitStatus == .stopped)
    }

    @Test("a mask that another image becomes is sent behind the references once it is there")
    func mask() async throws {
        let base = try product("base")
        let mask = try product("a mask")
        let child = try image("child", prompt: "child", references: [reference(to: base)], mask: reference(to: mask))
        let report = try await run([child, base, mask])
        #expect(report.images.map(\.action) == [.generated, .generated, .generated])
        #expect(asked.references(of: "child") == [Self.picture("base"), Self.picture("a mask")])
        let recorded = try Lockfile(
            parsing: SourceText(workspace.folder.read(workspace.lockfile, upTo: 1 << 20)), file: workspace.lockfile)
        let input = try #require(recorded.images[child.name]?.recipe.mask)
        #expect(input.sha256 == SHA256Digest(of: Self.picture("a mask")) && input.image == mask.name)
    }

    @Test(
        "a mask that turns out wrong fails its image alone, before anything is sent for it",
        arguments: [
            ("wide mask", "the mask Images/m.png is 3x1, and the first reference Images/base.png is 2x1"),
            ("grey", "the mask Images/m.png has no alpha channel, whose transparent parts say what may change"),
            (
                String(repeating: "a", count: 500) + " mask",
                "the mask Images/m.png has COUNT bytes; the service takes masks of less than 500"
            ),
        ])
    func wrongMask(_ prompt: String, _ message: String) async throws {
        let base = try product("base")
        let mask = try image("m", prompt: prompt)
        let child = try image("child", prompt: "child", references: [reference(to: base)], mask: reference(to: mask))
        let report = try await run([child, base, mask, try product("other", from: [base])], maskLimit: 500)
        #expect(report.images.map(\.action) == [.failed, .generated, .generated, .generated])
        #expect(report.images[0].failure?.code == .reference)
        let byteCount = Self.picture(prompt).count
        #expect(
            report.images[0].failure?.message == message.replacingOccurrences(of: "COUNT", with: "\(byteCount)"))
        #expect(report.images[0].attempts == 0 && report.requests == 3)
        #expect(!asked.prompts.contains("child"))
    }

    @Test("a file that is no picture any more, or only a pointer, is not sent")
    func unsendable() async throws {
        let text = "no picture"
        try package.write(text, to: "Images/frozen.png")
        let child = try image("child", prompt: "child", references: [try reference("Images/frozen.png", text)])
        let pointer = Reference(
            try reference("Art/p.png", "p").input, at: SourceLocation(line: 1, column: 1), byteCount: 1,
            isPointer: true)
        let other = try image("other", prompt: "other", references: [pointer])
        let report = try await run([child, other])
        #expect(report.images.map(\.failure?.code) == [.reference, .reference])
        #expect(
            report.images.map(\.failure?.message) == [
                "the reference Images/frozen.png is text, not a PNG",
                "Art/p.png is a Git LFS pointer, and only the file itself can be sent: run `git lfs pull`",
            ])
        #expect(report.requests == 0 && asked.prompts.isEmpty)
    }
}
