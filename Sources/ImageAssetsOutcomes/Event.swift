import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

/// What happens in a run, as it happens. Reporters turn it into lines; nothing is decided by it.
package enum Event: Sendable {
    case waitingForLock(LockHolder)
    case planned(Plan)
    /// What its requests may cost, before the first is sent.
    case quoted(Quote)
    case noted(Note)
    /// What is odd about the user's files, before anything is paid for.
    case found(Finding)
    case attemptStarted(ImageName, attempt: Int)
    case retrying(ImageName, attempt: Int, seconds: Double, ImageFailure)
    case finished(ImageReport)
    /// The renditions of an image are over, and its report says how.
    case rendered(ImageReport)
    /// The Swift file is written, or was left as it is.
    case named(TypedNamesReport)
    /// One more to choose from.
    case arrived(CandidateArrival)
    /// What came for a candidate, or did not come, and why it is none.
    case candidateFailed(ImageName, ImageFailure)
    /// Asked to stop: so many requests are still under way, and of so many images a rendition is being made.
    case stopping(inFlight: Int, rendering: Int = 0)
}
