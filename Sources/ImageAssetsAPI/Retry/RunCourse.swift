import ImageAssetsModel

/// What the attempts of a run have in common: it tells a fault of one image from one that no other image can escape,
/// and ends the run at the first of those.
///
/// A single fault seldom says which it is. What tells is whether anything was drawn before (`hasImage`: then the way
/// and the account are fine), and whether the same ending comes twice (`timeLimits`, `lostAfter`: then somebody's
/// patience is shorter than a drawing). So each fault goes through `judge` once, with its attempt's time, and comes
/// back with `stop` as the run sees it; what an image is left with after its last attempt goes through `conclude`.
struct RunCourse {
    private var hasImage = false
    /// How many attempts were ended by a time limit that said so.
    private var timeLimits = 0
    /// Seconds after which attempts were lost whose outcome nobody knows.
    private var lostAfter: [Double] = []
    /// What ended the run, set once; nothing is sent any more.
    private(set) var ending: ImageFailure?

    mutating func served() { hasImage = true }

    /// The fault as it stands in the light of the run. One that every other request would meet ends it.
    ///
    /// - Parameters:
    ///   - seconds: how long the attempt took.
    ///   - isHopeless: whether the server turns everything away, and has for long.
    mutating func judge(_ fault: AttemptFailure, after seconds: Double, isHopeless: Bool) -> AttemptFailure {
        var fault = fault
        if fault.isTimeLimit { timeLimits += 1 }
        let isSecond = fault.isTimeLimit ? timeLimits == 2 : isLostAsBefore(fault, after: seconds)
        if isSecond, !hasImage, fault.failure.stop == nil, ending == nil {
            // Our own limit has said its seconds.
            fault.failure.remarks.append(
                .secondToEndSo(after: fault.failure.code == .timeout ? nil : Int(seconds.rounded())))
            fault.failure.stop = .timeLimit
        }
        // What was answered to a server's own liking says nothing against others when it has served before.
        if fault.failure.stop == .alike, fault.failure.progress != .unsent, hasImage { fault.failure.stop = nil }
        if isHopeless, fault.failure.stop == nil {
            fault.failure.remarks.append(.nothingServed(minutes: Int(Pace.patience / 60)))
            fault.failure.stop = .rateLimited
        }
        // One image tells it; what never left of others is left for another run.
        if ending != nil, fault.failure.progress == .unsent { fault.failure.stop = nil }
        end(by: fault.failure)
        return fault
    }

    /// Whether an attempt was lost after the same time as one before it. Many a time limit does not say that it is one:
    /// it cuts the connection (proxies, firewalls) or answers 502 (Apache). Drawings and crashes take times of their
    /// own.
    private mutating func isLostAsBefore(_ fault: AttemptFailure, after seconds: Double) -> Bool {
        guard fault.failure.progress == .sent, [.server, .transport].contains(fault.failure.code),
            seconds >= Self.shortestLimit
        else { return false }
        defer { lostAfter.append(seconds) }
        return lostAfter.contains { abs($0 - seconds) <= Self.slack.seconds + seconds * Self.slack.share }
    }

    /// Seconds. No limit that anybody sets is shorter.
    private static let shortestLimit = 8.0
    /// How far apart two may be that one limit ended.
    private static let slack = (seconds: 0.5, share: 0.05)

    /// An image has used up its attempts. None of them left, or none got behind the gateway: others would fare no
    /// better. Nil: another image has told that already, and what never left is left for another run.
    mutating func conclude(_ fault: AttemptFailure) -> ImageFailure? {
        var failure = fault.failure
        if ending != nil, failure.progress == .unsent { return nil }
        if failure.stop == nil, failure.progress == .unsent || fault.isBeforeServer && !hasImage {
            failure.stop = .alike
        }
        end(by: failure)
        return failure
    }

    private mutating func end(by failure: ImageFailure) {
        if failure.stop != nil, ending == nil { ending = failure }
    }
}
