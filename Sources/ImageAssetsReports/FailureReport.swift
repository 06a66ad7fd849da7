import ImageAssetsModel
import ImageAssetsText

/// What kept a command from its work, of one that has no report of it.
package struct FailureReport: CommandReport {
    package let commandName: String
    private let failure: CommandFailure

    package init(_ failure: CommandFailure, of commandName: String) {
        self.failure = failure
        self.commandName = commandName
    }

    package var exitStatus: ExitStatus { failure.status }
    package var members: [String: JSONValue] { [:] }
    package var diagnostics: [Diagnostic] { failure.diagnostics }

    /// The last line is the message, where there is one.
    package func text(in forms: Forms) -> [Output] {
        failure.message == nil ? diagnostics.map { .error($0.text(forms.errors)) } : []
    }

    package func closing(in forms: Forms) -> [Output] { [.error(failure.text(forms.errors))] }
}
