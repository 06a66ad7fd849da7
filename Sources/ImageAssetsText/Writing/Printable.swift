import ImageAssetsSystem

/// Text that may be printed, whoever wrote parts of it: the one gate through which all output goes.
///
/// What a terminal or a CI log would obey is shown instead: control characters, marks of writing direction, line
/// separators, and whatever would begin a workflow command. Line feeds stay, and so do the colours that `Style` paints.
package struct Printable: Sendable, Hashable {
    package let text: String

    /// For people: lines of text.
    package init(_ text: String) {
        self.text = Self.isPlain(text) ? text : Self.shown(text, opensCommand: false)
    }

    /// A document for programs. What would be obeyed stands only in its strings, and is escaped there.
    package init(_ document: JSONValue) {
        let text = document.prettyText
        self.text = Self.isPlain(text) ? text : Self.escaped(text)
    }

    /// Rows for a spreadsheet. What would be obeyed is shown in their cells, as it is to people.
    package init(_ table: CSVDocument) {
        text = Printable(table.text).text.replacing("\n", with: "\r\n")
    }

    /// One workflow command of ours: a line that GitHub is meant to obey.
    package init(workflowCommand line: String) {
        let line = line.escaped(by: ["\n": "%0A"])
        text = (Self.isPlain(line) ? line : Self.shown(line, opensCommand: true)) + "\n"
    }

    /// Whether nothing in it could be obeyed. The C library looks through it at once: most output is like this.
    private static func isPlain(_ text: String) -> Bool {
        text.withCString { start in
            strspn(start, plainCharacters) == text.utf8.count && strstr(start, "::") == nil
                && strstr(start, "##") == nil
        }
    }

    /// Printable ASCII and the line feed.
    private static let plainCharacters = String(decoding: [0x0A] + Array(0x20...0x7E), as: UTF8.self)

    private static func shown(_ text: String, opensCommand: Bool) -> String {
        var result = String.UnicodeScalarView()
        var isAtStart = !opensCommand
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.first {
            if let colour = Style.prefix(of: scalars) {
                result.append(contentsOf: colour)
                scalars = scalars.dropFirst(colour.count)
                continue
            }
            scalars.removeFirst()
            switch scalar {
            case "\n": isAtStart = !opensCommand
            case ":" where isAtStart && scalars.first == ":":
                result.append(contentsOf: scalar.escaped.unicodeScalars)
                isAtStart = false
                continue
            case _ where isObeyed(scalar):
                result.append(contentsOf: scalar.escaped.unicodeScalars)
                isAtStart = false
                continue
            // Blanks before a command do not keep it from being one.
            default: isAtStart = isAtStart && scalar.properties.isWhitespace
            }
            result.append(scalar)
        }
        return String(result).withoutLoggingCommands("## ")
    }

    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar != "\n", isObeyed(scalar) {
                for unit in String(scalar).utf16 {
                    result.append(contentsOf: JSONText.escape(unit).unicodeScalars)
                }
            } else {
                result.append(scalar)
            }
        }
        return String(result).withoutLoggingCommands("#\\u0023")
    }

    /// Whether a terminal would obey it, or a reader not see it.
    static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        // It joins emoji.
        case .format: return scalar != "\u{200D}"
        case .control, .lineSeparator, .paragraphSeparator, .unassigned: return true
        default: return false
        }
    }
}

extension Unicode.Scalar {
    /// By its code point: `\u{1B}`.
    package var escaped: String { "\\u{\(String(value, radix: 16, uppercase: true))}" }
}

extension String {
    /// The text as it may stand within a line that is printed: its line breaks are shown too.
    package var plain: String {
        var text = ""
        for scalar in unicodeScalars {
            if Printable.isObeyed(scalar) { text += scalar.escaped } else { text.unicodeScalars.append(scalar) }
        }
        return text.withoutLoggingCommands("## ")
    }

    /// What other CI systems obey anywhere in a line: `##[`, `##vso[`, `##teamcity[`.
    fileprivate func withoutLoggingCommands(_ replacement: String) -> String {
        guard contains("##") else { return self }
        return replacing(/##(?=[A-Za-z]*\[)/.matchingSemantics(.unicodeScalar), with: replacement)
    }
}
