import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

extension GitHubReport {
    /// What a table shows whose rest can be seen elsewhere, and characters of its cells: a summary has a limit of a
    /// megabyte.
    private static let maximumRows = 200
    private static let maximumLength = 300

    /// Markdown for a summary; nothing without a row.
    ///
    /// - Parameter place: where what is left out can be seen; nil: nothing is.
    package static func table(_ columns: [String], _ rows: [[String]], restIn place: String? = nil) -> [String] {
        if rows.isEmpty { return [] }
        let shown = place == nil ? rows : Array(rows.prefix(maximumRows))
        let cells = shown.map {
            $0.map { cell(place != nil && $0.count > maximumLength ? $0.prefix(maximumLength) + "…" : $0) }
        }
        let lines = ([columns, columns.map { _ in "---" }] + cells).map { "| \($0.joined(separator: " | ")) |" }
        guard let place, shown.count < rows.count else { return lines }
        return lines + ["", "\(rows.count - shown.count) more; see \(place)"]
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
