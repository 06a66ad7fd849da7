import ImageAssetsModel
import ImageAssetsText

/// What a command found or did whose subject is not a manifest's images: one document, and lines for people.
package protocol CommandReport {
    var command: String { get }
    var exitStatus: ExitStatus { get }
    /// Of the document, besides those that all documents have.
    var members: [String: JSONValue] { get }
    func lines(output: Style, errors: Style) -> [Output]
    /// Stands on its own, also beside a document.
    var lastLine: String? { get }
    /// What is odd about the files that it is about.
    var diagnostics: [Diagnostic] { get }
    /// Those of them that no line tells.
    func untold(errors: Style) -> [Diagnostic]
    /// Its rows for a spreadsheet; nil: it has none.
    var table: CSVDocument? { get }
    /// Markdown for the summary of a job on GitHub; nil: it has none.
    var summary: String? { get }
}

extension CommandReport {
    package var lastLine: String? { nil }
    package var diagnostics: [Diagnostic] { [] }
    package func untold(errors: Style) -> [Diagnostic] { diagnostics }
    package var table: CSVDocument? { nil }
    package var summary: String? { nil }
    package var exitStatus: ExitStatus { .done }
    package var document: JSONValue { .document(of: command, exitStatus.word, members, diagnostics) }
}

extension CommandFailure {
    /// The document of a command that has no report, in place of its own.
    package func document(of command: String) -> JSONValue {
        .document(of: command, status.word, [:], diagnostics)
    }
}

extension JSONValue {
    /// With the members that all documents have.
    static func document(
        of command: String, _ status: String, _ members: [String: JSONValue], _ diagnostics: [Diagnostic] = []
    ) -> JSONValue {
        let common: [String: JSONValue] = [
            "version": 1, "command": .string(command), "status": .string(status),
            "diagnostics": .array(diagnostics.map(\.json)),
        ]
        return .object(common.merging(members) { common, _ in common })
    }
}
