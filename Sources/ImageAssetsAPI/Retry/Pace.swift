/// How quickly a run may send, found out from what the server turns away (429). It has no clock: whoever asks tells it
/// the time.
///
/// No server says beforehand what it allows, so a run starts as if there were no limit and is put right by refusals. It
/// goes through three stages:
///
/// 1. **Free**, until the first refusal. A few go together, and the rest a little apart, so that a limit is met by a
///    few and not by all.
/// 2. **Guessed.** From the first refusal on requests start one by one, an `interval` apart: the first of the retry
///    delays, or what the server told where that is less.
/// 3. **Measured**, once a refusal came after something was let through. The server was at its limit both then and when
///    it first refused, so what started between the two is what fits between them: that gives the interval.
///
/// In the last two, each start makes the interval a little shorter (`shorten`), and each refusal makes it longer
/// (`slowDown`). So it swings about what the server allows, close to it, and follows when that changes. After a refusal
/// one request goes ahead, the `probe`, and others wait until it was surely not turned away.
///
/// Refusals come within seconds, drawings after minutes. So each request is counted as let through when it starts, and
/// taken back (`takeBack`) when it turns out otherwise. Its `Ticket` has what that takes.
struct Pace {
    /// What an attempt gets when it starts, and gives back when it is over, exactly once.
    struct Ticket: Sendable, Hashable {
        fileprivate let number: Int
        let start: Double
        /// How many refusals there had been. Those that started before the last one tell nothing that it did not.
        fileprivate let refusals: Int
        /// When the one before it started that was let through.
        fileprivate let lastTaken: Double?
    }

    /// Requests that are under way together at first without a thought.
    private static let firstTogether = 4
    /// Seconds between those that follow while nothing is known.
    private static let firstInterval = 0.25
    /// What each start makes of the interval: while it is guessed, and once it was measured.
    private static let (guessedGrowth, measuredGrowth) = (0.7, 0.94)
    /// What a refusal makes of it at the most when several requests were let through before.
    private static let mostBack = 1.5
    private static let intervals = 0.05...60.0
    /// The part of the interval that is measured so far below which no start brings it.
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

    // What is under way.
    private(set) var underWay = 0
    private var started = 0
    private var firstStart: Double?
    private var lastStart = -Double.infinity

    // What comes next: when, and how far apart from then on; nothing of it counts while the pace is free.
    private var next = 0.0
    private var interval = 0.0
    private var isMeasured = false
    /// The one request that goes ahead after a refusal, until it is known not to be turned away.
    private var probe: Ticket?

    // What was let through, as far as is known by now: in all, from the first refusal on, and from the last one on.
    private var letThroughInAll = 0
    private var letThrough = 0
    private var letThroughLately = 0
    /// When the last of them started.
    private var lastTaken: Double?

    // What was turned away; of a burst, only the first counts.
    private var refusals = 0
    private var refusalsInARow = 0
    /// When the first one started that was turned away.
    private var firstRefusal: Double?
    /// Seconds after the last one that was let through which were too short at the last refusal. Nil where it was not
    /// their shortness that was refused.
    private var refusedGap: Double?
    /// Seconds that the slowest refusal took to come.
    private var slowestRefusal = 0.0
    /// Since when every answer was a refusal.
    private var nothingServedSince: Double?

    /// - Parameter delays: those of the retry policy; the pause after a refusal is never nothing.
    init(delays: [Double] = [3, 8, 15]) {
        self.delays = delays.isEmpty ? [3] : delays
    }

