/// How words are dressed for whoever reads a stream: in colour for a person at a terminal, as a hint that says nothing
/// that the words do not; for Xcode with paths that it makes links of.
package struct Style: Sendable, Hashable {
    private let isColoured: Bool
    /// The package's folder, where paths are to be absolute and each issue is to be one line.
    package let issueFolder: String?

    package static let plain = Style(isColoured: false)

    /// By which a plugin that Xcode runs tells that folder.
    package static let issueFolderVariable = "IMAGE_ASSETS_XCODE_FOLDER"

    /// The style for one stream, such as standard output.
    ///
    /// - Parameter isTerminal: whether a person looks at it; a file, a pipe and a CI log get plain text.
    package init(isTerminal: Bool, environment: [String: String]) {
        isColoured =
            isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        issueFolder = environment[Self.issueFolderVariable].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }

    private init(isColoured: Bool) {
        self.isColoured = isColoured
        issueFolder = nil
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
    static func prefix(of text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView? {
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
