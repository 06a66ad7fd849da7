import ImageAssetsText

/// How long the requests of a run may take yet, by those that were answered in it.
///
/// How many are under way at once, on average, says how quickly the rest gets its turn: so the limit of the run counts,
/// and the server's pace too.
struct TimeLeft: Sendable {
    private var answers = 0.0
    private var sum = 0.0
    /// Seconds that all requests together were under way.
    private var busy = 0.0
    private var firstStart: Double?
    private var now = 0.0

    /// - Parameter underWay: how many were, until this time.
    mutating func pass(to time: Double, underWay: Int) {
        if underWay > 0 {
            firstStart = firstStart ?? now
            busy += Double(underWay) * max(0, time - now)
        }
        now = time
    }

    mutating func answered(after seconds: Double?) {
        guard let seconds else { return }
        answers += 1
        sum += seconds
    }

    /// Seconds; nil while nobody can know.
    func estimate(
        at time: Double, underWaySince starts: [Double], waitingUntil ends: [Double], unsent: Int
    ) -> Double? {
        guard answers > 0, let firstStart, time > firstStart else { return nil }
        let mean = sum / answers
        // What takes far longer than the others is no longer like them, and nothing else says when it comes.
        if unsent == 0, ends.isEmpty, starts.contains(where: { time - $0 > 2 * mean }) { return nil }
        let rests = starts.map { max(mean - (time - $0), mean / 10) }
        let longest = (rests + ends.map { max(0, $0 - time) + mean }).max() ?? 0
        let further = unsent + ends.count
        if further == 0 { return longest }
        let load = max(1, (busy + Double(starts.count) * max(0, time - now)) / (time - firstStart))
        return max(longest, (rests.reduce(0, +) + Double(further) * mean) / load)
    }
}

extension Double {
    /// Rounded up, as far as an estimate means anything: `0:50`, `2:30`, `14:00`.
    var asEstimate: String {
        let step = self <= 60 ? 5.0 : self <= 600 ? 10 : 60
        return ((self / step).rounded(.up) * step).asClock
    }
}
