/// What a terminal of so many columns shows of what was written to it, and how it came about: as far as our output goes,
/// and wrapping at the last column as terminals do.
struct Screen {
    private let columns: Int
    /// A wide character has an empty cell behind it.
    private var rows: [[String]] = [[]]
    private var column = 0
    /// What came since the cursor was last at the start of a line, and whether it needed another row.
    private var text = ""
    private var isWrapped = false
    /// Lines that were drawn to be drawn over.
    private(set) var drawings: [String] = []
    /// Those that no drawing can take back, as they did not fit.
    private(set) var wrapped: [String] = []

    init(columns: Int, showing said: String) {
        self.columns = columns
        var signs = ArraySlice(said)
        while let next = signs.popFirst() {
            switch next {
            case "\r": returnCarriage()
            case "\r\n", "\n":
                returnCarriage()
                rows.append([])
            case "\u{1B}" where signs.first == "]":
                // To the end of the string: ESC \.
                while let sign = signs.popFirst(), sign != "\\" {}
            case "\u{1B}" where signs.first == "[":
                signs.removeFirst()
                while let sign = signs.popFirst() {
                    guard sign.isLetter else { continue }
                    obey(sign)
                    break
                }
            default: put(next)
            }
        }
    }

    /// Its lines down to the last that is not empty.
    var lines: [String] {
        let lines = rows.map { row in
            let line = row.joined()
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
        return Array(lines.reversed().drop(while: \.isEmpty).reversed())
    }

    private mutating func returnCarriage() {
        (column, text, isWrapped) = (0, "", false)
    }

    private mutating func obey(_ command: Character) {
        guard command == "J" || command == "K" else { return }
        rows[rows.count - 1] = Array(rows[rows.count - 1].prefix(column))
        if command == "K" || text.isEmpty { return }
        drawings.append(text)
        if isWrapped || column >= columns { wrapped.append(text) }
    }

    private mutating func put(_ character: Character) {
        let width = character.unicodeScalars.contains { $0.value >= 0x1100 } ? 2 : 1
        if column + width > columns {
            rows.append([])
            (column, isWrapped) = (0, true)
        }
        var row = rows[rows.count - 1]
        while row.count < column + width { row.append(" ") }
        row.replaceSubrange(column..<column + width, with: [String(character)] + (width == 2 ? [""] : []))
        rows[rows.count - 1] = row
        column += width
        text.append(character)
    }
}

extension String {
    /// The same with nothing of what was drawn to be drawn over, nor of what the terminal itself showed of keys.
    var withoutDrawings: String {
        replacing(#/\r[^\r\n\x1B]*\x1B\[J\r?/#.matchingSemantics(.unicodeScalar), with: "")
            .replacingOccurrences(of: "^C", with: "")
    }
}
