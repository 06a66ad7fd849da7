import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRuns
import ImageAssetsStore
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Plan and check of several manifests")
struct CheckJobTests {
    private let package: TemporaryPackage
    private let workspaces: [Workspace]

    init() throws {
        package = try TemporaryPackage()
        for name in ["a", "b"] {
            try package.write(
                """
                { "version": 1, "service": "bettertoken", "images": [
                  { "name": "\(name)", "prompt": "A", "output": "\(name).png" }] }
                """, to: "\(name).json")
        }
        let folder = try PackageFolder(package.path)
        workspaces = try ["a.json", "b.json"].map { Workspace(folder: folder, manifest: try PackagePath($0)) }
    }

    private func job(_ question: CheckJob.Question = .check(isDeep: false), _ names: String...) -> CheckJob {
        CheckJob(question, RunRequest(names: names), limits: .default) { note, _ in Issue.record("\(note)") }
    }

    @Test("each takes the words that it knows, and one that none knows is refused")
    func words() async throws {
        let report = try await job(.check(isDeep: false), "b").perform(on: workspaces).report
        #expect(report.images.map(\.name.text) == ["b"])
        #expect(report.images.map(\.manifest?.text) == ["b.json"])
        await #expect(throws: UsageError.strangeImage("c", .argument, in: workspaces.map(\.manifest))) {
            try await job(.check(isDeep: false), "b", "c").perform(on: workspaces)
        }
    }

    @Test("what is wrong with one does not hide the others, and hints of commands stand only by one alone")
    func refused() async throws {
        try package.write("{", to: "a.json")
        let report = try await job().perform(on: workspaces).report
        #expect(report.exitStatus == .invalid)
        #expect(report.images.map(\.name.text) == ["b"])
        let alone = try await job().perform(on: [workspaces[0]]).report
        #expect(alone.manifest == workspaces[0].manifest)
        #expect(alone.findings.map(\.severity) == [.error])
    }

    @Test("whether the service can be asked is looked at where a plan asks it, and by no check")
    func service() async throws {
        let plan = CheckJob.Question.plan { _ in throw CommandFailure(.usage, "no address") }
        await #expect(throws: CommandFailure(.usage, "no address")) { try await job(plan).perform(on: workspaces) }
        #expect(try await job().perform(on: workspaces).report.exitStatus == .outOfDate)
        for workspace in workspaces { try package.write("Mine", to: "\(workspace.manifest)".prefix(1) + ".png") }
        #expect(try await job(plan).perform(on: workspaces).report.count(.protected) == 2)
    }
}
