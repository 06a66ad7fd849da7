import ImageAssetsSystem

extension String {
    /// As a string of Swift source, in which nothing is obeyed, nor hides or turns what stands beside it.
    var swiftLiteral: String {
        let isPlain = withCString {
            strspn($0, plainCharacters.cString) == utf8.count
        }
        if isPlain { return "\"\(self)\"" }
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case _ where isObeyed(scalar.value): text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

/// Printable ASCII but for the quotation mark and the backslash.
private let plainCharacters: StaticString =
    " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"

/// Whether a scalar is a control, a mark of writing direction, a line separator, or is not seen. A list of its own:
/// what Unicode calls a format character grows, and the file has to be the same by every toolchain.
private func isObeyed(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
        0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
        true
    default: false
    }
}
