import ImageAssetsSystem

extension JSONValue {
    /// The canonical form of RFC 8785: no white space, members sorted by UTF-16 code units, the fewest escapes.
    package var canonicalText: String {
        var text = ""
        JSONText.write(self, to: &text)
        return text
    }

    /// The form of files that a team commits: members sorted, two spaces of indent, one member or element per line, and
    /// a line feed at the end.
    package var prettyText: String {
        var text = ""
        JSONText.write(self, to: &text, newline: "\n")
        text += "\n"
        return text
    }

    /// The form in which Xcode writes what lies in an asset catalog: that of files that a team commits, with a blank
    /// in front of each colon.
    package var catalogText: String {
        var text = ""
        JSONText.write(self, to: &text, newline: "\n", colon: " : ")
        text += "\n"
        return text
    }
}

package enum JSONText {
    /// `newline` is a line feed and the indent of the value's own line; nil for the canonical form, whose colons have
    /// no blanks.
    package static func write(
        _ value: JSONValue, to text: inout String, newline: String? = nil, colon: String = ": "
    ) {
        switch value {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value
        case .string(let value): write(value, to: &text)
        case .array(let elements):
            if elements.isEmpty { return text += "[]" }
            let inner = newline.map { $0 + "  " }
            var separator = "["
            for element in elements {
                text += separator
                if let inner { text += inner }
                write(element, to: &text, newline: inner, colon: colon)
                separator = ","
            }
            if let newline { text += newline }
            text += "]"
        case .object(let members):
            if members.isEmpty { return text += "{}" }
            let inner = newline.map { $0 + "  " }
            var separator = "{"
            for member in members.sorted(by: { $0.key.precedesByUTF16($1.key) }) {
                text += separator
                if let inner { text += inner }
                write(member.key, to: &text)
                text += inner == nil ? ":" : colon
                write(member.value, to: &text, newline: inner, colon: colon)
                separator = ","
            }
            if let newline { text += newline }
            text += "}"
        }
    }

    package static func write(_ string: String, to text: inout String) {
        text += "\""
        let count = string.utf8.count
        let stops = escaped.cString
        string.withCString { start in
            var offset = strcspn(start, stops)
            // Nearly always the whole string is one run.
            if offset == count { return text += string }
            var runStart = 0
            while true {
                let run = UnsafeRawBufferPointer(start: start + runStart, count: offset - runStart)
                text += String(decoding: run, as: UTF8.self)
                if offset >= count { return }
                text += escape(UInt16(UInt8(bitPattern: start[offset])))
                runStart = offset + 1
                offset = runStart + strcspn(start + runStart, stops)
            }
        }
        text += "\""
    }

    /// What JSON needs escaped, as C takes it: NUL ends a run by itself.
    static let escaped: StaticString = """
        "\\\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{9}\u{A}\u{B}\u{C}\u{D}\u{E}\u{F}\u{10}\
        \u{11}\u{12}\u{13}\u{14}\u{15}\u{16}\u{17}\u{18}\u{19}\u{1A}\u{1B}\u{1C}\u{1D}\u{1E}\u{1F}
        """

    static func escape(_ unit: UInt16) -> String {
        switch unit {
        case 0x22: return "\\\""
        case 0x5C: return "\\\\"
        case 0x08: return "\\b"
        case 0x09: return "\\t"
        case 0x0A: return "\\n"
        case 0x0C: return "\\f"
        case 0x0D: return "\\r"
        default:
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}
