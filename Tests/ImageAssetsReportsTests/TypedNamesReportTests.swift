import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("What is said of the Swift file of names")
struct TypedNamesReportTests {
    private func report(_ command: Report.Command, _ found: FoundNames, overwrites: Bool = false) throws -> Report {
        let names = SwiftNames(
            try PackagePath("Sources/My App/Images.swift"), type: "Images", access: .internal,
            at: SourceLocation(line: 3, column: 24))
        var report = Report(command: command)
        report.manifest = try PackagePath("art/icons.json")
        report.typedNames = [
            TypedNamesReport(names, TypedNamesDecision(TypedNamesFacts(found, overwrites: overwrites)))
        ]
        return report
    }

    private func text(_ report: Report) -> [String] {
        (report.text(in: Forms()) + report.closing(in: Forms())).map { piece in
            switch piece {
            case .output(let line), .error(let line): line
            default: ""
            }
        }
    }

    @Test("check says that it is out of date, and that a run writes it for nothing")
    func check() throws {
        #expect(
            text(try report(.check, .absent)) == [
                "missing     Sources/My App/Images.swift  write",
                "            it is not there",
                "Out of date: 0 requests needed, the Swift file to write. Run `image-assets generate --manifest "
                    + "art/icons.json`, at no cost.",
            ])
        #expect(text(try report(.check, .own(isCurrent: true))) == ["Nothing to do: no images."])
    }

    @Test("somebody's work is told with the way out, which costs nothing")
    func work() throws {
        let command = "`image-assets generate --overwrite 'Sources/My App/Images.swift' --manifest art/icons.json`"
        #expect(
            text(try report(.plan, .taken(.work))) == [
                "modified    Sources/My App/Images.swift  leave",
                "            it does not begin with the line that marks a generated file, so it is somebody's work "
                    + "and is left alone: move it away, or replace it with \(command), at no cost",
                "To do: 0 requests needed, the Swift file left alone. Move Sources/My App/Images.swift away, which is "
                    + "somebody's work, or replace it with \(command), at no cost.",
            ])
        #expect(
            text(try report(.check, .taken(.link))).last
                == "Out of date: 0 requests needed, the Swift file left alone. Move away what stands at "
                + "Sources/My App/Images.swift.")
    }

    @Test("a run tells what it did to it, and nothing where it did nothing")
    func run() throws {
        func lines(_ names: TypedNamesReport) throws -> [Output] {
            let manifest = try PackagePath("images.json")
            return RunText(CommandForm(manifest: manifest)).lines(for: .named(names))
        }
        var written = try report(.generate, .own(isCurrent: false)).typedNames[0]
        written.settle()
        #expect(
            try lines(written) == [.output("written     Sources/My App/Images.swift  the names of images.json")])
        #expect(try lines(report(.generate, .own(isCurrent: true)).typedNames[0]) == [])
        var failed = try report(.generate, .absent).typedNames[0]
        failed.fail(.error("cannot write Sources/My App/Images.swift: No space left on device"))
        #expect(
            try lines(failed) == [
                .error(
                    "failed      Sources/My App/Images.swift  it could not be written: cannot write "
                        + "Sources/My App/Images.swift: No space left on device")
            ])
        var report = try report(.generate, .absent)
        report.typedNames = [written]
        #expect(text(report) == ["Done: the Swift file written."])
    }

    @Test("documents have it in a list, JUnit as a case, and GitHub beside its line of the manifest")
    func machines() throws {
        let report = try report(.check, .own(isCurrent: false))
        #expect(
            report.json.prettyText.contains(
                """
                  "swift": [
                    {
                      "action": "written",
                      "note": "it does not match the manifest and the lockfile",
                      "output": "Sources/My App/Images.swift",
                      "state": "changed"
                    }
                  ]
                """))
        #expect(!Report(command: .check).json.prettyText.contains("swift"))
        #expect(
            report.junit.contains(
                """
                    <testcase classname="images" name="Sources/My App/Images.swift">
                      <failure type="changed" message="it does not match the manifest and the lockfile"/>
                """))
        #expect(report.junit.contains(#"tests="1" failures="1" errors="0""#))
        #expect(
            GitHubReport().render(report).workflowCommands == [
                "::error file=art/icons.json,line=3,col=24,title=Sources/My App/Images.swift%3A changed::it does not "
                    + "match the manifest and the lockfile"
            ])
    }

    @Test("of several manifests each has its own, with the run that writes it")
    func several() throws {
        let joined = Report(
            joining: [try report(.check, .absent), try report(.check, .own(isCurrent: true))], as: .check)
        let both = Report(
            joining: [try report(.check, .absent), try report(.check, .own(isCurrent: false))], as: .check)
        #expect(text(both).last?.hasPrefix("Out of date: 0 requests needed, 2 Swift files to write. Run ") == true)
        #expect(joined.typedNames.map(\.manifest?.text) == ["art/icons.json", "art/icons.json"])
        #expect(text(joined).first == "missing     Sources/My App/Images.swift  write  of art/icons.json")
        #expect(
            text(joined).last?.contains("Run `image-assets generate --manifest art/icons.json`, at no cost.") == true)
    }
}
