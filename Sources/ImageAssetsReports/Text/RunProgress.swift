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
    private var underWay: [ImageName: Attempt] = [:]
    private var waiting: Set<ImageName> = []

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
        case .planned(let plan): total = plan.steps.count { $0.action != .nothing }
        case .attemptStarted(let name, let attempt):
            waiting.remove(name)
            underWay[name] = Attempt(number: attempt, start: time)
        case .retrying(let name, _, _, _):
            underWay[name] = nil
            waiting.insert(name)
        case .finished(let image):
            underWay[image.name] = nil
            waiting.remove(image.name)
            if image.action != .none { done += 1 }
        case .waitingForLock, .noted, .found, .stopping: break
        }
    }

    /// `2 of 7 done, 4 under way, hero waits longest: 45 s, attempt 2; 1:23 in all`. Nil while no request is at work.
    package func line(at time: Double) -> String? {
        guard !underWay.isEmpty || !waiting.isEmpty else { return nil }
        var parts = ["\(done) of \(total) done", "\(underWay.count) under way"]
        if !waiting.isEmpty { parts.append("\(waiting.count) to be tried again") }
        if let (name, slowest) = underWay.min(by: { ($0.value.start, $0.key) < ($1.value.start, $1.key) }) {
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
