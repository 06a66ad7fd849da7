/// Why a text is not JSON, and where the first fault is.
package struct JSONSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    package let message: String
    package let hint: String?
    /// Of the byte at fault in the `SourceText`.
    package let offset: Int
    package let location: SourceLocation

    package var description: String { "\(location): \(message)" }

    /// As a fault of the file, whose path is relative to the package root.
    package func diagnostic(file: String) -> Diagnostic {
        Diagnostic(file: file, at: location, message, hint: hint)
    }
}
