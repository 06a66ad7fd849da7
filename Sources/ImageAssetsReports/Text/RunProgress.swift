import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsText

/// How far a run is, from its events: what the one line says that shows a wait of minutes to be alive.
package struct RunProgress: Sendable {
    private struct Attempt {
        let number: Int
        let start: Double
    }

    private struct Wait {
        let end: Double
        /// The same as a clock on the wall shows it then.
        let timeOfDay: String
        let why: ImageFailure.Code
    }

    /// The attempt that is under way for the longest time.
    struct Slowest {
        let name: ImageName
        let attempt: Int
        let seconds: Double
    }

    /// Seconds without a word after which a log shows that the run is alive.
    private static let heartbeat = 30.0

    private let start: Double
    private let timeOfDay: @Sendable (Double) -> String
    private var lastWord: Double
    private(set) var total = 0
    private(set) var done = 0
    private(set) var failed = 0
    /// Requests of the plan that nothing was sent for so far.
    private var unsent = 0
    private var timeLeft = TimeLeft()
    /// Of an image that is to have candidates there are several.
    private var underWay: [ImageName: [Attempt]] = [:]
    private var waiting: [ImageName: [Wait]] = [:]

    /// Times are seconds of any clock that goes evenly.
    ///
    /// - Parameter timeOfDay: what a clock on the wall shows in so many seconds from now.
    package init(at time: Double, timeOfDay: @escaping @Sendable (Double) -> String = { _ in "" }) {
        start = time
        lastWord = time
        self.timeOfDay = timeOfDay
    }

    /// Something else has been printed.
    package mutating func hasPrinted(at time: Double) { lastWord = time }

    /// The line for a log, which keeps every one: only after a long silence.
    package mutating func heartbeat(at time: Double) -> String? {
        guard time - lastWord >= Self.heartbeat, let line = logLine(at: time) else { return nil }
        lastWord = time
        return line
    }

    // MARK: Events

    package mutating func take(_ event: Event, at time: Double) {
        timeLeft.pass(to: time, underWay: underWayCount)
        switch event {
        case .planned(let plan):
            total = plan.steps.reduce(0) { $0 + Self.ends(of: $1) }
            unsent = plan.requests
        case .attemptStarted(let name, let attempt):
            if attempt > 1 { endWait(of: name) } else { unsent = max(0, unsent - 1) }
            underWay[name, default: []].append(Attempt(number: attempt, start: time))
        case .retrying(let name, let attempt, let seconds, let failure):
            end(name, attempt: attempt)
            waiting[name, default: []].append(
                Wait(end: time + seconds, timeOfDay: timeOfDay(seconds), why: failure.code))
        case .finished(let image):
            end(image.name)
            if image.action != .none { done += 1 }
            if image.action == .failed { failed += 1 }
            if image.action == .generated { timeLeft.answered(after: image.seconds) }
        case .arrived(let candidate):
            // Else it is a further picture of an answer that was told of.
            if candidate.seconds != nil { end(candidate.image) }
            done += 1
            timeLeft.answered(after: candidate.seconds)
        case .candidateFailed(let name, _):
            end(name)
            done += 1
            failed += 1
        case .stopping:
            unsent = 0
            waiting = [:]
        case .waitingForLock, .noted, .found, .rendered, .named, .quoted: break
        }
    }

    /// How often it is told that a part of a step is done: of the image itself, where that is, and of each candidate.
    private static func ends(of step: Step) -> Int {
        switch step.action {
        case .nothing: step.requests
        case .publish, .protect: 1 + step.requests
        case .request, .draw, .fail, .hold: max(1, step.requests)
        }
    }

    /// One of the attempts under way is over; where it is not known which one, the oldest.
    private mutating func end(_ name: ImageName, attempt: Int? = nil) {
        guard var attempts = underWay[name], !attempts.isEmpty else { return endWait(of: name) }
        attempts.remove(at: attempts.firstIndex { $0.number == attempt } ?? 0)
        underWay[name] = attempts.isEmpty ? nil : attempts
    }

    private mutating func endWait(of name: ImageName) {
        let rest = (waiting[name] ?? []).dropFirst()
        waiting[name] = rest.isEmpty ? nil : Array(rest)
    }

    // MARK: What there is to say

    /// Nothing has to be shown while no request is at work.
    var isAtWork: Bool { !underWay.isEmpty || !waiting.isEmpty }
    /// All that is told of, which may come to be more than was planned.
    var whole: Int { max(total, done) }
    var underWayCount: Int { underWay.values.reduce(0) { $0 + $1.count } }
    var waitingCount: Int { waiting.values.reduce(0) { $0 + $1.count } }

    func elapsed(at time: Double) -> Double { time - start }

    func slowest(at time: Double) -> Slowest? {
        let oldest = underWay.compactMap { name, attempts in attempts.first.map { (name: name, attempt: $0) } }
        return oldest.min { ($0.attempt.start, $0.name) < ($1.attempt.start, $1.name) }.map {
            Slowest(name: $0.name, attempt: $0.attempt.number, seconds: time - $0.attempt.start)
        }
    }

    /// The first of the waits that is not over; nil also when the pace holds them back for longer than was said.
    func nextTry(at time: Double) -> (timeOfDay: String, why: ImageFailure.Code)? {
        waiting.values.joined().filter { $0.end > time }.min { $0.end < $1.end }.map { ($0.timeOfDay, $0.why) }
    }

    func secondsLeft(at time: Double) -> Double? {
        let starts = underWay.values.joined().map(\.start)
        let ends = waiting.values.joined().map(\.end)
        return timeLeft.estimate(at: time, underWaySince: starts, waitingUntil: ends, unsent: unsent)
    }
}
