import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsText

extension Report {
    /// Why a command ended as it did; exit status, the documents' word and the last line follow from it.
    package enum Cause: Sendable, Hashable {
        /// It did not come to its work.
        case refused(CommandFailure)
        /// The user's files are wrong, and nothing was done.
        case invalid
        /// The work was done, and somebody broke the lockfile meanwhile.
        case brokenLockfile
        case interrupted
        /// An exhausted account, or the number of requests that was allowed.
        case stopped(RunStop)
        /// Of an image, of the lockfile, or of the whole run.
        case failed(RunStop?)
        case outOfDate
        case settled
    }

    /// Of several causes the first in the order 65, 130, 4, 1, 3.
    package var cause: Cause {
        if let failure { return .refused(failure) }
        if unwrittenLockfile == nil, findings.contains(where: { $0.severity == .error }) { return .invalid }
        if unwrittenLockfile == .invalid { return .brokenLockfile }
        let isSettled =
            !isConflicted && images.allSatisfy(\.isSettled) && typedNames.allSatisfy(\.isSettled)
        guard command == .generate else { return isSettled ? .settled : .outOfDate }
        switch stop {
        case .interrupted: return .interrupted
        case let stop? where [.quota, .budget, .cost, .unpriced].contains(stop): return .stopped(stop)
        case let stop?: return .failed(stop)
        case nil: break
        }
        if unwrittenLockfile != nil || images.contains(where: \.hasFailed) || typedNames.contains(where: \.hasFailed) {
            return .failed(nil)
        }
        return isSettled ? .settled : .outOfDate
    }

    package var exitStatus: ExitStatus {
        // A plan is good whatever it says.
        cause == .outOfDate && command == .plan ? .done : cause.status
    }

    /// The JSON's word for it.
    package var status: String { cause.status.word }
}

extension Report.Cause {
    fileprivate var status: ExitStatus {
        switch self {
        case .refused(let failure): failure.status
        case .invalid, .brokenLockfile: .invalid
        case .interrupted: .interrupted
        case .stopped: .stopped
        case .failed: .failed
        case .outOfDate: .outOfDate
        case .settled: .done
        }
    }
}
