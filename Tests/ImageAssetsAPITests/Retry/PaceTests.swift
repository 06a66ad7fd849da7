import Foundation
import Testing

@testable import ImageAssetsAPI

protocol RateLimit {
    mutating func takes(_ now: Double) -> Bool
    /// Seconds until it takes one.
    func wait(_ now: Double) -> Double
    /// Seconds that so many requests take if none is sent in vain.
    func time(of count: Int) -> Double
}

/// So many requests in each minute, as gateways count them.
struct ByTheMinute: RateLimit {
    let count: Int
    private var minute = -1.0
    private var taken = 0

    init(_ count: Int) { self.count = count }

    mutating func takes(_ now: Double) -> Bool {
        let this = (now / 60).rounded(.down)
        if this != minute { (minute, taken) = (this, 0) }
        taken += 1
        return taken <= count
    }

    func wait(_ now: Double) -> Double { (minute + 1) * 60 - now }

    func time(of count: Int) -> Double { Double((count - 1) / self.count) * 60 }
}

/// A limit as nginx has it: one request an interval, and so many at once beyond.
struct LeakyBucket: RateLimit {
    let interval: Double
    let burst: Double
    private var excess: Double?
    private var last = 0.0

    init(interval: Double, burst: Double) {
        (self.interval, self.burst) = (interval, burst)
    }

    mutating func takes(_ now: Double) -> Bool {
        let level = excess.map { max(0, $0 - (now - last) / interval + 1) } ?? 0
        guard level <= burst + 1e-9 else { return false }
        (excess, last) = (level, now)
        return true
    }

    func wait(_ now: Double) -> Double { excess.map { max(0, ($0 + 1 - burst) * interval - (now - last)) } ?? 0 }

    func time(of count: Int) -> Double { Double(count - 1) * interval - burst * interval }
}

@Suite("The pace of a run")
struct PaceTests {
    private struct Outcome {
        var made = 0
        var requests = 0
        var seconds = 0.0
    }

    /// A run of images against a limit, event by event on a clock of its own.
    private func run(
        _ images: Int, concurrency: Int, drawing: Double, latency: Double = 0.1, tells: Bool = false,
        _ limit: some RateLimit
    ) -> Outcome {
        var limit = limit
        var pace = Pace()
        var outcome = Outcome()
        var now = 0.0
        var queued = images
        /// Images that have a place and wait for their turn.
        var waiting = 0
        var underWay: [(end: Double, ticket: Pace.Ticket, isTaken: Bool, told: Double?)] = []
        while outcome.made < images, outcome.requests < 1_000 {
            while underWay.count + waiting < concurrency, queued > 0 {
                queued -= 1
                waiting += 1
            }
            let wait = waiting > 0 ? pace.wait(at: now) : .infinity
            let nextEnd = underWay.map(\.end).min() ?? .infinity
            if wait == 0 {
                waiting -= 1
                outcome.requests += 1
                let isTaken = limit.takes(now + latency / 2)
                let told = tells ? limit.wait(now + latency / 2).rounded(.up) : nil
                underWay.append((now + latency + (isTaken ? drawing : 0), pace.start(at: now), isTaken, told))
                continue
            }
            now = min(now + wait, nextEnd)
            for ended in underWay where ended.end <= now {
                if ended.isTaken {
                    pace.ended(ended.ticket, wasSent: true)
                    outcome.made += 1
                } else {
                    pace.turnedAway(ended.ticket, at: now, told: ended.told)
                    waiting += 1
                }
            }
            underWay.removeAll { $0.end <= now }
        }
        outcome.seconds = now
        return outcome
    }

    @Test(
        "finds a limit, whether it is told or not: thirty images in at most 1.3 times its own time, with at most 1.5 requests each",
        arguments: [4, 16], [0.0, 5, 20, 45])
    func steady(concurrency: Int, drawing: Double) {
        for tells in [false, true] {
            for (interval, burst) in [10.0, 5, 30].flatMap({ interval in [0, 1, 2, 4.0].map { (interval, $0) } }) {
                let limit = LeakyBucket(interval: interval, burst: burst)
                let outcome = run(30, concurrency: concurrency, drawing: drawing, tells: tells, limit)
                let least = max(limit.time(of: 30) + drawing, 30 * drawing / Double(concurrency))
                let what = "\(interval) s, burst \(burst), \(tells ? "told" : "untold"): \(outcome) of \(least) s"
                #expect(outcome.made == 30)
                #expect(outcome.seconds <= 1.3 * least, "\(what)")
                #expect(outcome.requests <= 45, "\(what)")
            }
        }
    }

