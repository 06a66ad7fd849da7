/// What was found in one file so far, with places looked up as they are needed.
struct FileDiagnostics {
    /// Relative to the package root.
    let file: String
    private(set) var all: [Diagnostic] = []
    private(set) var errorCount = 0
    private var finder: LocationFinder

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

    mutating func error(at location: SourceLocation, _ message: String, hint: String? = nil) {
        add(Diagnostic(file: file, at: location, message, hint: hint))
    }

    mutating func warning(at location: SourceLocation, _ message: String, hint: String? = nil) {
        add(Diagnostic(.warning, file: file, at: location, message, hint: hint))
    }

    mutating func add(_ diagnostic: Diagnostic) {
        if diagnostic.severity == .error { errorCount += 1 }
        all.append(diagnostic)
    }
}
