/// A place in a text file, as editors and compilers count: both from 1, columns in Unicode scalars.
///
/// Public for `Located`.
public struct SourceLocation: Sendable, Hashable, Comparable, CustomStringConvertible {
    // Every value of a manifest has its place: a large one has a hundred thousand of them.
    private let lineNumber: Int32
    private let columnNumber: Int32

    package init(line: Int, column: Int) {
        lineNumber = Int32(clamping: line)
        columnNumber = Int32(clamping: column)
    }

    package var line: Int { Int(lineNumber) }
    package var column: Int { Int(columnNumber) }

    /// `12:15`.
    public var description: String { "\(line):\(column)" }

    public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// One thing that a person should know about a file of theirs: what is wrong, where, and what to do.
///
/// `description` is the one form in which it is printed: `images.json:12:15: error: …`, the hint on a line of its own.
package struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
    package enum Severity: String, Sendable {
        case error
        case warning
        case note
    }

    package let severity: Severity
    /// Relative to the package root; empty where it is about the command line.
    package let file: String
    package let location: SourceLocation?
    package let message: String
    /// What to do about it, as a sentence of its own.
    package let hint: String?

    package init(
        _ severity: Severity = .error, file: String, at location: SourceLocation? = nil, _ message: String,
        hint: String? = nil
    ) {
        self.severity = severity
        self.file = file
        self.location = location
        self.message = message
        self.hint = hint
    }

    package var description: String { text(.plain) }

    /// What is wrong and what to do, one after the other.
    package var sentences: String {
        guard let hint else { return message }
        return message + (message.last.map { ".?!:".contains($0) } == true ? " " : ". ") + hint
    }

    /// `images.json:12:15`; empty where it is about the command line.
    package var place: String { file + (location.map { ":\($0)" } ?? "") }

    /// All of it on one line.
    package var line: String { "\(place): \(severity.rawValue): \(sentences)" }

    /// As Xcode reads it: one line, and where it is about a file, an absolute path and a place in it.
    ///
    /// - Parameter folder: the package's.
    package func issue(in folder: String) -> String {
        let said = "\(severity.rawValue): \(sentences.plain)"
        if file.isEmpty { return said }
        return "\(folder)/\(file):\(location ?? SourceLocation(line: 1, column: 1)): \(said)"
    }

    package func text(_ style: Style) -> String {
        if let folder = style.issueFolder { return issue(in: folder) }
        var text = (place.isEmpty ? "" : place + ": ") + "\(style.label(severity)) \(message)"
        if let hint { text += "\n    hint: \(hint)" }
        return text
    }
}

/// Everything that is wrong with the user's files, reported together. Never empty.
package struct Diagnostics: Error, Sendable, Hashable {
    package let all: [Diagnostic]

    package init(_ all: [Diagnostic]) {
        self.all = all
    }
}
