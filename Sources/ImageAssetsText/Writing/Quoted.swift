extension Diagnostic {
    /// Text from a user's file for use within a sentence: in double quotes, cut when long, and without anything that a
    /// terminal would obey or that would not be seen.
    package static func quoted(_ text: some StringProtocol, limit: Int = 80) -> String {
        var result = "\""
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isHidden(scalar): result += "\\u{\(code(scalar))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        if text.unicodeScalars.dropFirst(limit).first != nil { result += "…" }
        return result + "\""
    }

    /// A word that needs no quotes, cut when it is long.
    package static func shortened(_ word: String, limit: Int = 80) -> String {
        word.utf8.count > limit ? word.prefix(limit) + "…" : word
    }

    /// One character for use within a sentence: as it is, or by its code point when it cannot be seen.
    package static func visible(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n", "\r": "the end of the line"
        case "\t": "a tab"
        case " ": "a space"
        case _ where isHidden(scalar) || scalar.properties.isWhitespace || isMark(scalar): "U+\(code(scalar))"
        default: String(scalar)
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: false
        }
    }

    /// Whether it would be drawn onto its neighbour.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
