extension StaticString {
    /// For the C library. Of a `String` Swift makes a copy for each call.
    package var cString: UnsafePointer<CChar> { UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self) }
}

// By scalars: a mark that joins a letter or sign makes another `Character` of it, and hides it from a search by those.

extension StringProtocol {
    /// Without the white space around it. A space without width, which comes along from web pages, counts as some.
    package var trimmed: String {
        let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace || scalar == "\u{200B}" }
        let rest = unicodeScalars.drop(while: isBlank)
        guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(String.UnicodeScalarView(rest[...last]))
    }
}

extension String {
    /// With each scalar that a format would take for its own written as the format wants it.
    package func escaped(by escapes: [Unicode.Scalar: String]) -> String {
        var text = ""
        for scalar in unicodeScalars {
            if let escape = escapes[scalar] { text += escape } else { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}

extension BinaryInteger {
    /// `8231` as `8,231`, in every locale.
    package var grouped: String {
        var digits = String(self)
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: index))
            index -= 3
        }
        return digits
    }
}

extension Regex {
    /// Matching by scalars, as whatever obeys, shows or repeats a text reads it: by characters, a mark would hide what
    /// it stands on.
    package var byScalars: Regex { matchingSemantics(.unicodeScalar).wordBoundaryKind(.simple) }
}
