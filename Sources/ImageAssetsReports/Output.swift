import ImageAssetsText

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
