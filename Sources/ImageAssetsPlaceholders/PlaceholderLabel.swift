import ImageAssetsModel
import ImageAssetsText

/// What a placeholder says, as lines of characters at the largest scale at which they fit.
struct PlaceholderLabel {
    /// One place of a line.
    struct Cell {
        let rows: [UInt8]
        /// Light on dark: the columns of the font's grid that are dark, for the number of a scalar that it does not
        /// have.
        var dark: Range<Int>?
        /// Columns by which the character is moved to the right, so that a number stands in the middle of its block.
        var shift = 0
    }

    let lines: [[Cell]]
    /// Pixels of the picture for one of the font.
    let scale: Int
    /// Of the whole label, without a margin.
    let width: Int
    let height: Int

    /// Nil where not even one character of the name and the size fit.
    init?(name: ImageName, size: PixelSize, room: (width: Int, height: Int)) {
        let words = Self.words(of: name)
        let largest = max(1, min(size.width, size.height) / 48)
        for scale in stride(from: largest, through: 1, by: -1) {
            let columns = room.width / (scale * PlaceholderFont.advance)
            let rows = room.height / (scale * PlaceholderFont.lineHeight)
            let tail = [Self.cells(of: size.description)]
            guard rows >= 2, columns >= tail[0].count, columns >= 11 || scale == 1 else { continue }
            var head = columns >= 11 && rows >= 4 ? [Self.cells(of: "PLACEHOLDER")] : []
            var lines = Self.wrapped(words, columns: columns)
            if head.count + lines.count + 1 > rows {
                // Better a smaller name than half of one.
                guard scale == 1 else { continue }
                head = []
                lines = Self.cut(lines, to: rows - 1, columns: columns)
            }
            self.lines = head + lines + tail
            self.scale = scale
            width = self.lines.reduce(0) { max($0, $1.count) } * scale * PlaceholderFont.advance
            height = self.lines.count * scale * PlaceholderFont.lineHeight
            return
        }
        return nil
    }

    /// The name in pieces that are not divided: single characters, and the numbers of those that the font does not
    /// have.
    private static func words(of name: ImageName) -> [[Cell]] {
        name.text.unicodeScalars.map { scalar in
            if let rows = PlaceholderFont.rows(of: Character(scalar)) { return [Cell(rows: rows)] }
            return block(cells(of: String(scalar.value, radix: 16, uppercase: true)))
        }
    }

    private static func cells(of text: String) -> [Cell] {
        text.compactMap { PlaceholderFont.rows(of: $0).map { Cell(rows: $0) } }
    }

    /// The cells light on dark, with one more that ends the block.
    private static func block(_ cells: [Cell]) -> [Cell] {
        let full = 0..<PlaceholderFont.advance
        var block = cells.map { Cell(rows: $0.rows, dark: full, shift: PlaceholderFont.advance / 2) }
        block.append(Cell(rows: [], dark: 0..<4))
        block[0].dark = 1..<PlaceholderFont.advance
        return block
    }

    private static func wrapped(_ words: [[Cell]], columns: Int) -> [[Cell]] {
        var lines: [[Cell]] = [[]]
        for word in words {
            if lines[lines.count - 1].count + word.count > columns, !lines[lines.count - 1].isEmpty { lines.append([]) }
            lines[lines.count - 1] += word.prefix(columns)
        }
        return lines
    }

    /// The first `count` lines, the last of them ending in an ellipsis.
    private static func cut(_ lines: [[Cell]], to count: Int, columns: Int) -> [[Cell]] {
        guard lines.count > count else { return lines }
        var kept = Array(lines.prefix(count))
        kept[count - 1] = Array(kept[count - 1].prefix(columns - 1)) + cells(of: "…")
        return kept
    }
}
