import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

/// One form in which a report is given: text, JSON, JUnit, or what GitHub Actions shows.
package protocol ReportRenderer {
    func render(_ report: Report) -> [Output]
}

/// A piece of what a command says, and where it belongs.
package enum Output: Sendable, Hashable {
    case document(Printable)
    /// A line on standard output.
    case output(String)
    /// A line on standard error.
    case error(String)
    /// A line that GitHub is meant to obey.
    case workflowCommand(String)
    /// For the end of the file that an environment variable names.
    case file(variable: String, String)
}

extension Report {
    /// All that is wrong or odd, in every form of report.
    package var diagnostics: [Diagnostic] {
        let commands = commands()
        return findings.map { $0.diagnostic(commands) } + (failure?.diagnostics ?? [])
    }
}

extension ImageReport {
    /// What is said of it besides its reasons, in one line.
    func remark(_ report: Report) -> String? { remark(report.commands(for: self)) }

    func remark(_ commands: CommandForm) -> String? {
        notes.isEmpty ? nil : notes.map { $0.sentence(commands) }.joined(separator: "; ")
    }

    /// Why it is not up to date, in one line.
    func explanation(_ report: Report) -> String {
        let said: [String?] = ([failure] + (candidates?.failures ?? [])).map { $0?.message } + [remark(report)]
        var parts = said.compactMap { $0 }
        if parts.isEmpty { parts = reasons.map(\.sentence) }
        if !parts.isEmpty { return parts.joined(separator: "; ") }
        return isAssetSettled ? "it had not been made" : "the image was not made yet"
    }
}