    @Test("finds what is let through in a minute where that is counted", arguments: [4, 16], [0.0, 5, 20])
    func byTheMinute(concurrency: Int, drawing: Double) {
        for count in [10, 20] {
            for tells in [false, true] {
                let limit = ByTheMinute(count)
                let outcome = run(30, concurrency: concurrency, drawing: drawing, tells: tells, limit)
                let least = max(limit.time(of: 30) + drawing, 30 * drawing / Double(concurrency))
                let what = "\(count) a minute, \(tells ? "told" : "untold"): \(outcome) of \(least) s"
                #expect(outcome.made == 30)
                #expect(outcome.seconds <= (tells ? 1.4 : 1.8) * least, "\(what)")
                #expect(outcome.requests <= 45, "\(what)")
            }
        }
    }

    @Test("without a limit nobody waits for long: sixteen start within three seconds, and faster where answers come")
    func unlimited() {
        let limit = LeakyBucket(interval: 0.000_1, burst: 1_000)
        #expect(run(16, concurrency: 16, drawing: 60, limit).seconds < 63.5)
        #expect(run(100, concurrency: 16, drawing: 0, limit).seconds < 7)
    }

    @Test("waits as long as it is told, and longer only when that was not enough")
    func told() {
        var pace = Pace()
        pace.turnedAway(pace.start(at: 0), at: 0, told: 7)
        #expect(pace.wait(at: 0) == 7)
        pace.turnedAway(pace.start(at: 7), at: 7, told: 1)
        #expect(pace.wait(at: 7) == 8)
        pace.turnedAway(pace.start(at: 15), at: 15, told: 100)
        #expect(pace.wait(at: 15) == 100)
    }

    @Test("its own waits are those of --retry-delays, and grow beyond them to a minute")
    func ownWaits() {
        var pace = Pace(delays: [3, 8, 15])
        var now = 0.0
        let waits = (1...9).map { _ in
            pace.turnedAway(pace.start(at: now), at: now, told: nil)
            let wait = pace.wait(at: now)
            now += wait
            return wait
        }
        #expect(waits == [3, 8, 15, 22.5, 33.75, 50.625, 60, 60, 60])
    }

    @Test("it never asks without a pause, whatever --retry-delays are")
    func noDelay() {
        var pace = Pace(delays: [0])
        var now = 0.0
        for _ in 1...30 {
            pace.turnedAway(pace.start(at: now), at: now, told: nil)
            #expect(pace.wait(at: now) >= 0.05)
            now += pace.wait(at: now)
        }
        #expect(now > 600)
    }

    @Test("a burst of refusals counts once")
    func burst() {
        var pace = Pace()
        let tickets = (1...4).map { _ in pace.start(at: 0) }
        for ticket in tickets { pace.turnedAway(ticket, at: 0, told: nil) }
        #expect(pace.wait(at: 0) == 3)
    }

    @Test("a request that never left says nothing, whenever that is known")
    func unsent() {
        let waits = [false, true].map { isLate in
            var pace = Pace()
            let (unsent, refused) = (pace.start(at: 0), pace.start(at: 0.25))
            if !isLate { pace.ended(unsent, wasSent: false) }
            pace.turnedAway(refused, at: 0.5, told: nil)
            let probe = pace.start(at: 4)
            if isLate { pace.ended(unsent, wasSent: false) }
            pace.ended(probe, wasSent: true)
            pace.turnedAway(pace.start(at: 8), at: 8.5, told: nil)
            return pace.wait(at: 8.5)
        }
        #expect(waits[0] == waits[1])
    }

    @Test(
        "one goes ahead after a refusal, and the others start once it was not turned away for long enough, or is answered"
    )
    func probe() {
        for isAnswered in [false, true] {
            var pace = Pace()
            pace.turnedAway(pace.start(at: 0), at: 2, told: 1)
            let probe = pace.start(at: 3)
            #expect(pace.wait(at: 3) > 0)
            if isAnswered { pace.ended(probe, wasSent: true) }
            // Refusals take two seconds here, so that after four there will be none.
            #expect((pace.wait(at: 6.5) > 0) == !isAnswered)
            #expect(pace.wait(at: 7.1) == 0)
        }
    }
}
