import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText

extension TextReport {
    /// How many of those that were asked for did not come, and of which images.
    static func failedCandidates(_ report: Report) -> String? {
        let failed = report.images.filter { $0.candidates?.failures.isEmpty == false }
        if failed.isEmpty { return nil }
        let number = failed.reduce(0) { $0 + ($1.candidates?.failures.count ?? 0) }
        return "\(count(number, "candidate")) failed: \(failed.map(\.name.text).named)"
    }

    /// How to look at what there is to choose from.
    static func choosing(_ report: Report) -> String {
        guard report.command == .generate else { return "" }
        let images = report.images.filter { ($0.candidates?.present ?? 0) > 1 }
        guard let first = images.first else { return "" }
        let name = images.count == 1 ? first.name.text : "NAME"
        return " See what there is with `\(report.commands(for: first)("choose \(name)"))`."
    }
}
