/// How quickly a run may send, found out from what the server turns away. A value: whoever has it tells it the time.
///
/// At first a few are under way together, and the rest start a little apart, so that a limit is met by a few and not by
/// all. Once a request was turned away (429), they start one by one, an interval apart: the first after the wait that
/// is told, or one of our own that grows while nothing is let through, and others only when that one is not turned
/// away. Each start makes the interval a little shorter. The next refusal makes it longer, and tells what the server
/// lets through: it was at its limit then and when it refused before, so the starts between are what fits between.
/// A server that lets nothing gather tells more: the time since it last let one through was too short, and one that is
/// hardly longer may do.
struct Pace {
    /// What an attempt gets when it starts, and gives back when it is over.
    struct Ticket: Sendable, Hashable {
        fileprivate let number: Int
        let start: Double
        fileprivate let refusals: Int
        /// When the one before it started that was let through.
        fileprivate let lastTaken: Double?
    }

    /// Requests that are under way together at first without a thought.
    private static let firstTogether = 4
    /// Seconds between those that follow while nothing is known.
    private static let firstInterval = 0.25
    /// What each start makes of the interval: while it is only guessed, and once it was measured.
    private static let (guessedGrowth, measuredGrowth) = (0.7, 0.94)
    /// What a refusal makes of it at the most when several requests were let through before.
    private static let mostBack = 1.5
    private static let intervals = 0.05...60.0
    /// The part of the interval that is measured so far below which the guess does not go.
    private static let likelyShare = 0.5
    /// How much longer than what was too short the next attempt at it is, and each further one in a row.
    private static let (beyondRefused, farBeyondRefused) = (1.05, 1.3)
    /// The part of the interval that is measured so far from which on what was too short is close to what will do.
    private static let nearShare = 0.6
    /// So many have to be let through before what was too short is tried again.
    private static let memory = 12
    /// Seconds for which a request is at least waited for whether it is turned away.
    private static let leastProof = 1.0
    /// Seconds without anything served after which a run gives up.
    static let patience = 600.0

    /// Seconds of our own after the first, second, … refusal in a row.
    private let delays: [Double]
    private var started = 0
    private var firstStart: Double?
    /// Of those that started, all that were not turned away, as far as is known by now.
    private var letThroughInAll = 0
    private var underWay = 0
    private var lastStart = -Double.infinity
    /// When the next may start.
    private(set) var next = 0.0
    private(set) var interval = 0.0
    /// When the first one was turned away, and how many were let through since.
    private var firstRefusal: Double?
    private var letThrough = 0
    private var letThroughSinceRefusal = 0
    /// When the last one started that was let through, as far as is known by now.
    private var lastTaken: Double?
    /// Seconds after that one which were too short at the last refusal.
    private var refusedGap: Double?
    private var isMeasured = false
    private var refusals = 0
    private var refusalsInARow = 0
    /// Since when every answer was a refusal.
    private var nothingServedSince: Double?
    /// The one request that goes ahead after a refusal, until it is known not to be turned away.
    private var probe: Ticket?
    private var slowestRefusal = 0.0

    /// - Parameter delays: those of the retry policy; the pause after a refusal is never nothing.
    init(delays: [Double] = [3, 8, 15]) {
        self.delays = delays.isEmpty ? [3] : delays
    }

    /// Seconds until the next may start, 0: at once. An answer can shorten it, so nobody waits for more than this in
    /// one go.
    mutating func wait(at now: Double) -> Double {
        if now < next { return next - now }
        if firstRefusal == nil {
            return underWay < Self.firstTogether ? 0 : max(0, lastStart + Self.firstInterval - now)
        }
        guard let probe else { return 0 }
        let proof = probe.start + max(Self.leastProof, 2 * slowestRefusal) - now
        if proof > 0 { return min(proof, Self.leastProof / 2) }
        passed(probe)
        return max(0, next - now)
    }

    /// Seconds until one that stands behind so many others may start, as things are.
    func expectedWait(at now: Double, behind others: Int) -> Double {
        max(0, next - now) + Double(others) * interval
    }

    mutating func start(at now: Double) -> Ticket {
        started += 1
        letThroughInAll += 1
        underWay += 1
        firstStart = firstStart ?? now
        lastStart = now
        let ticket = Ticket(number: started, start: now, refusals: refusals, lastTaken: lastTaken)
        lastTaken = now
        if firstRefusal == nil { return ticket }
        letThrough += 1
        letThroughSinceRefusal += 1
        if refusalsInARow > 0 {
            probe = ticket
        } else {
            shorten(at: now)
            next = now + interval
        }
        return ticket
    }

    private var growth: Double { isMeasured ? Self.measuredGrowth : Self.guessedGrowth }

