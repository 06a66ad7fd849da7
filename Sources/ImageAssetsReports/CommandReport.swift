import ImageAssetsModel
import ImageAssetsText

/// What a command found or did, in whatever form it is given: a document, text for people, what GitHub shows.
package protocol CommandReport {
    /// As the command line has it.
    var commandName: String { get }
    var exitStatus: ExitStatus { get }
    /// How it ended, in a word of the document.
    var status: String { get }
    /// Of the document, besides those that all documents have.
    var members: [String: JSONValue] { get }
    /// What is wrong or odd about the files that it is about.
    var diagnostics: [Diagnostic] { get }
    /// Nil: it has none of this form.
    func document(as form: DocumentForm) -> Printable?
    /// For people, but for how it ends.
    func text(in forms: Forms) -> [Output]
    /// What GitHub Actions shows beside the log.
    func workflow(on github: GitHubReport) -> [Output]
    /// What stands on its own behind all else, also beside a document.
    func closing(in forms: Forms) -> [Output]
}

extension CommandReport {
    package var status: String { exitStatus.word }
    package var diagnostics: [Diagnostic] { [] }
    package func document(as form: DocumentForm) -> Printable? { form == .json ? Printable(json) : nil }
    package func workflow(on github: GitHubReport) -> [Output] { [] }

    package var json: JSONValue {
        let common: [String: JSONValue] = [
            "version": 1, "command": .string(commandName), "status": .string(status),
            "diagnostics": .array(diagnostics.map(\.json)),
        ]
        return .object(common.merging(members) { common, _ in common })
    }

    /// All that is said, in its order. What cannot be delivered of it keeps nothing else from being said.
    package func rendered(in forms: Forms) -> [Output] {
        let document = document(as: forms.document).map(Output.document)
        return [document].compactMap { $0 } + text(in: forms)
            + (forms.github.map(workflow) ?? []) + closing(in: forms)
    }
}

/// A report whose subject is not a manifest's images: lines for people.
package protocol LineReport: CommandReport {
    func lines(output: Style, errors: Style) -> [Output]
    /// The diagnostics that no line tells.
    func untold(errors: Style) -> [Diagnostic]
    /// Stands on its own, also beside a document.
    var lastLine: String? { get }
}

extension LineReport {
    package var exitStatus: ExitStatus { .done }
    package func untold(errors: Style) -> [Diagnostic] { diagnostics }
    package var lastLine: String? { nil }

    package func text(in forms: Forms) -> [Output] {
        // A document of JSON holds them, one of rows does not.
        let untold = forms.takesWords || forms.document == .csv ? untold(errors: forms.errors) : []
        return untold.map { .error($0.text(forms.errors)) }
            + (forms.takesWords ? lines(output: forms.output, errors: forms.errors) : [])
    }

    package func closing(in forms: Forms) -> [Output] { lastLine.map { [.error($0)] } ?? [] }
}
