import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@Suite("Renditions in reports")
struct RenditionReportTests {
    private let manifest: PackagePath

    init() throws { manifest = try PackagePath("images.json") }

    /// An image whose renditions are in every situation that reports tell apart, one whose renditions are all to be
    /// made, one that lacks its asset, and one where all is well.
    private func plan() throws -> Plan {
        let wide = RenditionForm(.webp, width: 1280)
        let names = ["fine", "changed", "work", "accepted", "broken"]
        let old = try names.map { try rendition("Web/\($0).webp") }
        let record = try image("fox", alt: "A fox", renditions: old)
        let fox = try image(
            "fox", alt: "A fox",
            renditions: [
                old[0], rendition("Web/changed.webp", wide, line: 8), old[2],
                rendition("Web/accepted.webp", wide, line: 9),
                rendition("Web/broken.webp", expect: Expectation(minWidth: 1000), line: 10), rendition("Art/new.png"),
                rendition("Art/moved.webp", RenditionForm(.webp, width: 3)),
            ])
        let gone = try rendition("Web/gone.webp", RenditionForm(.webp, width: 3))
        let left = try rendition("Web/left.webp", RenditionForm(.webp, width: 4))
        let owl = try image("owl", renditions: try (1...5).map { try rendition("Web/owl-\($0).webp") })
        let cat = try image("cat", renditions: [try rendition("Web/cat.webp")])
        let hen = try image("hen", renditions: [try rendition("Web/hen.webp")])
        var scene = Observation()
        for image in [fox, owl, hen] { scene.put(image.name.text, at: image.output) }
        for rendition in old + [gone] { scene.put(rendition.output.text, at: rendition.output) }
        scene.put("somebody's", at: old[2].output)
        scene.put("hen.webp", at: hen.entry.renditions[0].output)
        var records: [PackagePath: LockedRendition] = [:]
        for rendition in old + [gone, left] {
            records[rendition.output] = record.record(
                of: rendition, asset: "fox", content: rendition.output.text,
                kind: rendition.output.text == "Web/accepted.webp" ? .accepted : .made)
        }
        let henRecord = hen.record(of: hen.entry.renditions[0], asset: "hen", content: "hen.webp")
        return try scene.plan(
            [fox, owl, cat, hen],
            lock: [
                "fox": entry(for: fox, content: "fox", renditions: records),
                "owl": entry(for: owl, content: "owl"),
                "hen": entry(for: hen, content: "hen", renditions: [hen.entry.renditions[0].output: henRecord]),
            ],
            options: PlanOptions(means: .none))
    }

    private func report(_ command: Report.Command) throws -> Report {
        var report = try plan().report(command, lockfile: Lockfile())
        report.manifest = manifest
        return report
    }

    private func text(_ report: Report, folds: Bool = true) -> String {
        let lines = report.text(in: Forms(foldsFamilies: folds)).map { piece in
            if case .output(let line) = piece { line + "\n" } else { "" }
        }
        return lines.joined() + TextReport.conclusion(report) + "\n"
    }

    @Test("a plan lists what is not up to date below its image, and --verbose each of many")
    func planned() throws {
        try expectGolden(text(report(.plan)) + "\n" + text(report(.check), folds: false), at: "reports/renditions.txt")
    }

    @Test("documents and annotations have each rendition, byte for byte")
    func documents() throws {
        try expectGolden(report(.plan).json.prettyText, at: "reports/renditions.json")
        try expectGolden(report(.check).junit, at: "reports/renditions.junit.xml")
        let outputs = GitHubReport().render(try report(.check)).map { piece in
            switch piece {
            case .workflowCommand(let line): line + "\n"
            case .file(let name, let text): "\(name):\n\(text)"
            case .document, .output, .error: ""
            }
        }
        try expectGolden(outputs.joined(), at: "reports/renditions.github.txt")
    }

    private func size(_ width: Int, _ height: Int) throws -> PixelSize {
        try #require(PixelSize(width: width, height: height))
    }

