import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

extension GitHubReport {
    /// Rows of a table, and characters of its cells: a summary has a limit of a megabyte.
    private static let maximumRows = 200
    private static let maximumLength = 300

    /// Markdown for a summary; nothing without a row.
    ///
    /// - Parameter place: where what is left out can be seen.
    package static func table(_ columns: [String], _ rows: [[String]], restIn place: String) -> [String] {
        if rows.isEmpty { return [] }
        let cells = rows.prefix(maximumRows).map { row in
            row.map { cell($0.count > maximumLength ? $0.prefix(maximumLength) + "…" : $0) }
        }
        let lines = ([columns, columns.map { _ in "---" }] + cells).map { "| \($0.joined(separator: " | ")) |" }
        return cells.count < rows.count ? lines + ["", "\(rows.count - cells.count) more; see \(place)"] : lines
    }
}

extension TypedNamesReport {
    /// Of the table; nil where there is nothing to say.
    func row(_ report: Report) -> [String]? {
        if isSettled, action == .none { return nil }
        let word = report.command == .generate ? action.done : action.planned
        return [output.text, state.word, word, explanation(report.commands(for: self))]
    }
}
