import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords

extension Explanation {
    /// Why nothing comes of it, where that is known beforehand.
    var why: String? {
        let image = ImageReport(planned: step)
        if case .protect(let protection) = step.action { return Note.protected(protection, step).sentence(commands) }
        return image.failure?.message ?? image.remark(commands)
    }

    /// How the last attempt ended that brought no image, unless a later one did.
    var lastAttempt: String? {
        guard let attempt = lastFailure else { return nil }
        let status = attempt.outcome?.status.map { ", HTTP status \($0)" } ?? ""
        let charge = attempt.outcome?.mayBeCharged == true ? " and may have been charged" : ""
        let outcome =
            switch attempt.outcome {
            case nil, .unknown(nil, _)?: "it ended with no answer\(charge)"
            case .answered?: "it was answered"
            case .unsent?: "it was never sent"
            case .abandoned?: "it was given up\(charge)"
            case .failed(let code, _)?: "it failed (\(code.rawValue)\(status))\(charge)"
            case .unknown(let word?, _)?: "it ended in a way unknown to this version (\(word)\(status))\(charge)"
            }
        return "\(outcome); attempt \(attempt.attempt.number), \(attempt.at.formatted(.iso8601))"
    }

    /// Besides its state: what is wrong, other than that it is out of date, and what else is to be said.
    package var remarks: (problem: String?, notes: [String]) {
        let last = lastAttempt.map { "the last attempt: \($0)" }
        let failure = ImageReport(planned: step).failure
        let wrong = step.reasons.filter { reason in
            switch reason {
            case .expectation, .incomplete, .obstacle, .form: true
            default: false
            }
        }
        // What is known to fail says what is wrong with the picture, too.
        let problems =
            (failure.map { [$0.message] } ?? wrong.map(\.sentence))
            + (step.isAssetSettled ? [] : [last].compactMap { $0 })
        return (
            problems.isEmpty ? nil : problems.joined(separator: "; "),
            [failure == nil ? why : nil, step.isAssetSettled ? last : nil].compactMap { $0 }
        )
    }
}
