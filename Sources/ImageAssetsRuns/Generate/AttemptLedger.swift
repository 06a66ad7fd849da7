import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem

/// Decides whether an attempt may be sent, and journals it before it is.
///
/// The one piece of state that requests share: what was sent, what may still be sent, and who waits.
package actor AttemptLedger {
    package enum Refusal: Sendable, Hashable {
        /// The run is ending.
        case closed
        case budget
        /// What arrives could not be kept, or nobody would know of the attempt.
        case storage(StoreProblem)
    }

    private struct Request {
        /// How many attempts were sent.
        var attempts = 0
        /// The number of the last attempt, whether it was sent or not.
        var lastAttempt = 0
        var isUnderWay = false
        package var failure: ImageFailure?
        package var refusal: Refusal?
        package var cancel: (@Sendable () -> Void)?
    }

    /// Bytes that have to be free before anything is sent: an answer that finds no room would be lost.
    static let leastRoom = 32 << 20

    private let store: AssetStore
    private let journal: Journal
    private let run: String
    private let allowed: Int?
    private let now: @Sendable () -> Date
    private var requests: [String: Request] = [:]
    private var isClosed = false
    private var storageProblem: StoreProblem?
    /// Attempts that left.
    private(set) var sent = 0
    /// Of these, the ones that were turned away unserved: no cap counts them.
    private var turnedAway = 0

    init(store: AssetStore, run: String, allowed: Int?, now: @escaping @Sendable () -> Date) {
        self.store = store
        journal = Journal(in: store)
        self.run = run
        self.allowed = allowed
        self.now = now
    }

    /// Tells how a request is ended while it only waits. Its first attempt may have begun already.
    package func open(_ id: String, cancel: @escaping @Sendable () -> Void) {
        var request = requests[id] ?? Request()
        request.cancel = cancel
        requests[id] = request
        if isClosed && !request.isUnderWay { cancel() }
    }

    /// The request is over. What would end it holds its answer, which would stay in memory to the end of the run.
    func settle(_ id: String) { requests[id]?.cancel = nil }

    /// Whether the attempt may be sent; if so it stands in the journal.
    func permit(_ id: String, attempt: Int, step: Step) -> Bool {
        var request = requests[id] ?? Request()
        defer { requests[id] = request }
        if isClosed {
            request.refusal = .closed
            return false
        }
        if let allowed, sent - turnedAway >= allowed {
            request.refusal = .budget
            return false
        }
        if let storageProblem {
            request.refusal = .storage(storageProblem)
            return false
        }
        if let room = store.room, room < Self.leastRoom {
            request.refusal = .storage(.noRoom(bytes: room))
            return false
        }
        do {
            // Where the record of the answer will be.
            _ = try store.makeFolder(AssetStore.resultParts(step.fingerprint))
            try journal.append([entry(.sent, id, attempt: attempt, step: step)])
        } catch {
            request.refusal = .storage(.error(String(describing: error)))
            return false
        }
        sent += 1
        request.attempts += 1
        request.lastAttempt = attempt
        request.isUnderWay = true
        return true
    }

    /// Notes how an attempt ended. An answer is journaled by `keptAnswer`, once it is safe.
    func ended(_ id: String, attempt: Int, step: Step, _ outcome: AttemptOutcome) {
        requests[id]?.isUnderWay = false
        switch outcome {
        case .answered, .unread: return
        case .failed(let failure):
            requests[id]?.failure = failure
            switch failure.progress {
            case .unsent:
                sent -= 1
                requests[id]?.attempts -= 1
            case .turnedAway: turnedAway += 1
            case .sent: break
            }
            note(
                id, attempt: attempt, step: step, failure.progress == .unsent ? "unsent" : failure.code.rawValue,
                status: failure.status, serverRequestID: failure.serverRequestID
            )
        case .abandoned: note(id, attempt: attempt, step: step, "abandoned")
        }
        if isClosed { requests[id]?.cancel?() }
    }

    /// The answer is in the store.
    ///
    /// - Parameter failure: why it is none that can be used.
    func keptAnswer(_ id: String, step: Step, serverRequestID: String?, failure: ImageFailure? = nil) {
        note(
            id, attempt: requests[id]?.lastAttempt ?? 0, step: step, failure?.code.rawValue ?? "answered",
            status: failure?.status, serverRequestID: serverRequestID)
    }

    /// Lets nothing further be sent, because what arrives cannot be kept.
    func refuseAll(_ problem: StoreProblem) { storageProblem = storageProblem ?? problem }

    /// Lets nothing further be sent. Requests that wait for their next attempt end at once; those under way go on.
    package func close() {
        isClosed = true
        for request in requests.values where !request.isUnderWay { request.cancel?() }
    }

    /// Attempts that left.
    func attempts(of id: String) -> Int { requests[id]?.attempts ?? 0 }
    package func failure(of id: String) -> ImageFailure? { requests[id]?.failure }
    package func refusal(of id: String) -> Refusal? { requests[id]?.refusal }
    var underWay: Int { requests.values.count(where: \.isUnderWay) }

    /// A journal that cannot be written any more costs at most a needless "maybe charged".
    private func note(
        _ id: String, attempt: Int, step: Step, _ outcome: String, status: Int? = nil, serverRequestID: String? = nil
    ) {
        var entry = entry(.ended, id, attempt: attempt, step: step)
        entry.outcome = outcome
        entry.status = status
        entry.serverRequestID = serverRequestID
        try? journal.append([entry])
    }

    private func entry(_ event: JournalEntry.Event, _ id: String, attempt: Int, step: Step) -> JournalEntry {
        JournalEntry(
            event, run: run, request: id, attempt: attempt, image: step.name.text,
            fingerprint: step.fingerprint.description, at: now()
        )
    }
}
