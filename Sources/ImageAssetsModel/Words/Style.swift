/// Colour as a hint: it marks words, and says nothing that the words do not.
package struct Style: Sendable, Hashable {
    private let isColoured: Bool

    package static let plain = Style(isColoured: false)

    /// The style for one stream, such as standard output.
    ///
    /// - Parameter isTerminal: whether a person looks at it; a file, a pipe and a CI log get plain text.
    package init(isTerminal: Bool, environment: [String: String]) {
        isColoured =
            isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    private init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// The raw values are those of ECMA-48, "select graphic rendition".
    package enum Hue: Int, Sendable, CaseIterable {
        case error = 31
        case good = 32
        case warning = 33
        case work = 36
    }

    package func paint(_ words: String, _ hue: Hue?) -> String {
        guard isColoured, let hue else { return words }
        return "\u{1B}[\(hue.rawValue)m\(words)\u{1B}[0m"
    }

    /// What `paint` put there, when a text begins with it.
    package static func prefix(of text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView? {
        guard text.first == "\u{1B}" else { return nil }
        let painted = text.prefix(5)
        let codes = ["\u{1B}[0m"] + Hue.allCases.map { "\u{1B}[\($0.rawValue)m" }
        return codes.lazy.map(\.unicodeScalars).first { painted.starts(with: $0) }.map { text.prefix($0.count) }
    }

    package func label(_ severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: paint("error:", .error)
        case .warning: paint("warning:", .warning)
        case .note: paint("note:", .work)
        }
    }
}
