import ImageAssetsModel

/// Whether a failed attempt is repeated, and after how long. One pure function decides.
package struct RetryPolicy: Sendable, Hashable {
    package enum Mode: String, Sendable, CaseIterable {
        /// Also what may have been charged: a lost connection, a time limit, a server's error.
        case all
        /// Only what surely did not start: no connection, or a refusal before any work.
        case safe
    }

    let mode: Mode
    /// Seconds before the second, third, … attempt. As many retries as there are delays.
    package let delays: [Double]

    package init(mode: Mode = .all, delays: [Double] = [3, 8, 15]) {
        self.mode = mode
        self.delays = delays
    }

    /// Seconds. A server that asks for more ends the attempts.
    static let longestWait = 120.0
    /// The part of a delay that jitter may take away.
    private static let jitterShare = 0.25

    /// Seconds until the next attempt; nil when there is none.
    ///
    /// - Parameters:
    ///   - attempt: the attempt that failed, from 1; those that were turned away do not count.
    ///   - jitter: 0 for the whole delay, 1 for the shortest.
    func wait(after fault: AttemptFailure, attempt: Int, jitter: Double) -> Double? {
        guard fault.isPassing, mode == .all || fault.surelyDidNotStart else { return nil }
        let asked = fault.askedWait ?? 0
        guard asked <= Self.longestWait, attempt <= delays.count else { return nil }
        return max(delays[attempt - 1] * (1 - Self.jitterShare * jitter), asked)
    }
}

/// A failed attempt, with what decides about the next one.
struct AttemptFailure: Sendable, Hashable {
    var failure: ImageFailure
    /// Whether another attempt can fare better.
    let isPassing: Bool
    /// Seconds for which the server asks to be left alone.
    var askedWait: Double?
    /// Whether somebody's patience ended it, ours or a gateway's: what was begun may be charged.
    var isTimeLimit = false
    /// Whether a gateway answers in place of the server behind it.
    var isBeforeServer = false

    /// Whether no server can have begun with it.
    var surelyDidNotStart: Bool {
        failure.progress != .sent || failure.status.map(ImageFailure.neverBegun.contains) ?? false
    }
}
