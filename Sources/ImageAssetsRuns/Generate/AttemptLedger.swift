import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// Decides for all requests of a run whether an attempt may be sent, and writes each into the journal before it is.
///
/// It is an actor because the requests run side by side and share the count of what was sent. How a request ends while
/// it waits for its next attempt is known here too: closing the run ends those that wait, and none that was sent and
/// may be paid for.
actor AttemptLedger {
    enum Refusal: Sendable, Hashable {
        /// The run is ending.
        case closed
        /// As many attempts were sent as may be.
        case budget
        /// One more may cost more than may be paid.
        case cost
        /// What arrives could not be kept, or nobody would know of the attempt.
        case storage(StoreProblem)
    }

    /// What is asked for.
    struct Subject: Sendable {
        let image: ImageName
        let fingerprint: Fingerprint
        /// What decides its price.
        var terms: PriceTerms?
        /// What an attempt costs at the most, as it was planned; nil: unknown.
        var bound: Money?
        /// By which it is priced anew with each answer.
        var recipe: Recipe?
    }

    private struct Request {
        /// Attempts that left; one that turns out not to have left is taken off again.
        var attempts = 0
        /// As the service numbers them, for the journal.
        var lastAttempt = 0
        /// When the first attempt left, and when the last one was over.
        var start: Date?
        var end: Date?
        /// What was reserved for it.
        var bound: Money?
        /// Between `permit` and `ended`: whoever ends the request then gives up what may be charged.
        var isUnderWay = false
        var failure: ImageFailure?
        var refusal: Refusal?
        /// Ends the request while it waits for its next attempt.
        var cancel: (@Sendable () -> Void)?
    }

    /// Bytes that have to be free before anything is sent: an answer that finds no room would be lost.
    static let leastRoom = 32 << 20

    private let store: AssetStore
    private let journal: Journal
    private let run: UniqueID
    private let now: @Sendable () -> Date
    private var requests: [UniqueID: Request] = [:]
    private var isClosed = false
    private var storageProblem: StoreProblem?
    private(set) var budget: Budget
    /// Nil where the manifest has no prices.
    private var pricing: Pricing?

    init(
        store: AssetStore, run: UniqueID, budget: Budget, pricing: Pricing? = nil,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        journal = Journal(in: store)
        self.run = run
        self.budget = budget
        self.pricing = pricing
        self.now = now
    }

    /// Makes a request known, and how to end it while it waits. Its task runs already: the first attempt may have been
    /// permitted before.
    func open(_ id: UniqueID, cancel: @escaping @Sendable () -> Void) {
        var request = requests[id] ?? Request()
        request.cancel = cancel
        requests[id] = request
        if isClosed && !request.isUnderWay { cancel() }
    }

    /// Forgets how to end a request that is over: that holds the request's task and with it the answer, which would
    /// stay in memory until the run ends.
    func settle(_ id: UniqueID) { requests[id]?.cancel = nil }

    /// Whether the attempt may be sent; if so it stands in the journal.
    func permit(_ id: UniqueID, attempt: Int, of subject: Subject) -> Bool {
        var request = requests[id] ?? Request()
        defer { requests[id] = request }
        if isClosed {
            request.refusal = .closed
            return false
        }
        guard budget.covers(1) else {
            request.refusal = .budget
            return false
        }
        let bound = bound(of: subject)
        guard budget.covers(bound) else {
            request.refusal = .cost
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
            // A place for the record of the answer, before anything is paid.
            _ = try store.makeFolder(AssetStore.resultParts(subject.fingerprint))
            var sent = entry(.sent, id, attempt: attempt, of: subject)
            sent.terms = subject.terms
            try journal.append([sent])
        } catch {
            request.refusal = .storage(.error(String(describing: error)))
            return false
        }
        budget.spend(bound, isFirst: request.attempts == 0)
        request.bound = bound
        request.start = request.start ?? now()
        request.attempts += 1
        request.lastAttempt = attempt
        request.isUnderWay = true
        return true
    }

    /// Notes how an attempt ended, in the journal too, but for one that brought an answer: `keptAnswer` writes that
    /// when the answer is in the store.
    func ended(_ id: UniqueID, attempt: Int, of subject: Subject, _ outcome: AttemptOutcome) {
        requests[id]?.isUnderWay = false
        requests[id]?.end = now()
        budget.settle(requests[id]?.bound, paid(outcome, of: subject, isFirst: requests[id]?.attempts == 1))
        if case .answered(let response) = outcome, let terms = subject.terms {
            pricing?.learn(from: response, asked: terms)
        }
        switch outcome {
        case .answered, .unread: return
        case .failed(let failure):
            requests[id]?.failure = failure
            if failure.progress == .unsent { requests[id]?.attempts -= 1 }
            note(
                failure.progress == .unsent ? .unsent : failure.journaled, failure.serverRequestID, id,
                attempt: attempt, of: subject)
        case .abandoned: note(.abandoned, nil, id, attempt: attempt, of: subject)
        }
        if isClosed { requests[id]?.cancel?() }
    }

    /// No less than was planned, and what the answers of this run taught since.
    private func bound(of subject: Subject) -> Money? {
        guard let planned = subject.bound, let pricing, let recipe = subject.recipe else { return subject.bound }
        return (try? pricing.bound(of: recipe)).map { max(planned, $0.cost) }
    }

    /// What is not known to be free is taken for paid.
    private func paid(_ outcome: AttemptOutcome, of subject: Subject, isFirst: Bool) -> Spending.Outcome {
        switch outcome {
        case .answered(let response):
            let terms = subject.terms
            return .answered(
                terms.flatMap { TokenCounts(usage: response.usage, pictures: $0.pictures) },
                cost: terms.flatMap { pricing?.cost(of: response, asked: $0) },
                atMost: terms.flatMap { pricing?.ceiling(of: response, asked: $0) })
        case .failed(let failure):
            switch failure.progress {
            case .unsent: return .unsent(isFirst: isFirst)
            case .turnedAway: return .turnedAway
            case .sent: return failure.mayBeCharged || failure.code == .malformedResponse ? .maybeCharged : .free
            }
        case .unread, .abandoned: return .maybeCharged
        }
    }

    /// The answer is about to be kept: were the run to die before its record is written, the next one writes that.
    ///
    /// What it cost is written down too: the journal keeps it longer than the record does.
    func receives(_ response: ImageResponse, _ digest: SHA256Digest, _ id: UniqueID, of subject: Subject) {
        var arrived = entry(.arrived(digest), id, attempt: requests[id]?.lastAttempt ?? 0, of: subject)
        arrived.terms = subject.terms?.told(by: response)
        arrived.usage = response.usage
        if response.imageCount > 1 { arrived.images = response.imageCount }
        try? journal.append([arrived])
    }

    /// The answer is in the store.
    ///
    /// - Parameter failure: why it is none that can be used.
    func keptAnswer(_ id: UniqueID, of subject: Subject, serverRequestID: String?, failure: ImageFailure? = nil) {
        note(failure?.journaled ?? .answered, serverRequestID, id, attempt: requests[id]?.lastAttempt ?? 0, of: subject)
    }

    /// Lets nothing further be sent, because what arrives cannot be kept.
    func refuseAll(_ problem: StoreProblem) { storageProblem = storageProblem ?? problem }

    /// Lets nothing further be sent. Requests that wait for their next attempt end at once; those under way go on.
    func close() {
        isClosed = true
        for request in requests.values where !request.isUnderWay { request.cancel?() }
    }

    /// Attempts that left.
    func attempts(of id: UniqueID) -> Int { requests[id]?.attempts ?? 0 }
    /// How long somebody waited for its answer, the waits between attempts included; nil where none left.
    func seconds(of id: UniqueID) -> Double? {
        guard let request = requests[id], request.attempts > 0, let start = request.start, let end = request.end
        else { return nil }
        return max(0, end.timeIntervalSince(start))
    }

    func failure(of id: UniqueID) -> ImageFailure? { requests[id]?.failure }
    func refusal(of id: UniqueID) -> Refusal? { requests[id]?.refusal }

    /// Which of the limits kept it from its next attempt; nil: neither.
    func limit(of id: UniqueID) -> RunStop? {
        switch requests[id]?.refusal {
        case .budget: .budget
        case .cost: .cost
        case .closed, .storage, nil: nil
        }
    }

    var underWay: Int { requests.values.count(where: \.isUnderWay) }

    /// That the journal cannot be written is no failure here: the attempt will be told of as maybe charged, at worst.
    private func note(
        _ outcome: JournalEntry.Outcome, _ serverRequestID: String?, _ id: UniqueID, attempt: Int, of subject: Subject
    ) {
        try? journal.append([
            entry(.ended(outcome, serverRequestID: serverRequestID), id, attempt: attempt, of: subject)
        ])
    }

    private func entry(_ event: JournalEntry.Event, _ id: UniqueID, attempt: Int, of subject: Subject) -> JournalEntry {
        JournalEntry(
            event, run: run, attempt: .init(attempt, of: id), image: subject.image, fingerprint: subject.fingerprint,
            at: now()
        )
    }
}

extension ImageFailure {
    fileprivate var journaled: JournalEntry.Outcome { .failed(code, status: status) }
}
