/// How many cells of a terminal a text takes: columns and lines are counted in these, not in characters.
///
/// What a terminal really draws depends on its fonts; this is what Unicode's East Asian Width says. The C library's
/// `wcwidth` knows it only in a locale that the process has to choose first.
extension StringProtocol {
    package var cells: Int {
        // ASCII, which the standard library tells quickly.
        if utf8.count == utf16.count { return utf8.count }
        return reduce(0) { $0 + $1.cells }
    }

    /// As much of the start as fits.
    package func prefix(cells: Int) -> SubSequence {
        var room = cells
        return prefix { character in
            room -= character.cells
            return room >= 0
        }
    }
}

extension Character {
    /// Emoji that are joined, or drawn as such by a variation selector, take the room of one.
    fileprivate var cells: Int {
        if unicodeScalars.contains(where: { $0.isWide || $0 == "\u{FE0F}" }) { return 2 }
        return unicodeScalars.count { !$0.isDrawnOntoItsNeighbour }
    }
}

extension Unicode.Scalar {
    /// Hangul's vowels and final consonants, which its first consonant draws, are here too.
    fileprivate var isDrawnOntoItsNeighbour: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: true
        default: (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value)
        }
    }

    fileprivate var isWide: Bool {
        value >= 0x1100 && !isDrawnOntoItsNeighbour
            && (properties.isEmojiPresentation || Self.wide.contains { $0.contains(value) })
    }

    /// East Asian Width W and F, without emoji: https://www.unicode.org/Public/UCD/latest/ucd/EastAsianWidth.txt
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
        0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x20000...0x3FFFD,
    ]
}