    /// Shortens the interval after a start, but not below a share of the interval that was measured so far: a server
    /// that saved up room while the run waited lets a few through quickly, and that does not last. Nor to what was too
    /// short a moment ago, towards which it goes quickly.
    private mutating func shorten(at now: Double) {
        var shorter = interval * growth
        if let refusedGap, letThroughSinceRefusal <= Self.memory {
            let least = refusedGap * Self.beyondRefused
            shorter = max(least, min(shorter, (least * interval).squareRoot()))
        }
        let likely = (isMeasured ? measured(to: now) ?? 0 : average(to: now)) * Self.likelyShare
        interval = max(Self.intervals.lowerBound, min(interval, max(shorter, likely)))
    }

    /// Seconds from one that was let through to the next, all in all.
    private func measured(to now: Double) -> Double? {
        guard let firstRefusal, letThrough > 0 else { return nil }
        return (now - firstRefusal) / Double(letThrough)
    }

    /// The same over the whole run, which takes the first for what a server lets through at any time: true of one that
    /// counts by the minute, and a guess for others.
    private func average(to now: Double) -> Double {
        (now - (firstStart ?? now)) / Double(max(1, letThroughInAll))
    }

    private mutating func passed(_ ticket: Ticket) {
        if probe == ticket { probe = nil }
        if !isMeasured, letThroughInAll > 1 {
            interval = max(Self.intervals.lowerBound, min(interval, average(to: ticket.start)))
        }
        refusalsInARow = 0
        nothingServedSince = nil
        next = max(next, ticket.start + interval)
    }

    /// Any answer but a refusal, or none. A request that never left says nothing.
    mutating func ended(_ ticket: Ticket, wasSent: Bool) {
        underWay -= 1
        if wasSent {
            nothingServedSince = nil
        } else {
            letThroughInAll -= 1
            if lastTaken == ticket.start { lastTaken = ticket.lastTaken }
            if firstRefusal != nil { letThrough = max(0, letThrough - 1) }
        }
        if probe == ticket {
            if wasSent { passed(ticket) } else { probe = nil }
        }
    }

    /// - Parameter told: seconds for which the server asks to be left alone.
    mutating func turnedAway(_ ticket: Ticket, at now: Double, told: Double?) {
        underWay -= 1
        slowestRefusal = max(slowestRefusal, now - ticket.start)
        if probe == ticket { probe = nil }
        letThroughInAll -= 1
        if lastTaken == ticket.start { lastTaken = ticket.lastTaken }
        if ticket.refusals > 0 {
            letThrough = max(0, letThrough - 1)
            letThroughSinceRefusal = max(0, letThroughSinceRefusal - 1)
        }
        nothingServedSince = nothingServedSince ?? now
        // Of a burst, only the first says something.
        guard ticket.refusals == refusals else {
            if let told { next = max(next, now + told) }
            return
        }
        refusals += 1
        refusalsInARow += 1
        firstRefusal = firstRefusal ?? ticket.start
        var pause = ownPause
        refusedGap = nil
        if let measured = measured(to: ticket.start) {
            let gap = lastTaken.map { ticket.start - $0 } ?? 0
            // A server that counts by the minute lets several through in a row, and refuses after gaps of any length.
            if gap > 0, gap < measured { refusedGap = gap }
            if told == nil, isMeasured, let lastTaken, let refusedGap, refusedGap > measured * Self.nearShare {
                let factor = refusalsInARow == 1 ? Self.beyondRefused : Self.farBeyondRefused
                interval = min(max(interval, refusedGap) * factor, Self.intervals.upperBound)
                pause = max(Self.intervals.lowerBound, lastTaken + interval - now)
            } else {
                lengthen(measured)
                pause =
                    refusalsInARow == 1
                    ? interval / 2
                    : min(pause, (1..<refusalsInARow).reduce(interval) { pause, _ in pause * Self.mostBack })
            }
        } else {
            interval = max(Self.intervals.lowerBound, min(pause, told ?? pause))
        }
        letThroughSinceRefusal = 0
        // What is told is believed until it proves too short.
        if let told { pause = refusalsInARow == 1 && !isMeasured ? told : max(told, pause) }
        next = max(next, now + pause)
    }

    private mutating func lengthen(_ measured: Double) {
        let back = interval / growth
        let longer =
            if !isMeasured {
                // Between the two: `back` is too short, because the server had saved up room, and `measured` is too
                // long, because it counts the time that the run waited.
                (measured * back).squareRoot()
            } else if letThroughSinceRefusal <= 1 {
                // At most one was let through since the last refusal: the interval is far too short.
                measured
            } else {
                min(measured, interval * Self.mostBack)
            }
        interval = min(max(back, longer, Self.intervals.lowerBound), Self.intervals.upperBound)
        isMeasured = true
    }

    private var ownPause: Double {
        let further = max(0, refusalsInARow - delays.count)
        let delay = max(delays[min(refusalsInARow, delays.count) - 1], Self.intervals.lowerBound)
        return min(delay * (0..<further).reduce(1) { factor, _ in min(factor * 1.5, 1e6) }, Self.intervals.upperBound)
    }

    /// Whether nothing at all has been served for so long that it is no use to go on.
    func isHopeless(at now: Double) -> Bool {
        nothingServedSince.map { now - $0 >= Self.patience } ?? false
    }
}
