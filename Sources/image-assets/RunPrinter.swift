import Foundation
import ImageAssets

/// Prints a run as it goes: images on standard output, the rest on standard error.
struct RunPrinter {
    /// Only what is wrong is told, on standard error: standard output belongs to a document.
    let isQuiet: Bool

    var reporter: Reporter {
        Reporter { [isQuiet] event in
            switch event {
            case .planned: break
            case .finished(let image):
                if isQuiet { return }
                let line = TextReport.streaming.line(image)
                if image.failure == nil { Ending.printOut(line) } else { Ending.printError(line) }
            case .waitingForLock(let holder): Ending.printError("Waiting for \(holder).")
            case .lostAttempts(let attempts):
                let images = Set(attempts.map(\.image)).sorted().joined(separator: ", ")
                Ending.printError(
                    "warning: \(count(attempts.count, "request")) of an earlier run never got an answer here and may have "
                        + "been charged: \(images)"
                )
            case .warning(let text): Ending.printError("warning: \(text)")
            case .attemptStarted(let name, let attempt):
                if !isQuiet && attempt == 1 { Ending.printError("Asking for \(name) …") }
            case .retrying(let name, _, let seconds, let failure):
                let wait = (seconds * 10).rounded() / 10
                Ending.printError("\(name): \(failure.message); trying again in \(wait) s")
            case .stopping(let inFlight):
                Ending.printError(
                    inFlight == 0
                        ? "Stopping: nothing is under way."
                        : "Stopping: \(count(inFlight, "request")) under way may finish, as they are paid for. "
                            + "Ctrl-C again gives them up."
                )
            }
        }
    }
}
