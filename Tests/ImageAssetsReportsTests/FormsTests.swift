import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("What a command says in the forms that are wanted")
struct FormsTests {
    /// A report that has all that one can have.
    private struct Everything: LineReport {
        let commandName = "everything"
        let members: [String: JSONValue] = [:]
        let diagnostics = [Diagnostic(.warning, file: "", "odd")]
        let lastLine: String? = "last"

        func document(as form: DocumentForm) -> Printable? {
            switch form {
            case .json: Printable(json)
            case .csv: Printable(CSVDocument(columns: ["a"], rows: []))
            case .text, .junit: nil
            }
        }

        func workflow(on github: GitHubReport) -> [Output] { [.file(variable: "GITHUB_STEP_SUMMARY", "summary")] }

        func lines(output: Style, errors: Style) -> [Output] { [.output("line")] }
    }

    /// In a few words, in the order in which it is said.
    private func said(_ report: some CommandReport, in forms: Forms) -> [String] {
        report.rendered(in: forms).map { piece in
            switch piece {
            case .document(let document): "document \(document.text.prefix(1))"
            case .output(let line): "output \(line)"
            case .error(let line): "error \(line)"
            case .workflowCommand: "annotation"
            case .file(let variable, _): variable
            }
        }
    }

    private static let github = GitHubReport()

    @Test(
        "a document leaves standard output to itself, and holds the warnings where it is JSON",
        arguments: [
            (Forms(), ["error warning: odd", "output line", "error last"]),
            (Forms(github: github), ["error warning: odd", "output line", "GITHUB_STEP_SUMMARY", "error last"]),
            (Forms(.json, takesWords: false), ["document {", "error last"]),
            (Forms(.json), ["document {", "error warning: odd", "output line", "error last"]),
            (Forms(.csv, takesWords: false), ["document a", "error warning: odd", "error last"]),
            (Forms(.junit, takesWords: false), ["error last"]),
        ])
    func everything(forms: Forms, expected: [String]) {
        #expect(said(Everything(), in: forms) == expected)
    }

    @Test("of a plan, JUnit tells of faults beside the document, and JSON holds them")
    func images() {
        var report = Report(command: .check)
        report.findings = [.fault(Diagnostic(file: "", "wrong"))]
        let last = "error 1 error."
        #expect(said(report, in: Forms()) == ["error error: wrong", last])
        #expect(said(report, in: Forms(.json, takesWords: false)) == ["document {", last])
        #expect(said(report, in: Forms(.json)) == ["document {", "error error: wrong", last])
        #expect(said(report, in: Forms(.junit, takesWords: false)) == ["document <", "error error: wrong", last])
        #expect(
            said(report, in: Forms(github: Self.github)) == [
                "error error: wrong", "annotation", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", last,
            ])
    }

    @Test("issues and what to do next come before the last line, and not where a document has standard output")
    func closing() throws {
        let style = Style(isTerminal: false, environment: [Style.issueFolderVariable: "/p"])
        let faulty = try Report.sample()
        let step = try Observation().plan([image("a", prompt: "A")]).steps[0]
        let settled = Report(command: .generate, images: [ImageReport(step, action: .generated, wayOut: nil)])
        for (report, start) in [(faulty, "error /p/images.json:"), (settled, "error Next: look at what is new")] {
            let alone = said(report, in: Forms(.json, takesWords: false, errors: style)).dropFirst()
            #expect(alone == ["error \(TextReport.conclusion(report))"])
            let more = said(report, in: Forms(errors: style)).suffix(2)
            #expect(more.first?.hasPrefix(start) == true && more.last == alone.last, "\(more)")
        }
    }

    @Test("what kept a command from its work is the last line, and what is wrong with files stands above it")
    func failures() {
        let usage = FailureReport(CommandFailure(.usage, "no such thing"), of: "accept")
        #expect(said(usage, in: Forms()) == ["error error: no such thing"])
        #expect(said(usage, in: Forms(.json, takesWords: false)) == ["document {", "error error: no such thing"])
        let faults = CommandFailure(Diagnostics([Diagnostic(file: "images.json", "wrong")]))
        #expect(
            said(FailureReport(faults, of: "accept"), in: Forms()) == [
                "error images.json: error: wrong", "error 1 error in images.json: nothing was done.",
            ])
    }
}
