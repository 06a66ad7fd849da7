import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

/// Images in every form: for people a line for each that is not up to date, its reasons below it, and what is wrong
/// with files; for programs a member, a test case, an annotation or an issue.
extension Report: CommandReport {
    package var commandName: String { command.rawValue }

    package var diagnostics: [Diagnostic] {
        let commands = commands()
        return findings.map { $0.diagnostic(commands) } + (failure?.diagnostics ?? [])
    }

    package func document(as form: DocumentForm) -> Printable? {
        switch form {
        case .json: Printable(json)
        case .junit: Printable(junit)
        case .text, .csv: nil
        }
    }

    package func text(in forms: Forms) -> [Output] {
        // The document holds all that is wrong.
        if forms.document == .json && !forms.takesWords { return [] }
        var pieces: [Output] = []
        let isUpToDate = cause == .settled && orphans.isEmpty
        // A run has told of its images as it went.
        if forms.takesWords, command != .generate, !isUpToDate {
            let lines = ImageLines(names: images.map(\.name), style: forms.output)
            let images = lines.planned(self, foldsFamilies: forms.foldsFamilies)
            pieces = (images + lines.plannedNames(self)).map(Output.output)
        }
        if failure?.message != nil { return pieces }
        return pieces + diagnostics.dropFirst(forms.takesWords ? told : 0).map { .error($0.text(forms.errors)) }
    }

    package func workflow(on github: GitHubReport) -> [Output] { github.render(self) }

    /// The last line stands on its own: under `swift package` it may be all that a log keeps.
    package func closing(in forms: Forms) -> [Output] {
        let issues = forms.takesWords ? forms.errors.issueFolder.map(issueLines) ?? [] : []
        let steps = forms.takesWords ? [nextStep].compactMap { $0 } : []
        return (issues + steps + [TextReport.conclusion(self, style: forms.errors)]).map(Output.error)
    }
}
