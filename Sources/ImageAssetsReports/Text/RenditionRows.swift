import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

/// Renditions of which one line tells: one, or files of a set of which the same is said.
struct RenditionRow {
    let first: RenditionReport
    private(set) var others: [RenditionReport] = []

    /// In the order of the first of each.
    ///
    /// - Parameter said: what is said of one; nil: that is its own, and it has a line for itself.
    static func rows(_ reports: [RenditionReport], said: (RenditionReport) -> String?) -> [RenditionRow] {
        var rows: [RenditionRow] = []
        var places: [Key: Int] = [:]
        for report in reports {
            let key = report.rendition.set.flatMap { set in said(report).map { Key(set: set.path, said: $0) } }
            if let key, let place = places[key] {
                rows[place].others.append(report)
            } else {
                if let key { places[key] = rows.count }
                rows.append(RenditionRow(first: report))
            }
        }
        return rows
    }

    /// In tables, whose columns are state, action and why.
    static func rows(_ reports: [RenditionReport], alike commands: CommandForm) -> [RenditionRow] {
        rows(reports) { report in
            let words = [report.state.word, report.action.rawValue, report.failure?.code.rawValue ?? ""]
            return report.protection == nil
                ? (words + [report.explanation(commands)]).joined(separator: "\n") : nil
        }
    }

    private struct Key: Hashable {
        let set: PackagePath
        let said: String
    }

    var reports: [RenditionReport] { [first] + others }

    /// Whether these are several files.
    var isOfSet: Bool { !others.isEmpty }

    /// What the line is about: `Assets.xcassets/fox.imageset (4 files)`.
    var subject: String {
        guard isOfSet, let set = first.rendition.set else { return first.output.text }
        return "\(set.path) (\(count(reports.count, "file")))"
    }
}
