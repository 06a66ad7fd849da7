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

    /// Of several the one that the exit status is about.
    package var cause: Cause {
        let causes = causes
        let status = ExitStatus.first(of: causes.map(\.status))
        return causes.first { $0.status == status } ?? .settled
    }

    private var causes: [Cause] {
        if let failure { return [.refused(failure)] }
        var causes: [Cause] = []
        if unwrittenLockfile == nil, findings.contains(where: { $0.severity == .error }) { causes.append(.invalid) }
        if unwrittenLockfile == .invalid { causes.append(.brokenLockfile) }
        if command == .generate {
            if let stop { causes.append(Cause(of: stop)) }
            let hasFailed = images.contains(where: \.hasFailed) || typedNames.contains(where: \.hasFailed)
            if hasFailed || unwrittenLockfile == .failed { causes.append(.failed(nil)) }
        }
        if isConflicted || !images.allSatisfy(\.isSettled) || !typedNames.allSatisfy(\.isSettled) {
            causes.append(.outOfDate)
        }
        return causes
    }

    package var exitStatus: ExitStatus {
        // A plan is good whatever it says.
        cause == .outOfDate && command == .plan ? .done : cause.status
    }

    /// The JSON's word for it.
    package var status: String { cause.status.word }
}

extension Report.Cause {
    fileprivate init(of stop: RunStop) {
        switch stop {
        case .interrupted: self = .interrupted
        case .quota, .budget, .cost, .unpriced: self = .stopped(stop)
        default: self = .failed(stop)
        }
    }

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