    /// The same after a run.
    private func run() throws -> Report {
        var report = try report(.generate)
        for place in report.images[0].renditions.indices {
            switch report.images[0].renditions[place].action {
            case .moved:
                report.images[0].renditions[place].wayOut = nil
            case .rendered where report.images[0].renditions[place].output.text == "Art/new.png":
                report.images[0].renditions[place].action = .failed
                report.images[0].renditions[place].failure = RenditionFailure(
                    .tooSmall(has: try size(512, 512), wanted: try size(640, 640)))
            case .rendered:
                report.images[0].renditions[place].wayOut = nil
                report.images[0].renditions[place].remarks = [.nearKey(pixels: 12, of: 3400)]
            default: break
            }
        }
        for place in report.images[1].renditions.indices {
            report.images[1].renditions[place].wayOut = nil
            report.images[1].renditions[place].record = report.images[3].renditions[0].record
        }
        return report
    }

    @Test("a run tells of an image's renditions, many in a line, and counts them in the last")
    func done() throws {
        let report = try run()
        let text = RunText(CommandForm())
        let lines = report.images.flatMap { text.lines(for: .rendered($0)) }.map { piece in
            switch piece {
            case .output(let line): line
            case .error(let line): "! " + line
            default: ""
            }
        }
        try expectGolden(
            (lines + [TextReport.conclusion(report)]).joined(separator: "\n") + "\n", at: "reports/renditions.run.txt")
        #expect(report.exitStatus == .failed)
    }

    @Test("a rendition that failed fails the run and leaves its image as it is; one that is out of date fails a check")
    func statuses() throws {
        let web = try rendition("Web/fox.webp")
        let fox = try image("fox", renditions: [web])
        var scene = Observation()
        scene.put("fox", at: fox.output)
        let plan = try scene.plan([fox], lock: ["fox": entry(for: fox, content: "fox")])
        #expect(plan.report(.check, lockfile: Lockfile()).exitStatus == .outOfDate)
        var report = plan.report(.generate, lockfile: Lockfile())
        report.images[0].renditions[0].action = .failed
        report.images[0].renditions[0].failure = RenditionFailure(.checkerboard)
        #expect(report.exitStatus == .failed)
        #expect(report.count(.failed) == 0 && report.images[0].isAssetSettled)
        report.images[0].renditions[0].failure = nil
        report.images[0].renditions[0].action = .rendered
        report.images[0].renditions[0].wayOut = nil
        #expect(report.exitStatus == .done)
        #expect(TextReport.conclusion(report) == "Done: 1 rendition made, 1 up to date.")
    }

    @Test("an interrupted run that only lacks renditions says that the rest costs nothing")
    func interrupted() throws {
        let fox = try image("fox", renditions: [try rendition("Web/fox.webp")])
        var scene = Observation()
        scene.put("fox", at: fox.output)
        var report = try scene.plan([fox], lock: ["fox": entry(for: fox, content: "fox")])
            .report(.generate, lockfile: Lockfile())
        report.stop = .interrupted
        #expect(TextReport.conclusion(report).hasSuffix(" Run again to make the rest, at no cost."))
        report.images[0].wayOut = .run
        #expect(TextReport.conclusion(report).hasSuffix("what arrived is not asked for again."))
    }

    @Test("whether there is a label is said in words, as the recipe has no key for it")
    func labels() {
        #expect(RenditionReason.key("label", old: false, new: true).sentence == "label: none → written")
        #expect(RenditionReason.key("label", old: true, new: false).sentence == "label: written → none")
        #expect(RenditionReason.key("cutout", old: nil, new: true).sentence == "cutout: none → true")
    }

    @Test("an annotation of a rendition that failed is titled by the word for its failure, as in JUnit's document")
    func titles() throws {
        var report = try run()
        report.command = .generate
        let title = "title=fox%3A tooSmall::Art/new.png"
        #expect(GitHubReport().render(report).workflowCommands.contains { $0.contains(title) })
    }

    @Test("what a stored image breaks of expect is told once, by the failure that says what to do")
    func unmet() throws {
        var report = Observation().plan([try image("fox")]).report(.plan, lockfile: Lockfile())
        report.images[0].reasons = [.expectation(.isUnlabelled), .expectation(.isBlank)]
        report.images[0].failure = .expectation([.isUnlabelled], .stored(digest("fox")))
        let parts = text(report).components(separatedBy: "has no label")
        #expect(parts.count == 2, "\(text(report))")
        #expect(text(report).contains("Change `expect`") && text(report).contains("blank"), "\(text(report))")
    }

