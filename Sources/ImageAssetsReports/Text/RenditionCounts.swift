import ImageAssetsOutcomes
import ImageAssetsText

/// How many renditions a report has of each kind, as the last line says it.
struct RenditionCounts {
    private let report: Report
    private let all: [RenditionReport]

    init(_ report: Report) {
        self.report = report
        all = report.images.flatMap(\.renditions)
    }

    var upToDate: Int { all.count { $0.action == .none && $0.isFine } }
    /// Not up to date, and nothing is to be done about it.
    private var stuck: Int { all.count { $0.action == .none && !$0.isFine } }

    /// For `plan` and `check`.
    var toDo: [String] { parts("to make", "to restore", "to move", "held back") }
    /// For a run.
    var done: [String] { parts("made", "restored", "moved", "not started") }

    private func parts(_ made: String, _ restored: String, _ moved: String, _ held: String) -> [String] {
        [
            part(all.count { $0.action == .rendered && !$0.hasFailed }, made),
            part(report.renditions(.restored), restored), part(report.renditions(.moved), moved),
            part(report.renditions(.protected), "left alone"), part(report.renditions(.notStarted), held),
            part(stuck, "out of date"),
        ].compactMap { $0 }
    }

    var failed: String? {
        let failed = all.filter(\.hasFailed)
        let named = RenditionRow.rows(failed) { _ in "" }.map(\.subject).named
        return failed.isEmpty ? nil : "\(count(failed.count, "rendition")) failed: \(named)"
    }

    private func part(_ number: Int, _ rest: String) -> String? {
        number > 0 ? "\(count(number, "rendition")) \(rest)" : nil
    }

    var orphans: String? {
        let number = report.orphanRenditions.count
        return number > 0 ? "\(count(number, "orphan rendition")) for `prune` to remove" : nil
    }

    var json: JSONValue {
        .object([
            "rendered": .integer(report.renditions(.rendered)),
            "restored": .integer(report.renditions(.restored)), "moved": .integer(report.renditions(.moved)),
            "upToDate": .integer(upToDate), "protected": .integer(report.renditions(.protected)),
            "failed": .integer(report.renditions(.failed)), "notStarted": .integer(report.renditions(.notStarted)),
            "orphans": .integer(report.orphanRenditions.count),
        ])
    }
}
