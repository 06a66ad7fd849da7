import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// What comes for an image that is to have candidates, while its requests are under way.
struct CandidateFetch {
    let step: Step
    /// Requests that are not over.
    var open: Int
    /// Everything that came, now or before.
    var known: Set<SHA256Digest>
    /// Those that came now and count.
    var arrivals: [CandidateArrival] = []
    /// Of those that do not count.
    var failures: [(answer: ImageOrder.Answer, failure: ImageFailure)] = []
    /// How many of them were told.
    var told = 0
    /// Attempts that left, but for those that the image's own report tells.
    var attempts = 0
    /// The images at whose outputs an arrival belongs; nil until the first answer.
    var unserved: [Step]?

    init(for step: Step, _ candidates: Candidates) {
        self.step = step
        open = step.requests
        known = candidates.known
    }

    /// An answer may bring more images than one: then fewer requests are needed than there were to be.
    private var isComplete: Bool { arrivals.count >= step.requests }

    /// What was kept because nobody can read it keeps everything else of its fingerprint from being asked for.
    private var isBlocked: Bool {
        failures.contains { $0.failure.remarks.contains { if case .kept = $0 { true } else { false } } }
    }

    var wantsMore: Bool { !isComplete && !isBlocked }

    /// What is up to date stays as it is, whatever comes.
    mutating func serve(_ steps: [Step]) {
        unserved = unserved ?? steps.filter { if case .request = $0.action { true } else { false } }
    }
}

extension GenerationRun {
    /// The requests that can be sent now, each as the step that wants what it brings.
    mutating func readyRequests() async -> [Step] {
        var requests: [Step] = []
        for step in await readySteps() {
            if let candidates = step.candidates { fetches[step.name] = CandidateFetch(for: step, candidates) }
            requests += Array(repeating: step, count: step.requests)
        }
        return requests
    }

    /// Whether one more request is to be sent for a step that was given out.
    mutating func isWanted(_ step: Step) -> Bool {
        guard let fetch = fetches[step.name], !fetch.wantsMore else { return true }
        endRequest(of: step.name)
        return false
    }

    /// Publishes the first of use, where one is to be published, and keeps count of the others: they are in the store.
    mutating func takeCandidate(_ arrival: ImageOrder.Arrival, of answer: ImageOrder.Answer) {
        let name = answer.step.name
        var isServed = false
        do throws(ImageFailure) {
            let facts = try arrival.verdict.mapError { $0.stop == nil ? $0 : $0.adding(.kept(arrival.digest)) }.get()
            guard fetches[name]?.known.insert(arrival.digest).inserted == true else {
                throw ImageFailure(.expectation, .sameBytes(arrival.digest))
            }
            let byteCount = arrival.response.bytes.count
            let fits = { (step: Step) in
                step.product.violations(ofResult: arrival.digest, facts: facts, byteCount: byteCount)
            }
            for step in fetches[name]?.unserved ?? [] where fits(step).isEmpty {
                finish(step, answer, arrival)
                fetches[name]?.unserved?.removeAll { $0.name == step.name }
                isServed = isServed || step.name == name
                note(arrival, unkeptFor: step)
            }
            let faults = fits(answer.step)
            guard faults.isEmpty else { throw .expectation(faults, arrival.place) }
            guard arrival.isKept else { throw ImageFailure(.io, .unkeptCandidate).adding(.image(arrival.place)) }
            count(
                CandidateArrival(
                    of: name, arrival.digest, facts: facts, byteCount: byteCount, seconds: answer.seconds),
                isPublished: isServed)
        } catch {
            // What was published and could not be kept has told so.
            if !isServed { fetches[name]?.failures.append((answer, error)) }
        }
        if !isServed { fetches[name]?.attempts += answer.attempts }
        for bytes in arrival.response.others where arrival.isKept {
            let digest = SHA256Digest(of: bytes)
            guard let facts = try? decode(bytes), fetches[name]?.known.insert(digest).inserted == true,
                answer.step.product.violations(ofResult: digest, facts: facts, byteCount: bytes.count).isEmpty
            else { continue }
            count(CandidateArrival(of: name, digest, facts: facts, byteCount: bytes.count), isPublished: false)
        }
    }

    private mutating func count(_ arrival: CandidateArrival, isPublished: Bool) {
        fetches[arrival.image]?.arrivals.append(arrival)
        if !isPublished { reporter(.arrived(arrival)) }
    }

    mutating func endRequest(of name: ImageName) {
        fetches[name]?.open -= 1
        // The first may yet be why the image itself fails, which then says so.
        if fetches[name]?.unserved?.isEmpty == true { tellFailures(of: name) }
        if fetches[name]?.open == 0 { endFetch(of: name) }
    }

    private mutating func tellFailures(of name: ImageName) {
        guard let fetch = fetches[name] else { return }
        for (_, failure) in fetch.failures.dropFirst(fetch.told) { reporter(.candidateFailed(name, failure)) }
        fetches[name]?.told = fetch.failures.count
    }

    /// Whatever was not sent any more, as the run was stopped.
    mutating func endFetches() {
        for name in fetches.keys.sorted() { endFetch(of: name) }
    }

    private mutating func endFetch(of name: ImageName) {
        let unserved = fetches[name]?.unserved ?? []
        let isFailing = !unserved.isEmpty
        if isFailing, let (answer, failure) = fetches[name]?.failures.first {
            for step in unserved { finish(step, answer, failure) }
            fetches[name]?.told = 1
            // Its report has these already.
            if unserved.contains(where: { $0.name == name }) { fetches[name]?.attempts -= answer.attempts }
        }
        tellFailures(of: name)
        guard let fetch = fetches.removeValue(forKey: name) else { return }
        // Of the step as it was decided last, which may be later than the plan.
        let sharers = plan.steps.filter { $0.candidates?.obstacle == .shared(with: name) }
        for step in [fetch.step] + sharers {
            guard let candidates = step.candidates else { continue }
            let fitting = fetch.arrivals.count { arrival in
                step.product.violations(ofResult: arrival.digest, facts: arrival.facts, byteCount: arrival.byteCount)
                    .isEmpty
            }
            reports[step.name]?.candidates?.present = candidates.present + fitting
        }
        reports[name]?.candidates?.fetched = fetch.arrivals.count
        reports[name]?.candidates?.failures = fetch.failures.dropFirst(isFailing ? 1 : 0).map(\.failure)
        reports[name]?.attempts += fetch.attempts
    }

    // MARK: What is paid for anew

    /// Whoever pays for an image anew wants the new one from now on, also where an older one was chosen, and gives up
    /// the answers that nobody could read.
    func prefer(_ digest: SHA256Digest, for step: Step) {
        guard plan.options.regenerate.contains(step.name), let fingerprint = step.product.fingerprint else { return }
        let (store, writer) = (workspace.store, publisher.writer)
        let results = store.results(for: fingerprint)
        // Without these marks an older choice comes back with an older prompt, or candidates are not asked for.
        if results.contains(where: { if case .chosen? = $0.mark { true } else { false } }) {
            _ = try? store.mark(digest, of: fingerprint, .chosen(now()), writer: writer)
        }
        for result in results where result.fault != nil && result.mark == nil {
            try? store.change(result, of: fingerprint, writer: writer) { $0.mark = .givenUp(now()) }
        }
    }
}
