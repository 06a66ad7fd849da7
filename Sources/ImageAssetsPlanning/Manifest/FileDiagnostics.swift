import ImageAssetsModel

/// What was found in one file so far, with places looked up as they are needed.
package struct FileDiagnostics {
    /// Relative to the package root.
    package let file: String
    package private(set) var all: [Diagnostic] = []
    package private(set) var errorCount = 0
    private var otherCount = 0
    private var finder: LocationFinder

    package init(_ source: SourceText, file: PackagePath) {
        self.file = file.text
        finder = LocationFinder(source)
    }

    /// When every offset was turned into a place, the text is not needed any more.
    mutating func forgetSource() { finder = LocationFinder(SourceText("")) }

    package mutating func location(_ offset: Int) -> SourceLocation { finder.location(at: offset) }

    package mutating func error(at offset: Int, _ message: String, hint: String? = nil) {
        error(at: location(offset), message, hint: hint)
    }

    package mutating func error(at location: SourceLocation, _ message: String, hint: String? = nil) {
        add(Diagnostic(file: file, at: location, message, hint: hint))
    }

    package mutating func warning(at location: SourceLocation, _ message: String, hint: String? = nil) {
        add(Diagnostic(.warning, file: file, at: location, message, hint: hint))
    }

    package mutating func add(_ diagnostic: Diagnostic) {
        let isError = diagnostic.severity == .error
        if isError { errorCount += 1 } else { otherCount += 1 }
        if (isError ? errorCount : otherCount) <= Bounds.diagnostics { all.append(diagnostic) }
    }

    /// In the order of the file: what has no place first, what has the same place as it was found, and at last how much
    /// more there is than is listed.
    package var sorted: [Diagnostic] {
        let start = SourceLocation(line: 0, column: 0)
        let listed = all.enumerated().sorted { left, right in
            let (a, b) = (left.element.location ?? start, right.element.location ?? start)
            return a == b ? left.offset < right.offset : a < b
        }
        let rest = [(errorCount, "errors"), (otherCount, "warnings")].filter { $0.0 > Bounds.diagnostics }
        return listed.map(\.element)
            + rest.map { Diagnostic(.note, file: file, "\($0.0 - Bounds.diagnostics) further \($0.1) are not listed") }
    }
}
