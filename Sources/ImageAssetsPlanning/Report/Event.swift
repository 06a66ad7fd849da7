import ImageAssetsModel

/// What happens in a run, as it happens. Reporters turn it into lines; nothing is decided by it.
package enum Event: Sendable {
    case waitingForLock(LockHolder)
    case planned(Plan)
    case noted(Note)
    /// What is odd about the user's files, before anything is paid for.
    case found(Finding)
    case attemptStarted(ImageName, attempt: Int)
    case retrying(ImageName, attempt: Int, seconds: Double, ImageFailure)
    case finished(ImageReport)
    /// Asked to stop: this many requests are still under way.
    case stopping(inFlight: Int)
}
