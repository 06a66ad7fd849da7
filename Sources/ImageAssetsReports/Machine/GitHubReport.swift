import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

/// A report as GitHub Actions shows it: annotations on the manifest's lines, a table for the job's summary, and
/// outputs.
package struct GitHubReport: Sendable {
    /// GitHub shows no more of one kind and step.
    static let maximumAnnotations = 10

    /// Of faults that a summary lists; it has a limit of a megabyte.
    static let maximumFaults = 100

    /// From the repository to the package: empty, or ending in a slash.
    private let prefix: String

    /// - Parameters:
    ///   - package: the package's real path.
    ///   - repository: the real path of what GitHub calls the workspace, to which annotations are relative.
    package init(package: String = "", repository: String? = nil) {
        prefix = repository.flatMap { package.hasPrefix($0 + "/") ? package.dropFirst($0.count + 1) + "/" : nil } ?? ""
    }

    package func render(_ report: Report) -> [Output] {
        annotations(report).map(Output.workflowCommand) + [
            .file(variable: Self.summaryFile, Self.summary(report)),
            .file(variable: "GITHUB_OUTPUT", Self.outputs(report)),
        ]
    }

    // MARK: Annotations

    /// Workflow commands, one a line; beyond ten of a kind the tenth says how many more there are.
    private func annotations(_ report: Report) -> [String] {
        var lines: [Diagnostic.Severity: [String]] = [:]
        for diagnostic in report.diagnostics {
            lines[diagnostic.severity, default: []].append(
                command(
                    diagnostic.severity, file: diagnostic.file, at: diagnostic.location, title: "images",
                    diagnostic.sentences))
        }
        for issue in report.issues {
            lines[issue.severity, default: []].append(
                command(
                    issue.severity, file: issue.file?.text, at: issue.location, title: issue.title, issue.message))
        }
        return [.error, .warning].flatMap { bounded(lines[$0] ?? [], $0, report) }
    }

    private func bounded(_ lines: [String], _ kind: Diagnostic.Severity, _ report: Report) -> [String] {
        guard lines.count > Self.maximumAnnotations else { return lines }
        let shown = Self.maximumAnnotations - 1
        let rest = "\(lines.count - shown) more; see the log"
        return lines.prefix(shown) + [command(kind, file: report.manifest?.text, at: nil, title: "images", rest)]
    }

    private func command(
        _ kind: Diagnostic.Severity, file: String?, at place: SourceLocation?, title: String, _ message: String
    ) -> String {
        let file = file.flatMap { $0.isEmpty ? nil : prefix + $0 }
        var properties = file.map { ["file=\(Self.escaped($0, inProperty: true))"] } ?? []
        if let place { properties += ["line=\(place.line)", "col=\(place.column)"] }
        properties.append("title=\(Self.escaped(title, inProperty: true))")
        return "::\(kind.rawValue) \(properties.joined(separator: ","))::\(Self.escaped(message.plain))"
    }

    /// By the rules of the workflow commands.
    private static func escaped(_ text: String, inProperty: Bool = false) -> String {
        let escapes: [Unicode.Scalar: String] = ["%": "%25", "\r": "%0D", "\n": "%0A"]
        return text.escaped(
            by: inProperty ? escapes.merging([":": "%3A", ",": "%2C"]) { first, _ in first } : escapes)
    }

    // MARK: Files that the runner names

    package static let summaryFile = "GITHUB_STEP_SUMMARY"

    /// Markdown for `$GITHUB_STEP_SUMMARY`.
    private static func summary(_ report: Report) -> String {
        var lines = ["### Images: \(report.command.rawValue)", "", TextReport.conclusion(report).plain, ""]
        let faults = report.diagnostics.filter { $0.severity == .error }
        if !faults.isEmpty {
            let shown = faults.prefix(maximumFaults)
            lines += shown.map { "- " + cell($0.line) }
            if faults.count > shown.count { lines.append("- \(faults.count - shown.count) more; see the log") }
            lines.append("")
        }
        let rows = report.images.flatMap { Self.told(of: $0, report) } + report.typedNames.compactMap { $0.row(report) }
        lines += table(["image", "state", "action", "why"], rows, restIn: "the log")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Of the image, where there is something to say, and of its renditions.
    private static func told(of image: ImageReport, _ report: Report) -> [[String]] {
        let isRun = report.command == .generate
        var rows: [[String]] = []
        if !image.isFine || image.action != .none {
            let action = isRun ? image.action.done : image.action.planned
            rows.append([image.name.text, image.state.word, action, image.explanation(report)])
        }
        let commands = report.commands(for: image)
        for row in RenditionRow.rows(
            image.renditions.filter { !$0.isFine || $0.action != .none }, alike: commands)
        {
            let rendition = row.first
            let action = isRun ? rendition.action.done : rendition.action.planned
            let why = rendition.explanation(commands)
            rows.append(["\(image.name): \(row.subject)", rendition.state.word, action, why])
        }
        return rows
    }

    /// Text within Markdown, which obeys nothing of it.
    package static func cell(_ text: String) -> String {
        text.plain.escaped(by: [
            "&": "&amp;", "<": "&lt;", "|": "\\|", "[": "&#91;", "*": "&#42;", "_": "&#95;", "`": "&#96;",
        ])
    }

    /// Lines for `$GITHUB_OUTPUT`: `status`, how many images and renditions `changed`, and the `requests` sent.
    private static func outputs(_ report: Report) -> String {
        let changes: [ReportedAction] = report.command == .generate ? [.generated, .restored, .moved, .drawn] : []
        let made: [RenditionReport.Action] = report.command == .generate ? [.rendered, .restored, .moved] : []
        let changed = changes.map(report.count).reduce(0, +) + made.map(report.renditions).reduce(0, +)
        return "status=\(report.status)\nchanged=\(changed)\nrequests=\(report.requests)\n"
    }
}
