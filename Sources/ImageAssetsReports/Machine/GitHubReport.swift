import ImageAssetsModel
import ImageAssetsPlanning

/// A report as GitHub Actions shows it: annotations on the manifest's lines, a table for the job's summary, and
/// outputs.
package struct GitHubReport {
    /// GitHub shows no more of one kind and step.
    static let maximumAnnotations = 10

    /// Of faults that a summary lists; it has a limit of a megabyte.
    static let maximumFaults = 100

    package let report: Report
    /// Nil when the command line does not even name one.
    package let manifest: PackagePath?
    /// From the repository to the package: empty, or ending in a slash.
    package let prefix: String

    /// - Parameters:
    ///   - package: the package's real path.
    ///   - repository: the real path of what GitHub calls the workspace, to which annotations are relative.
    package init(_ report: Report, manifest: PackagePath?, package: String = "", repository: String? = nil) {
        self.report = report
        self.manifest = manifest
        prefix = repository.flatMap { package.hasPrefix($0 + "/") ? package.dropFirst($0.count + 1) + "/" : nil } ?? ""
    }

    // MARK: Annotations

    /// Workflow commands, one a line; beyond ten of a kind the tenth says how many more there are.
    package var annotations: [String] {
        var errors: [String] = []
        var warnings: [String] = []
        for diagnostic in report.allDiagnostics {
            let line = command(
                diagnostic.severity == .error ? "error" : "warning", file: diagnostic.file, at: diagnostic.location,
                title: "images", diagnostic.sentences
            )
            switch diagnostic.severity {
            case .error: errors.append(line)
            case .warning: warnings.append(line)
            case .note: break
            }
        }
        if let failure = report.failure, failure.diagnostics.isEmpty {
            errors.append(command("error", file: nil, at: nil, title: "images", failure.message))
        }
        for image in report.images where !image.isSettled && report.command != .plan {
            let isError = image.action == .failed || report.command == .check
            let line = command(
                isError ? "error" : "warning", file: (image.manifest ?? manifest)?.text, at: image.location,
                title: "\(image.name): \(image.state.word)", image.explanation
            )
            if isError { errors.append(line) } else { warnings.append(line) }
        }
        return bounded(errors, "error") + bounded(warnings, "warning")
    }

    private func bounded(_ lines: [String], _ kind: String) -> [String] {
        guard lines.count > Self.maximumAnnotations else { return lines }
        let shown = Self.maximumAnnotations - 1
        let rest = "\(lines.count - shown) more; see the log"
        return lines.prefix(shown) + [command(kind, file: manifest?.text, at: nil, title: "images", rest)]
    }

    private func command(
        _ kind: String, file: String?, at place: SourceLocation?, title: String, _ message: String
    ) -> String {
        var properties = file.map { ["file=\(Self.escaped(prefix + $0, inProperty: true))"] } ?? []
        if let place { properties += ["line=\(place.line)", "col=\(place.column)"] }
        properties.append("title=\(Self.escaped(title, inProperty: true))")
        return "::\(kind) \(properties.joined(separator: ","))::\(Self.escaped(message.plain))"
    }

    /// By the rules of the workflow commands.
    private static func escaped(_ text: String, inProperty: Bool = false) -> String {
        let escapes: [Unicode.Scalar: String] = ["%": "%25", "\r": "%0D", "\n": "%0A"]
        return text.escaped(
            by: inProperty ? escapes.merging([":": "%3A", ",": "%2C"]) { first, _ in first } : escapes)
    }

    // MARK: Files that the runner names

    /// Markdown for `$GITHUB_STEP_SUMMARY`.
    package var summary: String {
        var lines = ["### Images: \(report.command.rawValue)", "", TextReport.conclusion(report).plain, ""]
        let faults = report.allDiagnostics.filter { $0.severity == .error }
        if !faults.isEmpty {
            let shown = faults.prefix(Self.maximumFaults)
            lines += shown.map { "- " + Self.cell($0.line) }
            if faults.count > shown.count { lines.append("- \(faults.count - shown.count) more; see the log") }
            lines.append("")
        }
        let rows = report.images.filter { !$0.isSettled || $0.action != .none }
        if !rows.isEmpty {
            lines += ["| image | state | action | why |", "| --- | --- | --- | --- |"]
            lines += rows.map { image in
                let action = report.command == .generate ? image.action.done : image.action.planned
                let cells = [image.name.text, image.state.word, action, image.explanation]
                return "| " + cells.map(Self.cell).joined(separator: " | ") + " |"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func cell(_ text: String) -> String {
        text.plain.escaped(by: [
            "&": "&amp;", "<": "&lt;", "|": "\\|", "[": "&#91;", "*": "&#42;", "_": "&#95;", "`": "&#96;",
        ])
    }

    /// Lines for `$GITHUB_OUTPUT`: `status`, how many images `changed`, and the `requests` sent.
    package var outputs: String {
        let changes: [ReportedAction] = report.command == .generate ? [.generated, .restored, .moved, .drawn] : []
        let changed = changes.map(report.count).reduce(0, +)
        return "status=\(report.status)\nchanged=\(changed)\nrequests=\(report.requests)\n"
    }
}

extension ImageReport {
    /// Why it is not up to date, in one line.
    package var explanation: String {
        var parts = [failure?.message, note].compactMap { $0 }
        if parts.isEmpty { parts = reasons.map(\.sentence) }
        if !parts.isEmpty { return parts.joined(separator: "; ") }
        return isSettled ? "it had not been made" : "the image was not made yet"
    }
}
