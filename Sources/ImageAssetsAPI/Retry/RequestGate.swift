import ImageAssetsModel

/// Lets the attempts of a run through, one by one in the order in which they came, at the run's pace.
///
/// All requests share one gate, so what one of them learns holds for all: a wait that the server asks for is
/// everybody's, and a fault that no other can escape closes the gate for good. Large bodies count too: what is sent
/// stays in memory until it is answered, so only so many bytes may be under way, though a single request always passes.
///
/// `line` holds whoever has entered and has not passed yet. Only the first of it may pass: so nobody overtakes, and
/// each one decides by a pace that knows of all starts before. Everybody else is suspended, and so is the first while
/// it is too early or the bytes under way leave no room. Whoever is suspended is woken when it becomes the first, when
/// it is the first and an attempt leaves, and when its task is cancelled; it then looks at everything anew, so that a
/// needless wake does no harm.
package actor RequestGate {
    private let time: TimeSource
    private let maximumBytes: Int
    private var pace: Pace
    private var course = RunCourse()
    private var bytesUnderWay = 0
    private(set) var line: [Place] = []
    private var nextNumber = 0

    init(time: TimeSource, delays: [Double] = [3, 8, 15], maximumBytes: Int = 256 << 20) {
        self.time = time
        self.maximumBytes = maximumBytes
        pace = Pace(delays: delays)
    }

    struct Place {
        let number: Int
        /// Nil while its task is awake.
        var suspended: CheckedContinuation<Void, Never>?
    }

    /// What an attempt has from when it passes until it leaves.
    struct Pass: Sendable {
        fileprivate let bytes: Int
        fileprivate let ticket: Pace.Ticket
    }

    enum Entry: Sendable {
        case open(Pass)
        /// Nothing is sent any more.
        case closed
        case cancelled
    }

    var isClosed: Bool { course.ending != nil }

    /// Seconds until somebody who comes now may pass, as things are.
    var expectedWait: Double { pace.expectedWait(at: time.uptime(), behind: line.count) }

    /// Returns once the attempt may be sent, or need not wait for that any more. Whoever gets a pass has to leave.
    func enter(bytes: Int) async -> Entry {
        let number = nextNumber
        nextNumber += 1
        line.append(Place(number: number))
        defer {
            line.removeAll { $0.number == number }
            wakeFirst()
        }
        while !Task.isCancelled {
            guard line.first?.number == number else {
                await suspend(number)
                continue
            }
            if isClosed { return .closed }
            let wait = pace.wait(at: time.uptime())
            if wait > 0 {
                await suspend(number, for: wait)
            } else if pace.underWay > 0, bytesUnderWay + bytes > maximumBytes {
                await suspend(number)
            } else {
                bytesUnderWay += bytes
                return .open(Pass(bytes: bytes, ticket: pace.start(at: time.uptime())))
            }
        }
        return .cancelled
    }

    // MARK: Leaving

    /// An attempt that was never made, or that was given up.
    func leave(_ pass: Pass, wasSent: Bool) {
        pace.ended(pass.ticket, wasSent: wasSent)
        free(pass)
    }

    func leaveWithImage(_ pass: Pass) {
        course.served()
        leave(pass, wasSent: true)
    }

    /// The fault as it stands in the light of the run.
    func leave(_ pass: Pass, _ fault: AttemptFailure) -> AttemptFailure {
        let now = time.uptime()
        let isTurnedAway = fault.failure.progress == .turnedAway
        if isTurnedAway {
            pace.turnedAway(pass.ticket, at: now, told: fault.askedWait)
        } else {
            pace.ended(pass.ticket, wasSent: fault.failure.progress == .sent)
        }
        free(pass)
        let isHopeless = isTurnedAway && pace.isHopeless(at: now)
        return course.judge(fault, after: now - pass.ticket.start, isHopeless: isHopeless)
    }

    /// An image has used up its attempts; nil: it is not the one to tell of it.
    func conclude(_ fault: AttemptFailure) -> ImageFailure? { course.conclude(fault) }

    private func free(_ pass: Pass) {
        bytesUnderWay -= pass.bytes
        wakeFirst()
    }

    // MARK: The line

    /// Returns when it is woken. Nothing can come between the caller's look at the line and this, as no other task has
    /// the actor before the continuation is stored; that of a cancellation comes after it for the same reason.
    private func suspend(_ number: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard let index = line.firstIndex(where: { $0.number == number }) else { return continuation.resume() }
                line[index].suspended = continuation
            }
        } onCancel: {
            Task { await self.wake(number) }
        }
    }

    /// Returns when it is woken, and after so many seconds at the latest: an attempt that leaves may make room sooner.
    private func suspend(_ number: Int, for seconds: Double) async {
        let alarm = Task { [time] in
            try? await time.sleep(seconds)
            wake(number)
        }
        await suspend(number)
        alarm.cancel()
    }

    private func wakeFirst() {
        if let first = line.first { wake(first.number) }
    }

    private func wake(_ number: Int) {
        guard let index = line.firstIndex(where: { $0.number == number }) else { return }
        line[index].suspended?.resume()
        line[index].suspended = nil
    }
}