    // MARK: Starting

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
        underWay += 1
        firstStart = firstStart ?? now
        lastStart = now
        let ticket = Ticket(number: started, start: now, refusals: refusals, lastTaken: lastTaken)
        letThroughInAll += 1
        lastTaken = now
        if firstRefusal == nil { return ticket }
        letThrough += 1
        letThroughLately += 1
        if refusalsInARow > 0 {
            probe = ticket
        } else {
            shorten(at: now)
            next = now + interval
        }
        return ticket
    }

    /// Undoes what `start` counted, for one that was not let through or never left.
    private mutating func takeBack(_ ticket: Ticket) {
        letThroughInAll -= 1
        if lastTaken == ticket.start { lastTaken = ticket.lastTaken }
        guard ticket.refusals > 0 else { return }
        letThrough -= 1
        if ticket.refusals == refusals { letThroughLately -= 1 }
    }

    // MARK: Ending

    /// Any answer but a refusal, or none. A request that never left says nothing.
    mutating func ended(_ ticket: Ticket, wasSent: Bool) {
        underWay -= 1
        if wasSent { nothingServedSince = nil } else { takeBack(ticket) }
        if probe == ticket {
            if wasSent { passed(ticket) } else { probe = nil }
        }
    }

    /// The probe was let through: others may follow.
    private mutating func passed(_ ticket: Ticket) {
        probe = nil
        if !isMeasured, letThroughInAll > 1 { interval = Self.bounded(min(interval, average(to: ticket.start))) }
        refusalsInARow = 0
        nothingServedSince = nil
        next = max(next, ticket.start + interval)
    }

    /// - Parameter told: seconds for which the server asks to be left alone.
    mutating func turnedAway(_ ticket: Ticket, at now: Double, told: Double?) {
        underWay -= 1
        takeBack(ticket)
        if probe == ticket { probe = nil }
        slowestRefusal = max(slowestRefusal, now - ticket.start)
        nothingServedSince = nothingServedSince ?? now
        // Of a burst, only the first says something.
        guard ticket.refusals == refusals else {
            if let told { next = max(next, now + told) }
            return
        }
        refusals += 1
        refusalsInARow += 1
        firstRefusal = firstRefusal ?? ticket.start
        var pause = slowDown(after: ticket.start, at: now, told: told)
        letThroughLately = 0
        // What is told is believed until it proves too short.
        if let told { pause = refusalsInARow == 1 && !isMeasured ? told : max(told, pause) }
        next = max(next, now + pause)
    }

    /// Whether nothing at all has been served for so long that it is no use to go on.
    func isHopeless(at now: Double) -> Bool {
        underWay == 0 && nothingServedSince.map { now - $0 >= Self.patience } ?? false
    }

    // MARK: The interval

    private static func bounded(_ interval: Double) -> Double {
        min(max(interval, intervals.lowerBound), intervals.upperBound)
    }

    private var growth: Double { isMeasured ? Self.measuredGrowth : Self.guessedGrowth }

    /// Seconds from one that was let through to the next, from the first refusal on.
    private func measured(to now: Double) -> Double? {
        guard let firstRefusal, letThrough > 0 else { return nil }
        return (now - firstRefusal) / Double(letThrough)
    }

    /// The same over the whole run, which takes the first for what a server lets through at any time: true of one that
    /// counts by the minute, and a guess for others.
    private func average(to now: Double) -> Double {
        (now - (firstStart ?? now)) / Double(max(1, letThroughInAll))
    }

    /// After a start: shorter, but not below a share of what was measured so far, as a server that saved up room while
    /// the run waited lets a few through quickly, and that does not last. Nor to what was too short a moment ago,
    /// towards which it goes quickly.
    private mutating func shorten(at now: Double) {
        var shorter = interval * growth
        if let refusedGap, letThroughLately <= Self.memory {
            let least = refusedGap * Self.beyondRefused
            shorter = max(least, min(shorter, (least * interval).squareRoot()))
        }
        let likely = (isMeasured ? measured(to: now) ?? 0 : average(to: now)) * Self.likelyShare
        interval = max(Self.intervals.lowerBound, min(interval, max(shorter, likely)))
    }

    /// After the refusal of one that began at `start`: longer. Returns the seconds to wait before the next.
    private mutating func slowDown(after start: Double, at now: Double, told: Double?) -> Double {
        refusedGap = nil
        guard let measured = measured(to: start) else {
            interval = Self.bounded(min(ownPause, told ?? ownPause))
            return ownPause
        }
        // A server that counts by the minute lets several through in a row, and refuses after gaps of any length.
        if let lastTaken, start > lastTaken, start - lastTaken < measured { refusedGap = start - lastTaken }
        // A server that lets nothing gather tells more: the time since it last let one through was too short, and one
        // that is hardly longer may do.
        if told == nil, isMeasured, let lastTaken, let refusedGap, refusedGap > measured * Self.nearShare {
            let factor = refusalsInARow == 1 ? Self.beyondRefused : Self.farBeyondRefused
            interval = min(max(interval, refusedGap) * factor, Self.intervals.upperBound)
            return max(Self.intervals.lowerBound, lastTaken + interval - now)
        }
        lengthen(measured)
        if refusalsInARow == 1 { return interval / 2 }
        return min(ownPause, (1..<refusalsInARow).reduce(interval) { pause, _ in pause * Self.mostBack })
    }

    private mutating func lengthen(_ measured: Double) {
        let back = interval / growth
        let longer =
            if !isMeasured {
                // Between the two: `back` is too short, because the server had saved up room, and `measured` is too
                // long, because it counts the time that the run waited.
                (measured * back).squareRoot()
            } else if letThroughLately <= 1 {
                // At most one was let through since the last refusal: the interval is far too short.
                measured
            } else {
                min(measured, interval * Self.mostBack)
            }
        interval = Self.bounded(max(back, longer))
        isMeasured = true
    }

    /// Seconds by the retry delays, which grow beyond the last of them.
    private var ownPause: Double {
        let further = max(0, refusalsInARow - delays.count)
        let delay = max(delays[min(refusalsInARow, delays.count) - 1], Self.intervals.lowerBound)
        return min(delay * (0..<further).reduce(1) { factor, _ in min(factor * 1.5, 1e6) }, Self.intervals.upperBound)
    }
}
