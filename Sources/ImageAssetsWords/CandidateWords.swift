import ImageAssetsModel
import ImageAssetsOutcomes

extension ImageReport {
    /// Nothing is done about the asset, and candidates are asked for.
    package var isFetching: Bool { action == .none && requestsNeeded > 0 }

    /// The asset is as it should be, and its candidates too.
    package var isFine: Bool { isAssetSettled && !hasAssetFailed }
    package var firstFailure: ImageFailure? { failure ?? candidates?.failures.first }
}

extension CandidateReport {
    /// Of a plan.
    ///
    /// - Parameter isAsking: whether those that are missing are asked for, now or once nothing holds them back.
    package func planned(isAsking: Bool) -> String {
        let there = "\(present) of \(wanted) candidates \(present == 1 ? "is" : "are") there"
        if let failure = failures.first { return "\(there), and no further one is asked for: \(failure.message)" }
        return missing == 0 || !isAsking ? there : "\(there), \(missing) to fetch"
    }
}
