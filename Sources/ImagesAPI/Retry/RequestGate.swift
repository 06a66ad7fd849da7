import ImageAssets

/// Lets attempts through, and slows the whole run down when the server says that it is too much.
///
/// After a 429 half as many may be under way at once and none starts before the wait is over; with each round of answers one
/// more is let in, until nobody has to wait. Large bodies count too: what is sent stays in memory until it is answered, so
/// only so many bytes may be under way, though a single request always passes.
///
/// A server that asks to be left alone for longer than anybody waits closes the gate: what comes before that time is over
/// fails at once, unsent.
package actor RequestGate {
    private let time: TimeSource
    private let maximumBytes: Int
    private var underWay = 0
    private var bytesUnderWay = 0
    /// Nil: as many as come.
    private(set) var limit: Int?
    private var answersSinceRaise = 0
    private var pausedUntil = 0.0
    private var refusal: ImageFailure?
    /// Counts the slowdowns: of attempts that began before one, their 429s belong to it.
    private var slowdowns = 0
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var nextWaiter = 0

    var waitingCount: Int { waiting.count }

    package init(time: TimeSource, maximumBytes: Int = 256 << 20) {
        self.time = time
        self.maximumBytes = maximumBytes
    }

    package struct Pass: Sendable {
        fileprivate let bytes: Int
        fileprivate let slowdowns: Int
    }

    package enum Entry: Sendable {
        case open(Pass)
        /// Nothing may be sent for longer than is waited; the answer that said so.
        case closed(ImageFailure)
        case cancelled
    }

    package enum Answer: Sendable {
        case rateLimited(waitSeconds: Double, ImageFailure)
        /// Any other answer, or none.
        case other
    }

    /// Seconds for which nothing starts.
    package var pause: Double { max(0, pausedUntil - time.uptime()) }

    package func enter(bytes: Int) async -> Entry {
        while !Task.isCancelled {
            if let refusal, pause > RetryPolicy.longestWait {
                return .closed(refusal)
            } else if pause > 0 {
                try? await time.sleep(pause)
            } else if underWay > 0, underWay >= limit ?? .max || bytesUnderWay + bytes > maximumBytes {
                await change()
            } else {
                underWay += 1
                bytesUnderWay += bytes
                return .open(Pass(bytes: bytes, slowdowns: slowdowns))
            }
        }
        return .cancelled
    }

    package func leave(_ pass: Pass, _ answer: Answer) {
        switch answer {
        case .rateLimited(let seconds, let failure):
            refusal = failure
            if pass.slowdowns == slowdowns {
                slowdowns += 1
                limit = max(1, min(limit ?? underWay, underWay) / 2)
            }
            answersSinceRaise = 0
            pausedUntil = max(pausedUntil, time.uptime() + seconds)
        case .other:
            answersSinceRaise += 1
            if let limit, answersSinceRaise >= limit {
                self.limit = limit + 1
                answersSinceRaise = 0
            }
        }
        underWay -= 1
        bytesUnderWay -= pass.bytes
        wakeAll()
    }

    private func wakeAll() {
        let woken = waiting
        waiting = [:]
        for continuation in woken.values { continuation.resume() }
    }

    /// Waits until an attempt has left, or the task is cancelled.
    private func change() async {
        nextWaiter += 1
        let waiter = nextWaiter
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { continuation.resume() } else { waiting[waiter] = continuation }
            }
        } onCancel: {
            Task { await self.wake(waiter) }
        }
    }

    private func wake(_ waiter: Int) {
        waiting.removeValue(forKey: waiter)?.resume()
    }
}
