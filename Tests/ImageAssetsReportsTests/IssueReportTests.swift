import ImageAssetsOutcomes
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsReports

@Suite("Issues as Xcode reads them")
struct IssueReportTests {
    @Test("where Xcode asks for it, a fault is one line with an absolute path, and a place in any case")
    func faults() {
        let style = ImageAssetsText.Style(
            isTerminal: false, environment: [ImageAssetsText.Style.issueFolderVariable: "/My App"])
        let place = ImageAssetsText.SourceLocation(line: 12, column: 15)
        let fault = Diagnostic(file: "art/images.json", at: place, "no\nsuch key", hint: "Did you mean it?")
        #expect(fault.text(style) == "/My App/art/images.json:12:15: error: no\\u{A}such key. Did you mean it?")
        #expect(
            Diagnostic(.warning, file: "images.json", "odd").text(style) == "/My App/images.json:1:1: warning: odd")
        #expect(Diagnostic(file: "", "no such option").text(style) == "error: no such option")
        #expect(fault.text(.plain) == "art/images.json:12:15: error: no\nsuch key\n    hint: Did you mean it?")
    }

    @Test("each image, rendition and Swift file that is not right is a line; a plan has none")
    func images() throws {
        var report = try Report.sample()
        let github = GitHubReport().render(report).workflowCommands.filter { !$0.contains("title=images") }
        let lines = report.issueLines(in: "/p")
        #expect(lines.count == github.count && !lines.isEmpty)
        for text in lines {
            #expect(text.wholeMatch(of: #//p/images\.json:\d+:\d+: (error|warning): .+/#) != nil, "\(text)")
        }
        report.command = .plan
        #expect(report.issueLines(in: "/p").isEmpty)
    }
}
