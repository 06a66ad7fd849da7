import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsReports

@Suite("What to do after a run")
struct NextStepTests {
    private func report(
        _ images: [Product], _ actions: [ReportedAction] = [], stop: RunStop? = nil
    ) throws -> Report {
        let steps = Observation().plan(images).steps
        let reports = zip(steps, actions + Array(repeating: .generated, count: images.count)).map { step, action in
            ImageReport(step, action: action, wayOut: action == .failed ? .run : nil)
        }
        var report = Report(command: .generate, images: reports, stop: stop)
        report.manifest = try PackagePath("images.json")
        return report
    }

    private func next(_ report: Report, in folder: String? = nil, hasGit: Bool = true) -> [Output] {
        var report = report
        if hasGit { report.toCommit = ToCommit(paths: report.changedPaths, folder: folder) }
        return report.nextStep.map { [.error($0)] } ?? []
    }

    @Test("new pictures are looked at and committed, with the lockfile; a few of them by themselves")
    func few() throws {
        let report = try report([try image("b", prompt: "b"), try image("a", prompt: "a", output: "a b.png")])
        #expect(
            next(report) == [
                .error(
                    "Next: look at what is new with `image-assets gallery`, then "
                        + "`git add Images/b.png 'a b.png' images.lock.json`.")
            ])
        #expect(next(report, hasGit: false) == [.error("Next: look at what is new with `image-assets gallery`.")])
        #expect(
            next(report, in: "/tmp/a package").first
                == .error(
                    "Next: look at what is new with `image-assets gallery`, then "
                        + "`git -C '/tmp/a package' add Images/b.png 'a b.png' images.lock.json`."))
    }

    @Test("of many the folders are named, the outermost ones, and never the package's own")
    func folders() throws {
        let paths = ["Art/a.png", "Art/b.png", "Art/icons/c.png", "Artwork/d.png", "e.png"]
        let report = try report(try paths.enumerated().map { try image("i\($0)", prompt: "\($0)", output: $1) })
        #expect(report.changedPaths == ["Art", "Artwork", "e.png", "images.lock.json"])
        // Nobody types so many.
        let scattered = (0..<11).map { "Sources/T\($0)/x.png" }
        let many = try self.report(try scattered.enumerated().map { try image("i\($0)", prompt: "\($0)", output: $1) })
        #expect(many.changedPaths == [])
        #expect(next(many) == [.error("Next: look at what is new with `image-assets gallery`.")])
    }

    @Test("a catalog is added as a whole, and of the sources no more than the file of names")
    func catalogs() throws {
        var report = try report([
            try image("a", prompt: "a", renditions: [try rendition("Sources/App/M.xcassets/a.imageset/a.png")])
        ])
        report.images[0].renditions[0].action = .rendered
        report.images[0].renditions[0].wayOut = nil
        let names = SwiftNames(
            try PackagePath("Sources/App/Images.swift"), type: "Images", access: .internal,
            at: SourceLocation(line: 3, column: 24))
        report.typedNames = [
            TypedNamesReport(names, TypedNamesDecision(TypedNamesFacts(.absent, overwrites: false)))
        ]
        report.typedNames[0].settle()
        #expect(
            report.changedPaths == [
                "Images/a.png", "Sources/App/Images.swift", "Sources/App/M.xcassets", "images.lock.json",
            ])
    }

    @Test("what only moved needs no look; what is an option or a pattern to Git is a path all the same")
    func moved() throws {
        let report = try report([try image("a", prompt: "a", output: "-a.png")], [.moved])
        #expect(next(report) == [.error("Next: `git add ./-a.png images.lock.json`.")])
        var ignored = report
        ignored.toCommit = ToCommit(paths: [])
        #expect(ignored.nextStep == nil)
    }

    @Test("nothing is said where nothing is new, where it went wrong, and of placeholders")
    func nothing() throws {
        let images = [try image("a", prompt: "a"), try image("b", prompt: "b")]
        let others: [[ReportedAction]] = [
            [.none, .none], [.restored, .none], [.generated, .drawn], [.generated, .failed],
        ]
        for actions in others { #expect(next(try report(images, actions)) == []) }
        #expect(next(try report(images, stop: .interrupted)) == [])
        var plan = try report(images)
        plan.command = .plan
        #expect(next(plan) == [])
    }

    @Test("under `swift package` the command is the plugin's, and on another manifest it names it")
    func command() throws {
        var report = try report([try image("a", prompt: "a")])
        report.invocation = .plugin(isReading: false)
        report.manifest = try PackagePath("art/x.json")
        #expect(
            next(report) == [
                .error(
                    "Next: look at what is new with `swift package generate-images gallery --manifest art/x.json`, then "
                        + "`git add Images/a.png art/x.lock.json`.")
            ])
    }
}
