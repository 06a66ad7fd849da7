import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsRuns
import ImageAssetsStore
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("An interrupt")
struct InterruptsTests {
    @Test("before the first request is sent costs nothing")
    func beforeSending() async throws {
        let package = try TemporaryPackage()
        try package.write(
            #"{ "version": 1, "service": "bettertoken", "images": [{ "name": "a", "prompt": "A" }] }"#,
            to: "images.json")
        let interrupts = Interrupts()
        await interrupts.add(.asked)
        let job = GenerateJob(
            workspace: Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json")),
            options: GenerateJob.Options(), reporter: Reporter { _ in }, interrupts: interrupts
        ) { _ in
            ImageService { _, attempts throws(ServiceError) in
                let isSent = await attempts.willSend(1)
                #expect(!isSent)
                throw .refused(after: nil)
            }
        }
        let report = try await job.perform()
        #expect(report.exitStatus == .interrupted)
        #expect(report.requests == 0)
    }

    @Test("is heard while placeholders are drawn, too: what is left is for the next run")
    func whileDrawing() async throws {
        let package = try TemporaryPackage()
        try package.write(
            #"""
            { "version": 1, "service": "bettertoken", "images": [
              { "name": "a", "prompt": "A" }, { "name": "b", "prompt": "B" }] }
            """#, to: "images.json")
        let workspace = Workspace(
            folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        var options = GenerateJob.Options()
        options.request.means = .placeholder
        let interrupts = Interrupts()
        await interrupts.add(.asked)
        func run(_ interrupts: Interrupts) async throws -> Report {
            try await GenerateJob(
                workspace: workspace, options: options, reporter: Reporter { _ in }, interrupts: interrupts
            ) { _ in ImageService { _, _ throws(ServiceError) in throw .refused(after: nil) } }.perform()
        }
        let report = try await run(interrupts)
        #expect(report.exitStatus == .interrupted)
        #expect(report.images.map(\.action) == [.notStarted, .notStarted])
        #expect(try await run(Interrupts()).images.map(\.action) == [.drawn, .drawn])
    }
}
