import ImageAssetsModel
import ImageAssetsPlanning

/// What is printed of a run as it goes: which line, and on which stream.
package enum RunText {
    package enum Line: Sendable, Hashable {
        case output(String)
        case error(String)
    }

    /// Nil: nothing is said of it.
    ///
    /// - Parameters:
    ///   - isQuiet: standard output belongs to a document, so only what is wrong is told.
    ///   - output: the style of standard output.
    ///   - errors: the style of standard error.
    package static func line(for event: Event, isQuiet: Bool, output: Style, errors: Style) -> Line? {
        switch event {
        case .planned, .attemptStarted: return nil
        case .finished(let image):
            if isQuiet { return nil }
            return image.failure == nil
                ? .output(TextReport.streaming(output).line(image)) : .error(TextReport.streaming(errors).line(image))
        case .waitingForLock(let holder): return .error("Waiting for \(holder.description.plain).")
        case .lostAttempts(let attempts):
            let images = Set(attempts.map(\.image)).sorted().joined(separator: ", ").plain
            return .error(
                "\(errors.label(.warning)) \(count(attempts.count, "request")) of an earlier run got no answer here "
                    + "and may have been charged: \(images)"
            )
        case .diagnosed(let diagnostic): return isQuiet ? nil : .error(diagnostic.text(errors))
        case .warning(let text): return .error("\(errors.label(.warning)) \(text.plain)")
        case .retrying(let name, _, let seconds, let failure):
            return .error("\(name): \(failure.message.plain); trying again in \(seconds.plainText) s")
        case .stopping(0): return .error("Stopping: nothing is under way.")
        case .stopping(let inFlight):
            return .error(
                "Stopping: \(count(inFlight, "request")) under way may finish, as "
                    + "\(inFlight == 1 ? "it is" : "they are") paid for. Ctrl-C again gives up on "
                    + "\(inFlight == 1 ? "it" : "them")."
            )
        }
    }
}
