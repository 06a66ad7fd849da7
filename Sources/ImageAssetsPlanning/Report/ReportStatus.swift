import ImageAssetsModel

extension Report {
    /// Of several causes the first in the order 65, 130, 4, 1, 3.
    package var exitStatus: ExitStatus {
        if let failure { return failure.status }
        if isInvalid || unwrittenLockfile == .invalid { return .invalid }
        if command == .plan { return .done }
        if command == .check { return isSettled ? .done : .outOfDate }
        switch stop {
        case .interrupted: return .interrupted
        case .quota, .budget: return .stopped
        case .unauthorized, .forbidden, .rateLimited, .timeLimit, .alike, nil: break
        }
        if unwrittenLockfile != nil || stop?.isFailure == true || images.contains(where: { $0.action == .failed }) {
            return .failed
        }
        return isSettled ? .done : .outOfDate
    }

    /// Whether nothing is left to do.
    package var isSettled: Bool { !isConflicted && images.allSatisfy(\.isSettled) }

    /// Whether a run did nothing, because nothing was to be done.
    package var isIdle: Bool { isSettled && requests == 0 && stop == nil && unwrittenLockfile == nil }

    /// The JSON's word for it.
    package var status: String {
        exitStatus == .done && !isSettled ? ExitStatus.outOfDate.word : exitStatus.word
    }
}

extension RunStop {
    /// Whether what ended the run is a fault, and neither a wish nor a limit.
    fileprivate var isFailure: Bool {
        switch self {
        case .unauthorized, .forbidden, .rateLimited, .timeLimit, .alike: true
        case .interrupted, .quota, .budget: false
        }
    }
}
