import ImageAssetsText

/// What was found in one file, and in those that it names, with places looked up as they are needed.
package struct FileDiagnostics {
    /// Relative to the package root.
    package let file: String
    /// Whom what is added is about; nil: nobody needs to be told.
    package var subject: FaultSubject?
    /// Counts what several images of a family share once for each.
    package private(set) var errorCount = 0
    private var listed: [Fault] = []
    private var distinctErrors = 0
    private var distinctOthers = 0
    /// Where what is about images of families is listed; nil where it is only counted.
    private var shared: [Key: Int?] = [:]
    private var finder: LocationFinder

    private struct Fault {
        let diagnostic: Diagnostic
        let subject: FaultSubject?
        var count = 1
    }

    private struct Key: Hashable {
        let family: ObjectIdentifier
        let severity: Diagnostic.Severity
        let file: String
        let location: SourceLocation?
        let message: String
    }

    init(_ source: SourceText, file: PackagePath) {
        self.file = file.text
        finder = LocationFinder(source)
    }

    /// When every offset was turned into a place, the text is not needed any more.
    mutating func forgetSource() { finder = LocationFinder(SourceText("")) }

    mutating func location(_ offset: Int) -> SourceLocation { finder.location(at: offset) }

    mutating func error(at offset: Int, _ message: String, hint: String? = nil) {
        error(at: location(offset), message, hint: hint)
    }

    package mutating func error(at location: SourceLocation, _ message: String, hint: String? = nil) {
        add(Diagnostic(file: file, at: location, message, hint: hint))
    }

    /// - Parameter fault: what is there again.
    mutating func twice(at location: SourceLocation, _ fault: String, first: SourceLocation) {
        error(at: location, "\(fault) a second time; the first is at \(first)")
    }

    mutating func twice(at key: JSONNode, _ fault: String, first: JSONNode) {
        twice(at: location(key.offset), fault, first: location(first.offset))
    }

    package mutating func warning(at location: SourceLocation, _ message: String, hint: String? = nil) {
        add(Diagnostic(.warning, file: file, at: location, message, hint: hint))
    }

    /// - Parameter kind: what makes it the same fault as that of another image of the family, where that is not the
    ///   message.
    package mutating func add(_ diagnostic: Diagnostic, kind: String? = nil) {
        let isError = diagnostic.severity == .error
        if isError { errorCount += 1 }
        var key: Key?
        if let subject {
            let new = Key(
                family: ObjectIdentifier(subject.family), severity: diagnostic.severity, file: diagnostic.file,
                location: diagnostic.location, message: kind ?? diagnostic.message)
            if let index = shared[new] {
                if let index { listed[index].count += 1 }
                return
            }
            key = new
        }
        if isError { distinctErrors += 1 } else { distinctOthers += 1 }
        let isListed = (isError ? distinctErrors : distinctOthers) <= Bounds.diagnostics
        if let key { shared[key] = .some(isListed ? listed.count : nil) }
        if isListed { listed.append(Fault(diagnostic: diagnostic, subject: subject)) }
    }

    /// As they were found.
    package var all: [Diagnostic] {
        listed.map { fault in
            guard let subject = fault.subject else { return fault.diagnostic }
            let found = fault.diagnostic
            return Diagnostic(
                found.severity, file: found.file, at: found.location,
                subject.words(count: fault.count) + found.message, hint: found.hint)
        }
    }

    /// In the order of the file: what has no place first, what has the same place as it was found; then the same of
    /// other files, and at last how much more there is than is listed.
    package var sorted: [Diagnostic] {
        let start = SourceLocation(line: 0, column: 0)
        var files = [file: 0]
        let listed = all.enumerated().map { number, found -> (file: Int, number: Int, found: Diagnostic) in
            let file = files[found.file] ?? files.count
            files[found.file] = file
            return (file, number, found)
        }.sorted { left, right in
            if left.file != right.file { return left.file < right.file }
            let (a, b) = (left.found.location ?? start, right.found.location ?? start)
            return a == b ? left.number < right.number : a < b
        }
        let rest = [(distinctErrors, "errors"), (distinctOthers, "warnings")].filter { $0.0 > Bounds.diagnostics }
        return listed.map(\.found)
            + rest.map { Diagnostic(.note, file: file, "\($0.0 - Bounds.diagnostics) further \($0.1) are not listed") }
    }
}
