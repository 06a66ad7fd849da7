import ImageAssetsModel

/// Lets attempts through, one after the other in the order in which they came, at the run's pace.
///
/// Large bodies count too: what is sent stays in memory until it is answered, so only so many bytes may be under way,
/// though a single request always passes. A fault that no other request can escape closes the gate for good.
package actor RequestGate {
    private let time: TimeSource
    private let maximumBytes: Int
    private var pace: Pace
    private var course = RunCourse()
    private var underWay = 0
    private var bytesUnderWay = 0
    /// Whether somebody stands in the gate, and who stands behind, in order.
    private var isOccupied = false
    private(set) var line: [(number: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    private(set) var changes: [CheckedContinuation<Void, Never>] = []
    private var nextNumber = 0

    package init(time: TimeSource, delays: [Double] = [3, 8, 15], maximumBytes: Int = 256 << 20) {
        self.time = time
        self.maximumBytes = maximumBytes
        pace = Pace(delays: delays)
    }

    package struct Pass: Sendable {
        fileprivate let bytes: Int
        fileprivate let ticket: Pace.Ticket
    }

    package enum Entry: Sendable {
        case open(Pass)
        /// Nothing is sent any more.
        case closed
        case cancelled
    }

    package var isClosed: Bool { course.ending != nil }

    /// Seconds until somebody who comes now may pass, as things are.
    var expectedWait: Double { pace.expectedWait(at: time.uptime(), behind: line.count + (isOccupied ? 1 : 0)) }

    package func enter(bytes: Int) async -> Entry {
        guard await standInLine() else { return .cancelled }
        defer { letNextIn() }
        while !Task.isCancelled {
            if isClosed { return .closed }
            let wait = pace.wait(at: time.uptime())
            if wait > 0 {
                try? await time.sleep(wait)
            } else if underWay > 0, bytesUnderWay + bytes > maximumBytes {
                await change()
            } else {
                underWay += 1
                bytesUnderWay += bytes
                return .open(Pass(bytes: bytes, ticket: pace.start(at: time.uptime())))
            }
        }
        return .cancelled
    }

    /// An attempt that was never made, or that was given up.
    package func leave(_ pass: Pass, wasSent: Bool) {
        pace.ended(pass.ticket, wasSent: wasSent)
        free(pass)
    }

    func leaveWithImage(_ pass: Pass) {
        course.served()
        leave(pass, wasSent: true)
    }

    /// The fault as it stands in the light of the run.
    package func leave(_ pass: Pass, _ fault: AttemptFault) -> AttemptFault {
        let now = time.uptime()
        let start = pass.ticket.start
        if fault.failure.progress == .turnedAway {
            pace.turnedAway(pass.ticket, at: now, told: fault.askedWait)
        } else {
            pace.ended(pass.ticket, wasSent: fault.failure.progress == .sent)
        }
        free(pass)
        let isHopeless = fault.failure.progress == .turnedAway && underWay == 0 && pace.isHopeless(at: now)
        return course.judge(fault, after: now - start, isHopeless: isHopeless)
    }

    /// An image has used up its attempts.
    func conclude(_ fault: AttemptFault) -> ImageFailure { course.conclude(fault) }

    private func free(_ pass: Pass) {
        underWay -= 1
        bytesUnderWay -= pass.bytes
        wakeAll()
    }

    // MARK: The line

    /// False for whoever is cancelled before the turn comes.
    private func standInLine() async -> Bool {
        guard isOccupied else {
            isOccupied = true
            return true
        }
        nextNumber += 1
        let number = nextNumber
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: false)
                } else {
                    line.append((number, continuation))
                }
            }
        } onCancel: {
            Task { await self.leaveLine(number) }
        }
    }

    private func leaveLine(_ number: Int) {
        guard let index = line.firstIndex(where: { $0.number == number }) else { return }
        line.remove(at: index).continuation.resume(returning: false)
    }

    private func letNextIn() {
        if line.isEmpty { isOccupied = false } else { line.removeFirst().continuation.resume(returning: true) }
    }

    /// Waits until an attempt has left, or the task is cancelled.
    private func change() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { continuation.resume() } else { changes.append(continuation) }
            }
        } onCancel: {
            Task { await self.wakeAll() }
        }
    }

    private func wakeAll() {
        let waiting = changes
        changes = []
        for continuation in waiting { continuation.resume() }
    }
}
