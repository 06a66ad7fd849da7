/// What kept a command from its work or ended it: wrong usage, a lock that was not to be had, a disk that said no.
package struct CommandFailure: Error, Sendable, Hashable {
    package let status: ExitStatus
    /// One line for people.
    package let message: String
    /// What is wrong with the user's files, when it is that.
    package let diagnostics: [Diagnostic]

    package init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message.plain
        diagnostics = []
    }

    package init(_ diagnostics: Diagnostics) {
        status = .invalid
        self.diagnostics = diagnostics.all
        message = "\(count(diagnostics.all.count { $0.severity == .error }, "error")): nothing was done."
    }
}
