import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText

extension Report {
    /// One report with an image in every situation that reports tell apart.
    static func sample() throws -> Report {
        let old = try image("changed", prompt: "A red fox\nin snow", references: [try reference("Art/a.png", "old")])
        let changed = try image(
            "changed", prompt: "A grey fox\nin snow", references: [try reference("Art/a.png", "new")])
        let work = try image("work", prompt: "w")
        let fine = try image("fine", prompt: "f")
        let renamed = try image("renamed", prompt: "r")
        let before = try image("before", prompt: "r")
        let odd = try image("odd", prompt: "::error::%0A##[error]\u{1B}[31m<b>")
        var scene = Observation()
        for (content, image) in [("c", old), ("f", fine), ("r", before)] { scene.put(content, at: image.output) }
        scene.put("somebody's", at: work.output)
        let plan = try scene.plan(
            [changed, work, fine, renamed, odd, try image("new", prompt: "n")],
            lock: [
                "changed": entry(for: old, content: "c"), "work": entry(for: work, content: "w"),
                "fine": entry(for: fine, content: "f"), "before": entry(for: before, content: "r"),
                "odd": entry(for: try image("odd", prompt: "a|b"), content: "o"),
                "gone": entry(for: try image("gone", prompt: "g"), content: "g"),
            ]
        )
        let lockfile = Lockfile(images: [fine.name: entry(for: fine, content: "f")])
        var report = plan.report(.generate, lockfile: lockfile)
        report.requests = 5
        report.images[0].action = .failed
        report.images[0].attempts = 4
        report.images[0].requestID = UniqueID("0f8fad5b-d9cb-469f-a165-70867728950e")
        report.images[0].failure = ImageFailure(.server, status: 503, .error("the server is overloaded"))
        report.images[0].wayOut = .expectation
        report.images[1].notes = [.protected(.work, plan.steps[1])]
        report.images[3].wayOut = nil
        report.manifest = try PackagePath("images.json")
        report.findings = [
            .fault(
                Diagnostic(
                    .warning, file: "images.json", at: SourceLocation(line: 3, column: 7), "odd, 100%",
                    hint: "Fix: it."))
        ]
        return report
    }
}

extension [Output] {
    var workflowCommands: [String] { compactMap { if case .workflowCommand(let line) = $0 { line } else { nil } } }
}
