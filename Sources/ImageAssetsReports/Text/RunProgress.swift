import ImageAssetsModel
import ImageAssetsPlanning

/// How far a run is, from its events: the one line that shows a wait of minutes to be alive.
package struct RunProgress: Sendable {
    private struct Attempt {
        package let number: Int
        package let start: Double
    }

    /// Seconds without a word after which a log shows that the run is alive.
    private static let heartbeat = 30.0

    private let start: Double
    private var lastWord: Double
    private var total = 0
    private var done = 0
    /// Of an image that is to have candidates there are several.
    private var underWay: [ImageName: [Attempt]] = [:]
    private var waiting: [ImageName: Int] = [:]

    /// Times are seconds of any clock that goes evenly.
    package init(at time: Double) {
        start = time
        lastWord = time
    }

    /// Something else has been printed.
    package mutating func hasPrinted(at time: Double) { lastWord = time }

    /// The line for a log, which keeps every one: only after a long silence.
    package mutating func heartbeat(at time: Double) -> String? {
        guard time - lastWord >= Self.heartbeat, let line = line(at: time) else { return nil }
        lastWord = time
        return line
    }

    package mutating func take(_ event: Event, at time: Double) {
        switch event {
        case .planned(let plan):
            total = plan.steps.reduce(0) { $0 + Self.ends(of: $1) }
        case .attemptStarted(let name, let attempt):
            if attempt > 1 { endWait(of: name) }
            underWay[name, default: []].append(Attempt(number: attempt, start: time))
        case .retrying(let name, let attempt, _, _):
            end(name, attempt: attempt)
            waiting[name, default: 0] += 1
        case .finished(let image):
            end(image.name)
            if image.action != .none { done += 1 }
        case .arrived(let candidate):
            end(candidate.image)
            done += 1
        case .candidateFailed(let name, _):
            end(name)
            done += 1
        case .waitingForLock, .noted, .found, .stopping, .rendered, .named, .quoted: break
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
        let rest = (waiting[name] ?? 0) - 1
        waiting[name] = rest > 0 ? rest : nil
    }

    /// `2 of 7 done, 4 under way, hero waits longest: 45 s, attempt 2; 1:23 in all`. Nil while no request is at work.
    package func line(at time: Double) -> String? {
        guard !underWay.isEmpty || !waiting.isEmpty else { return nil }
        var parts = ["\(done) of \(total) done", "\(underWay.values.reduce(0) { $0 + $1.count }) under way"]
        if !waiting.isEmpty { parts.append("\(waiting.values.reduce(0, +)) to be tried again") }
        let oldest = underWay.compactMap { name, attempts in attempts.first.map { (name: name, attempt: $0) } }
        if let (name, slowest) = oldest.min(by: { ($0.attempt.start, $0.name) < ($1.attempt.start, $1.name) }) {
            let attempt = slowest.number > 1 ? ", attempt \(slowest.number)" : ""
            parts.append("\(name) waits longest: \(Self.time(time - slowest.start))\(attempt)")
        }
        return parts.joined(separator: ", ") + "; \(Self.time(time - start)) in all"
    }

    /// `45 s`, `1:23`, `1:02:03`.
    package static func time(_ seconds: Double) -> String {
        let seconds = Int(max(0, seconds))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return "\(seconds / 60):\(two(seconds % 60))" }
        return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
}