    @Test("where all is well the last line counts renditions beside images")
    func settled() throws {
        let web = try rendition("Web/fox.webp")
        let fox = try image("fox", renditions: [web])
        var scene = Observation()
        scene.put("fox", at: fox.output)
        scene.put("web", at: web.output)
        let record = fox.record(of: web, asset: "fox", content: "web")
        let plan = try scene.plan(
            [fox], lock: ["fox": entry(for: fox, content: "fox", renditions: [web.output: record])])
        #expect(
            TextReport.conclusion(plan.report(.check, lockfile: Lockfile()))
                == "Nothing to do: 1 image and 1 rendition up to date.")
    }

    @Test("explain shows what a rendition was and would be made from")
    func explained() throws {
        let plan = try plan()
        let step = plan.steps[0]
        let explanation = Explanation(
            step: step, pieces: [], entry: nil, results: [], unusable: [], lastFailure: nil, rules: .bettertoken,
            endpoint: .success("https://example.org/v1"), commands: CommandForm())
        let report = ExplainReport([explanation], of: "fox")
        let text = report.lines(output: .plain, errors: .plain).map { piece in
            if case .output(let line) = piece { line } else { "" }
        }
        let lines = text.joined().split(separator: "\n").map(String.init)
        let first = try #require(lines.firstIndex { $0.contains("Web/changed.webp") })
        let recipe = try #require(step.renditions[1].recipe)
        #expect(
            Array(lines[first...].prefix(4)) == [
                "  rendition    Web/changed.webp  changed  render", "               because width: 640 → 1280",
                "               fingerprint \(recipe.fingerprint)", "               made from \(recipe.canonical)",
            ])
        #expect(report.json.prettyText.contains("\"canonical\": \"{\\\"asset\\\""))
    }

    @Test("many images of a family are folded by what is said of their renditions, without their paths")
    func families() throws {
        let icons = try (1...12).map { number in
            try image(
                "icon-\(number)", prompt: "i",
                family: FamilyMember(of: "icon-${n}", [FamilyMember.Value("n", "\(number)")]),
                renditions: [try rendition("Web/\(number).webp"), try rendition("Art/\(number).webp")])
        }
        let report = Observation().plan(icons).report(.plan, lockfile: Lockfile())
        #expect(
            text(report).hasPrefix(
                """
                new         icon-${n}: 12 new of 12  request
                            2 renditions: new, render; it was never made

                """), "\(text(report))")
    }

    @Test("each failure says what is wrong, what to do, and that it costs nothing")
    func failures() throws {
        let (small, large) = (try size(10, 10), try size(70_000, 20))
        let green = RGBAColor(0, 255, 0)
        let causes: [RenditionFailure.Cause] = [
            .tooSmall(has: small, wanted: large), .tooSmall(has: small, wanted: large, isTrimmed: true),
            .tooSmall(has: small, wanted: large, isIcon: true),
            .tooLarge(.jpeg, large, limit: 65_500), .tooLarge(.png, large, limit: 16_384),
            .tooManyPixels(large, limit: 1_000_000),
            .notPlain(key: green, share: 0.42, distance: 61.4), .checkerboard,
            .otherColor(asked: green, found: RGBAColor(255, 0, 255)), .nothingLeft(after: nil),
            .nothingLeft(after: .init()), .nothingLeft(after: .init(tolerance: 1)), .transparent,
            .transparentIcon,
            .colorSpace(.codePoints(primaries: 9, transfer: 16)), .colorSpace(.gamma(100_000)),
            .colorSpace(.profile("CMYK")), .undecodable("it is cut short"), .pointer,
            .changedAsset(try PackagePath("Images/fox.png")),
            .unreadableAsset(PackageFolderError(try PackagePath("Images/fox.png"), .absent)), .lostWork(digest("fox")),
            .expectation([.maxBytes(9, wanted: 8)]), .encoder(.webp, "bad parameter"), .unsound(.png, "other pixels"),
            .noMemory, .io("Web/fox.webp: the disk is full"),
        ]
        let lines = causes.map { cause in
            let failure = RenditionFailure(cause)
            return "\(failure.code.rawValue): \(failure.message)"
        }
        for line in lines { #expect(line.hasSuffix("costs nothing")) }
        try expectGolden(lines.joined(separator: "\n") + "\n", at: "reports/rendition-failures.txt")
    }
}
