import Foundation
import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@Suite("Reports")
struct ReportTests {
    /// What text says of images, and its last line.
    private func lines(_ report: Report) -> [String] {
        ImageLines(names: report.images.map(\.name)).planned(report) + [TextReport.conclusion(report)]
    }

    @Test("the JSON document is the contract's, byte for byte")
    func json() throws {
        try expectGolden(Report.sample().json.prettyText, at: "reports/report.json")
    }

    @Test("the last line calls nothing done that stays out of date, and names a way out that leads out")
    func lastLine() throws {
        let work = try image("work", prompt: "w")
        var scene = Observation()
        scene.put("somebody's", at: work.output)
        let plan = try scene.plan([work], lock: ["work": entry(for: work, content: "w")])
        #expect(
            TextReport.conclusion(plan.report(.check, lockfile: Lockfile()))
                == "Out of date: 0 requests needed, 1 left alone. "
                + "Keep a file that was left alone with `image-assets accept NAME`, or replace it with "
                + "`image-assets generate --overwrite NAME`, which may pay for a request."
        )
        #expect(
            TextReport.conclusion(plan.report(.generate, lockfile: Lockfile())) == "Still out of date: 1 left alone.")
        let new = Observation().plan([work]).report(.check, lockfile: Lockfile())
        #expect(
            TextReport.conclusion(new)
                == "Out of date: 1 request needed. Run `image-assets generate`, which pays for 1 request.")
    }

    @Test("under a plugin the last line says what is to be typed there")
    func pluginLastLine() throws {
        var report = Observation().plan([try image("new")]).report(.check, lockfile: Lockfile())
        report.invocation = .plugin(isReading: true)
        report.manifest = try PackagePath("art/x.json")
        #expect(
            TextReport.conclusion(report)
                == "Out of date: 1 request needed. Run `swift package generate-images --manifest art/x.json`, "
                + "which pays for 1 request.")
    }

    @Test("a run that the last line proposes is of the images that were asked for, as its price is")
    func words() throws {
        let images = try ["icon-a", "icon-b", "hero"].map { try image($0, prompt: $0) }
        let asked = Set(images.prefix(2).map(\.name))
        var report = Observation().plan(images, options: PlanOptions(names: asked)).report(.check, lockfile: Lockfile())
        report.words = ["icon-*", "icon-b"]
        #expect(
            TextReport.conclusion(report) == "Out of date: 2 requests needed. "
                + "Run `image-assets generate 'icon-*' icon-b`, which pays for 2 requests.")
        var other = Observation().plan(Array(images.suffix(1))).report(.check, lockfile: Lockfile())
        report.manifest = try PackagePath("a.json")
        other.manifest = try PackagePath("b.json")
        report.words = ["icon-*", "hero"]
        other.words = report.words
        #expect(
            TextReport.conclusion(Report(joining: [report, other], as: .check)).hasSuffix(
                "Run `image-assets generate 'icon-*' --manifest a.json` and `image-assets generate hero "
                    + "--manifest b.json`, which pay for 3 requests."))
    }

    @Test("nobody is sent to overwrite a file at the place of a frozen image, which is refused")
    func frozenWork() throws {
        let hero = try image(frozen: true)
        var scene = Observation()
        scene.put("somebody's", at: hero.output)
        let plan = try scene.plan([hero], lock: ["hero": entry(for: hero, content: "h")])
        #expect(
            TextReport.conclusion(plan.report(.check, lockfile: Lockfile()))
                == "Out of date: 0 requests needed, 1 left alone. Move the file away that stands in place of a frozen "
                + "image, and the recorded one comes back at no cost where the store or Git has it; or keep the file "
                + "with `image-assets accept NAME`, or remove \"frozen\".")
        for reasons in [plan.steps[0].reasons, [.form(.otherKind(.known(.jpeg)), restore: nil)]] {
            let note = Note.protected(.work, name: hero.name, output: hero.output, state: .frozen, reasons: reasons)
            let sentence = note.sentence(CommandForm())
            #expect(sentence.contains("it is frozen: move the file away"))
            #expect(!sentence.contains("--overwrite"))
        }
    }

    @Test("of what holds requests back only that is named which does")
    func holds() throws {
        for (options, way) in [
            (PlanOptions(means: .none), "Leave out --offline"),
            (PlanOptions(budget: Budget(0)), "Raise --max-requests, or `maxRequests` in the manifest,"),
        ] {
            let plan = Observation().plan([try image()], options: options)
            #expect(
                TextReport.conclusion(plan.report(.plan, lockfile: Lockfile()))
                    == "To do: 1 request needed, 1 held back. \(way) to pay for what is held back.")
        }
    }

    @Test("candidates of somebody's work that a cap holds back are told how to be let through")
    func heldCandidates() throws {
        let hero = try image()
        var scene = Observation()
        scene.put("somebody's", at: hero.output)
        let options = PlanOptions(budget: Budget(1), candidates: .init(2, of: [hero.name]))
        let line = TextReport.conclusion(scene.plan([hero], options: options).report(.plan, lockfile: Lockfile()))
        #expect(line.hasPrefix("To do: 2 requests needed, 1 left alone. Raise --max-requests"), "\(line)")
        #expect(line.contains("`image-assets accept NAME`"))
    }

    @Test("a real image that a placeholder cannot replace waits for a run that pays")
    func realImage() throws {
        let hero = try image()
        var scene = Observation()
        scene.put("h", at: hero.output)
        let lock = ["hero": entry(for: try image(prompt: "Another"), content: "h")]
        let plan = try scene.plan([hero], lock: lock, options: PlanOptions(means: .placeholder))
        #expect(
            TextReport.conclusion(plan.report(.plan, lockfile: Lockfile()))
                == "To do: 0 requests needed, 1 left alone. "
                + "Leave out --placeholder to replace a real image, which pays for a request.")
    }

    @Test("what failed is named in the last line, of many the first ten")
    func failed() throws {
        let images = try (1...12).map { try image("i\($0)", prompt: "p\($0)") }
        var report = Observation().plan(images).report(.generate, lockfile: Lockfile())
        for index in report.images.indices { report.images[index].action = .failed }
        let names = (1...10).map { "i\($0)" }.joined(separator: ", ")
        #expect(
            TextReport.conclusion(report)
                == "Not everything worked: 12 requests sent; 12 failed: \(names) and 2 more.")
    }

    @Test("what a run of some images leaves out of date is counted and named")
    func elsewhere() throws {
        let fine = try image("fine")
        var scene = Observation()
        scene.put("f", at: fine.output)
        var report = try scene.plan([fine], lock: ["fine": entry(for: fine, content: "f")])
            .report(.generate, lockfile: Lockfile())
        report.outOfDateElsewhere = try [ImageName("bee"), ImageName("cat")]
        #expect(
            TextReport.conclusion(report) == "Nothing to do: 1 up to date. 2 others are out of date: bee, cat.")
        #expect(report.json.prettyText.contains("\"outOfDateElsewhere\": [\n    \"bee\",\n    \"cat\"\n  ]"))
    }

    @Test("a picture of another size than asked for says so, in its line and in the document")
    func asked() throws {
        let hero = try image()
        var scene = Observation()
        scene.put("h", at: hero.output)
        let facts = AssetFacts(width: 1254, height: 1254, bitDepth: 8, colorType: .rgb)
        let lock = entry(for: hero, content: "h", facts: facts)
        var report = try scene.plan([hero], lock: ["hero": lock])
            .report(.generate, lockfile: Lockfile(images: [hero.name: lock]))
        report.images[0].action = .generated
        #expect(
            ImageLines(names: [hero.name]).done(report.images[0])
                == "generated   hero  Images/hero.png  1254x1254 where 1024x1024 was asked for  1 B")
        #expect(report.json.prettyText.contains("\"asked\": \"1024x1024\""))
        // Nobody looked for labels.
        #expect(!report.json.prettyText.contains("\"labels\""))
        report.images[0].asset?.facts.labels = [.iptc, .aigc]
        #expect(report.json.prettyText.contains("\"labels\": [\n        \"aigc\",\n        \"iptc\"\n      ]"))
    }

    @Test("of several manifests each image is told with its own, and what is shared is counted once")
    func several() throws {
        var reports = [
            Observation().plan([try image("a"), try image("b", prompt: "B")]).report(.check, lockfile: Lockfile()),
            try Observation().plan(
                [try image("a", output: "Art/a.png")],
                lock: ["gone": entry(for: try image("gone", prompt: "g"), content: "g")]
            ).report(.check, lockfile: Lockfile()),
        ]
        for (index, path) in ["images.json", "art/x.json"].enumerated() {
            reports[index].manifest = try PackagePath(path)
        }
        let report = Report(joining: reports, as: .check)
        try expectGolden(
            lines(report).joined(separator: "\n") + "\n---\n" + report.json.prettyText + "---\n" + report.junit,
            at: "reports/several.txt"
        )
    }

    @Test("several frozen images are without their images", arguments: [(1, "its image"), (3, "their images")])
    func frozen(_ number: Int, _ theirs: String) throws {
        let images = try (1...number).map { try image("i\($0)", prompt: "p\($0)", frozen: true) }
        let report = Observation().plan(images).report(.generate, lockfile: Lockfile())
        #expect(TextReport.conclusion(report) == "Still out of date: \(number) frozen without \(theirs).")
    }

    @Test("an output that nobody may read is no work to accept")
    func unreadable() throws {
        let blocked = try image("blocked")
        var scene = Observation()
        scene.files[blocked.output] = .obstacle(.forbidden)
        let report = try scene.plan([blocked], lock: ["blocked": entry(for: blocked, content: "b")])
            .report(.check, lockfile: Lockfile())
        #expect(
            TextReport.conclusion(report) == "Out of date: 0 requests needed, 1 left alone. "
                + "Make the output readable, or move away what stands there."
        )
        #expect(lines(report)[1].hasSuffix("cannot be opened: permission denied"))
    }

    @Test("JUnit has a case for each image, and a failure for each that is not settled")
    func junit() throws {
        try expectGolden(Report.sample().junit, at: "reports/report.junit.xml")
    }

    @Test("text lists each image that is not settled, with all its reasons")
    func text() throws {
        var report = try Report.sample()
        report.command = .plan
        try expectGolden(lines(report).joined(separator: "\n") + "\n", at: "reports/plan.txt")
        report.command = .generate
        report.seconds = 190
        for index in report.images.indices where [.generated, .failed].contains(report.images[index].action) {
            report.images[index].seconds = report.images[index].action == .failed ? 130 : 41.7
        }
        let text = ImageLines(names: report.images.map(\.name))
        let run = report.images.map { text.done($0) } + [TextReport.conclusion(report)]
        try expectGolden(run.joined(separator: "\n") + "\n", at: "reports/run.txt")
    }

    @Test(
        "of several causes the exit status is the first of 65, 130, 4, 1, 3",
        arguments: [
            (true, RunStop.interrupted as RunStop?, true, false, ImageAssetsModel.ExitStatus.invalid),
            (false, .interrupted, true, false, .interrupted), (false, .quota, true, false, .stopped),
            (false, .budget, true, false, .stopped), (false, .unauthorized, false, false, .failed),
            (false, nil, true, false, .failed), (false, nil, false, false, .outOfDate),
            (false, nil, false, true, .done),
        ])
    func exitStatus(
        _ isInvalid: Bool, _ stop: RunStop?, _ hasFailed: Bool, _ isSettled: Bool, _ status: ImageAssetsModel.ExitStatus
    ) throws {
        var report = Observation().plan([try image("a"), try image("b", prompt: "b")]).report(
            .generate, lockfile: Lockfile())
        report.stop = stop
        if isInvalid { report.findings = [.fault(Diagnostic(file: "images.json", "wrong"))] }
        for index in report.images.indices {
            report.images[index].wayOut = isSettled ? nil : .run
            report.images[index].action = .none
        }
        if hasFailed { report.images[0].action = .failed }
        #expect(report.exitStatus == status)
        report.command = .plan
        #expect(report.exitStatus == (isInvalid ? .invalid : .done))
    }

    @Test(
        "one cause gives exit status, the document's word and how the last line begins",
        arguments: [
            (RunStop.interrupted as RunStop?, nil as UnwrittenLockfile?, "interrupted", "Interrupted: "),
            (.quota, .failed, "stopped", "Stopped: "), (.alike, nil, "failed", "Stopped: "),
            (nil, .failed, "failed", "Not everything worked: "),
            (.quota, .invalid, "invalid", "Not everything worked: "),
            (nil, nil, "outOfDate", "Still out of date: "),
        ])
    func cause(_ stop: RunStop?, _ unwritten: UnwrittenLockfile?, _ word: String, _ opening: String) throws {
        var report = Observation().plan([try image("a")]).report(.generate, lockfile: Lockfile())
        report.stop = stop
        report.unwrittenLockfile = unwritten
        if unwritten != nil {
            report.findings = [.note(.unwrittenLockfile("no room", unkept: []), try PackagePath("images.lock.json"))]
        }
        #expect(report.exitStatus.word == word)
        #expect(report.status == word)
        #expect(TextReport.conclusion(report).hasPrefix(opening))
        #expect(report.closing(in: Forms()) == [.error(TextReport.conclusion(report))])
    }

    @Test("what is wrong is the same in each form of report, also when the command line is all that is")
    func diagnostics() throws {
        var report = Report(command: .check)
        report.failure = CommandFailure(.usage, "no such <option>")
        #expect(report.diagnostics == [Diagnostic(file: "", "no such <option>")])
        #expect(report.text(in: Forms()).isEmpty)
        #expect(TextReport.conclusion(report) == "error: no such <option>")
        #expect(report.json.prettyText.contains("\"message\": \"no such <option>\""))
        #expect(report.junit.contains(#"name="image-assets">"#))
        #expect(GitHubReport().render(report).workflowCommands == ["::error title=images::no such <option>"])
    }
}
