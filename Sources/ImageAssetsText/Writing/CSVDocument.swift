/// Rows of values for spreadsheets and scripts, as RFC 4180 has them, the first of them the columns' names.
package struct CSVDocument: Sendable, Hashable {
    private let columns: [String]
    private let rows: [[Cell]]

    package enum Cell: Sendable, Hashable {
        /// What is not known is empty.
        case nothing
        case integer(Int)
        case text(String)
    }

    package init(columns: [String], rows: [[Cell]]) {
        self.columns = columns
        self.rows = rows
    }

    /// Each row on a line of its own, which ends as text does here; RFC 4180's ending is put there when it is printed.
    var text: String {
        ([columns.map(Cell.text)] + rows).map { $0.map(\.field).joined(separator: ",") + "\n" }.joined()
    }
}

extension CSVDocument.Cell {
    fileprivate var field: String {
        switch self {
        case .nothing: return ""
        case .integer(let number): return String(number)
        case .text(let text):
            let text = Self.inert(text).plain
            return text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }
                ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
        }
    }

    /// A spreadsheet takes what begins so for a formula, which can send the sheet elsewhere. The mark before it, which
    /// spreadsheets know, says that it is text.
    private static func inert(_ text: String) -> String {
        guard let first = text.unicodeScalars.first,
            "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first)
        else { return text }
        return "'" + text
    }
}

// MARK: Those of this tool

extension CSVDocument {
    /// With which the names of columns go on in each of them.
    package static let commonColumns = ["images", "requests", "attempts"]

    /// Whether a file begins as the documents of this tool do.
    package static func isStart(of bytes: some Sequence<UInt8>) -> Bool {
        let line = bytes.prefix(100).prefix { $0 != 0x0D && $0 != 0x0A }
        return Array(line.split(separator: UInt8(ascii: ",")).dropFirst().prefix(commonColumns.count))
            .map { String(decoding: $0, as: UTF8.self) } == commonColumns
    }
}
