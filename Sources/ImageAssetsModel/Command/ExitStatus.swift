/// How the executable ends. The raw values are the contract.
package enum ExitStatus: Int32, Sendable {
    case done = 0
    /// An image failed, a fault of the whole run ended it, or a lock could not be had.
    case failed = 1
    /// Something is or stays out of date.
    case outOfDate = 3
    /// Stopped by `--max-requests` or an exhausted account.
    case stopped = 4
    case usage = 64
    /// Manifest, lockfile or a reference is wrong.
    case invalid = 65
    case interrupted = 130
}

extension ExitStatus {
    /// How a command ends for all these causes: of several by the first in the order 65, 130, 4, 1, 3, and by wrong
    /// usage last, as that is seen only when all else is right.
    package static func first(of found: [ExitStatus]) -> ExitStatus {
        [.invalid, .interrupted, .stopped, .failed, .outOfDate, .usage].first(where: found.contains) ?? .done
    }

    /// As documents say it.
    package var word: String {
        switch self {
        case .done: "ok"
        case .failed, .usage: "failed"
        case .outOfDate: "outOfDate"
        case .stopped: "stopped"
        case .invalid: "invalid"
        case .interrupted: "interrupted"
        }
    }
}
