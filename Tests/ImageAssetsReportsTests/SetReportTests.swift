import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Sets of asset catalogs in reports")
struct SetReportTests {
    private func files(_ path: String, _ kind: CatalogContents.Kind, dark: String? = nil) throws -> [Rendition] {
        let set = CatalogSet(
            try PackagePath("App/Assets.xcassets/\(path)"), kind, dark: try dark.map { try ImageName($0) })
        return try set.files(RenditionForm(.png)).map { file in
            Rendition(
                try PackagePath("\(set.path)/\(file.name)"), file.content, at: SourceLocation(line: 7, column: 9),
                in: set)
        }
    }

    /// An image with three sets and a file, one of whose files is somebody's; one with many sets; one whose set shows
    /// what is not made yet.
    private func plan() throws -> Plan {
        let scales = CatalogContents.Kind.image(scales: [1, 2, 3])
        let night = try image("night", renditions: files("night.imageset", scales, dark: "gone"))
        let fox = try image(
            "fox",
            renditions: files("fox.imageset", scales, dark: "night")
                + files("Group/small.imageset", .image(scales: [1]))
                + files("AppIcon.appiconset", .icon(platforms: [.ios, .macos])) + [rendition("Web/fox.webp")])
        let owl = try image("owl", renditions: (1...4).flatMap { try files("owl-\($0).imageset", scales) })
        let gone = try image("gone")
        var scene = Observation()
        for image in [fox, night, owl] { scene.put(image.name.text, at: image.output) }
        let theirs = fox.entry.renditions[1].output
        scene.put("somebody's", at: theirs)
        return try scene.plan(
            [fox, night, owl, gone],
            lock: [
                "fox": entry(for: fox, content: "fox"), "night": entry(for: night, content: "night"),
                "owl": entry(for: owl, content: "owl"),
            ],
            options: PlanOptions(means: .none))
    }

    private func report(_ command: Report.Command) throws -> Report {
        var report = try plan().report(command, lockfile: Lockfile())
        report.manifest = try PackagePath("images.json")
        return report
    }

    private func text(_ report: Report, folds: Bool = true) -> String {
        report.text(in: Forms(foldsFamilies: folds)).map { piece in
            if case .output(let line) = piece { line + "\n" } else { "" }
        }.joined() + TextReport.conclusion(report) + "\n"
    }

    @Test("a plan has a line for the files of a set of which the same is said, and --verbose each of them")
    func planned() throws {
        try expectGolden(text(report(.plan)) + "\n" + text(report(.check), folds: false), at: "reports/sets.txt")
    }

    @Test("a run has a line for what was done with a set, and one for each of its files of which more is said")
    func done() throws {
        var report = try report(.generate)
        for image in report.images.indices {
            for place in report.images[image].renditions.indices
            where report.images[image].renditions[place].action == .rendered {
                let rendition = report.images[image].renditions[place]
                report.images[image].renditions[place].wayOut = nil
                if rendition.output.text.contains("mac-") {
                    report.images[image].renditions[place].action = .failed
                    report.images[image].renditions[place].failure = RenditionFailure(.checkerboard)
                } else if let recipe = rendition.recipe {
                    report.images[image].renditions[place].record = LockedRendition(
                        recipe, sha256: digest("x"), byteCount: 1000,
                        facts: recipe.picture.map { _ in pictureFacts(8, 8, [.iptc]) })
                }
                if rendition.output.text.hasSuffix("fox@3x.png") {
                    report.images[image].renditions[place].remarks = [.nearKey(pixels: 12, of: 3400)]
                }
            }
        }
        let text = RunText(CommandForm())
        let lines = report.images.flatMap { text.lines(for: .rendered($0)) }.map { piece in
            switch piece {
            case .output(let line): line
            case .error(let line): "! " + line
            default: ""
            }
        }
        try expectGolden(
            (lines + [TextReport.conclusion(report)]).joined(separator: "\n") + "\n", at: "reports/sets.run.txt")
    }

    @Test("annotations and the summary of a job have one row for the files of a set of which the same is said")
    func annotations() throws {
        let outputs = GitHubReport().render(try report(.check)).map { piece in
            switch piece {
            case .workflowCommand(let line): line + "\n"
            case .file(let name, let text): "\(name):\n\(text)"
            case .document, .output, .error: ""
            }
        }
        try expectGolden(outputs.joined(), at: "reports/sets.github.txt")
    }

    @Test("in a document each file has the set that it is one of, and other renditions have none")
    func documents() throws {
        let report = try report(.plan)
        let found = try JSONSerialization.jsonObject(with: Data(report.json.prettyText.utf8)) as? [String: Any]
        let images = try #require(found?["images"] as? [[String: Any]])
        for (image, made) in zip(images, report.images) {
            let sets = (image["renditions"] as? [[String: Any]])?.map { $0["set"] as? String }
            #expect(sets ?? [] == made.renditions.map { $0.rendition.set?.path.text })
        }
    }
}
