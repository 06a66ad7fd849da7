import ImageAssetsModel
import ImageAssetsPlanning

extension ImageReport {
    /// Nothing is done about the asset, and candidates are asked for.
    var isFetching: Bool { action == .none && requestsNeeded > 0 }

    /// The asset is as it should be, and its candidates too.
    var isFine: Bool { isAssetSettled && !hasAssetFailed }
    var firstFailure: ImageFailure? { failure ?? candidates?.failures.first }
}

extension CandidateReport {
    /// Of a plan.
    ///
    /// - Parameter isAsking: whether those that are missing are asked for, now or once nothing holds them back.
    func planned(isAsking: Bool) -> String {
        let there = "\(present) of \(wanted) candidates \(present == 1 ? "is" : "are") there"
        if let failure = failures.first { return "\(there), and no further one is asked for: \(failure.message)" }
        return missing == 0 || !isAsking ? there : "\(there), \(missing) to fetch"
    }

    var json: JSONValue {
        .object([
            "wanted": .integer(wanted), "present": .integer(present), "fetched": .integer(fetched),
            "failed": .array(failures.map(\.json)),
        ])
    }
}

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
