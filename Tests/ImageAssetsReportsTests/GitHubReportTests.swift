import Foundation
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("GitHub's report")
struct GitHubReportTests {
    private func file(_ variable: String, _ pieces: [Output]) -> String {
        for case .file(variable, let text) in pieces { return text }
        return ""
    }

    private func summary(of report: Report) -> String {
        file("GITHUB_STEP_SUMMARY", GitHubReport().render(report))
    }

    @Test("GitHub's summary of a check says what would be done, and of wrong files what is wrong")
    func summary() throws {
        var report = Observation().plan([try image("new")]).report(.check, lockfile: Lockfile())
        #expect(
            summary(of: report).hasSuffix(
                "| new | new | request | the image was not made yet |\n"))
        report = Report(
            command: .check,
            findings: [
                .fault(
                    Diagnostic(
                        file: "a_b.json", at: SourceLocation(line: 2, column: 3), "bad | worse", hint: "Mend it."))
            ])
        #expect(
            summary(of: report) == """
                ### Images: check

                1 error in a_b.json.

                - a&#95;b.json:2:3: error: bad \\| worse. Mend it.


                """
        )
    }

    @Test("GitHub's annotations, summary and outputs are escaped as its rules ask")
    func gitHub() throws {
        let github = GitHubReport().render(try Report.sample())
        try expectGolden(
            github.workflowCommands.joined(separator: "\n") + "\n---\n" + file("GITHUB_STEP_SUMMARY", github) + "---\n"
                + file("GITHUB_OUTPUT", github),
            at: "reports/report.github.txt"
        )
    }

    @Test("a summary of many images has as many rows as GitHub takes, and says where the others are")
    func manyRows() throws {
        let images = try (1...250).map { try image("i\($0)", prompt: "p\($0)") }
        let said = summary(of: Observation().plan(images).report(.check, lockfile: Lockfile()))
        #expect(said.split(separator: "\n").count { $0.hasPrefix("| i") && !$0.hasPrefix("| image ") } == 200)
        #expect(said.hasSuffix(" |\n\n50 more; see the log\n"))
    }

    @Test("no more than ten annotations of a kind, the tenth of which says how many are left")
    func manyAnnotations() throws {
        let images = try (1...14).map { try image("i\($0)", prompt: "p\($0)") }
        var report = Observation().plan(images).report(.check, lockfile: Lockfile())
        report.manifest = try PackagePath("images.json")
        let annotations = GitHubReport().render(report).workflowCommands
        #expect(annotations.count == 10)
        #expect(annotations.last == "::error file=images.json,title=images::5 more; see the log")
    }
}
