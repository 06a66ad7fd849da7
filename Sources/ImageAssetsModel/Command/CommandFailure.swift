import ImageAssetsText

/// What kept a command from its work or ended it: wrong usage, a lock that was not to be had, a disk that said no.
package struct CommandFailure: Error, Sendable, Hashable {
    package let status: ExitStatus
    /// One line for people; nil where it is the user's files that are wrong.
    package let message: String?
    /// What is wrong with these, or else the message as one that is about no file.
    package let diagnostics: [Diagnostic]

    package init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message.plain
        diagnostics = [Diagnostic(file: "", message.plain)]
    }

    package init(_ diagnostics: Diagnostics) {
        status = .invalid
        self.diagnostics = diagnostics.all
        message = nil
    }
}
