import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

extension LockfileJob {
    package enum Choosing: Sendable {
        /// Only say what there is.
        case list
        /// - Parameter overwrites: somebody's work may go.
        case publish(String, overwrites: Bool)
        case reject(String, note: String?)
    }

    /// Lists what an image can be, and publishes or rejects one of these.
    ///
    /// - Throws: `UsageError` for a name or a candidate that there is not.
    package func choose(
        _ name: String, _ choosing: Choosing, now: Date = Date()
    ) async throws -> Choice {
        // Whoever only looks waits for no run, and needs no store.
        if case .list = choosing {
            let survey = try await Survey(of: workspace, limits: limits, closely: [name]) { reporter(.noted($0)) }
            let (image, planner) = try planner(for: name, PlanOptions(), survey)
            let fetch = try fetch(for: image, survey)
            return choice(image, planner, survey, fetch) { _ in
                image.fingerprint == nil ? .refused(.pending) : .listed
            }
        }
        var (chosen, names) = try await perform(closely: [name], keepingAnswers: true) { survey, lockfile, writer in
            var options = PlanOptions()
            if case .publish(_, overwrites: true) = choosing { options.overwrite = try survey.images(named: [name]) }
            let (image, planner) = try planner(for: name, options, survey)
            var choice = try choice(image, planner, survey) { candidates in
                let work = ChosenWork(workspace, survey, planner, image, candidates, limits: limits, writer: writer)
                switch choosing {
                case .list: return .listed
                case .publish(let word, _): return try work.publish(word, at: now, into: &lockfile)
                case .reject(let word, let note): return try work.reject(word, note: note, at: now)
                }
            }
            if case .published = choice.outcome {
                choice.outdatedRenditions = survey.outdatedRenditions(
                    of: image.name, survey.renditionPlanner(by: lockfile.lockfile, settled: [image.name]))
            }
            return choice
        }
        chosen.typedNames = names
        return chosen
    }

    private func planner(for name: String, _ options: PlanOptions, _ survey: Survey) throws -> (Product, Planner) {
        let names = try survey.images(named: [name])
        guard names.count == 1, let image = survey.products.first(where: { names.contains($0.name) }) else {
            throw UsageError.choiceOfSeveral(name, names.count)
        }
        var options = options
        options.names = names
        return (image, Planner(survey.products, in: survey.observation, options))
    }

    /// By the plan of the very run that would do it: it knows what counts, and what has to be made first.
    private func fetch(for image: Product, _ survey: Survey) throws -> Choice.Fetch? {
        if image.entry.frozen { return nil }
        let wanted = 3
        var request = RunRequest(names: [image.name.text])
        request.candidates = wanted
        request.limit = .none
        let plan = try survey.plan(request)
        let ofParents = plan.senders.filter { $0.name != image.name }.reduce(0) { $0 + $1.requests }
        guard plan.requests > ofParents else { return nil }
        return Choice.Fetch(wanted: wanted, requests: plan.requests, requestsOfParents: ofParents)
    }

    private func choice(
        _ image: Product, _ planner: Planner, _ survey: Survey, _ fetch: Choice.Fetch? = nil,
        _ act: ([Choice.Candidate]) throws -> Choice.Outcome
    ) rethrows -> Choice {
        let choices = planner.choices(for: image, in: workspace.store)
        return Choice(
            image, candidates: choices.candidates, outcome: try act(choices.candidates),
            unread: image.fingerprint.flatMap { survey.observation.answers[$0]?.unread }, fetch: fetch,
            protection: choices.protection, commands: workspace.commands)
    }
}

/// What `choose` does with one candidate of one image.
private struct ChosenWork {
    private let workspace: Workspace
    private let survey: Survey
    private let planner: Planner
    private let image: Product
    private let candidates: [Choice.Candidate]
    private let limits: PNGLimits
    private let writer: AtomicFile

    init(
        _ workspace: Workspace, _ survey: Survey, _ planner: Planner, _ image: Product,
        _ candidates: [Choice.Candidate], limits: PNGLimits, writer: AtomicFile
    ) {
        self.workspace = workspace
        self.survey = survey
        self.planner = planner
        self.image = image
        self.candidates = candidates
        self.limits = limits
        self.writer = writer
    }

    private var store: AssetStore { workspace.store }

    func publish(_ word: String, at date: Date, into lockfile: inout LockfileOnDisk) throws -> Choice.Outcome {
        guard let fingerprint = image.fingerprint else { return .refused(.pending) }
        let chosen = try candidates.named(word)
        if image.entry.frozen { return .refused(.frozen) }
        if chosen.isPublished {
            try keepPublished(of: fingerprint)
            try store.mark(chosen.digest, of: fingerprint, .chosen(date), writer: writer)
            return .unchanged(chosen.digest)
        }
        if let protection = planner.protection(of: image) { return .refused(.protected(protection)) }
        guard let bytes = store.object(chosen.digest), let info = try? PNGInfo(decoding: bytes, limits: limits) else {
            return .refused(.lost(chosen.digest))
        }
        let facts = AssetFacts(info)
        let faults = image.violations(ofResult: chosen.digest, facts: facts, byteCount: bytes.count)
        guard faults.isEmpty else { return .refused(.expectation(faults)) }
        let asset = LockedAsset(path: image.output, sha256: chosen.digest, byteCount: bytes.count, facts: facts)
        guard let step = planner.plan().steps.first(where: { $0.name == image.name }),
            let entry = LockEntry(image, asset: asset, revisedPrompt: chosen.result.revisedPrompt)
        else { return .refused(.pending) }
        try keepPublished(of: fingerprint)
        // First of all: what is published and recorded without it would be forgotten when the prompt changes.
        try store.mark(chosen.digest, of: fingerprint, .chosen(date), writer: writer)
        do {
            let notes = try put(bytes, for: step, in: lockfile.lockfile)
            lockfile.record(entry, for: image.name)
            return .published(chosen.digest, notes: notes, outdated: planner.dependents(of: image))
        } catch {
            _ = try? store.mark(chosen.digest, of: fingerprint, chosen.result.mark, writer: writer)
            guard error is ChangedMeanwhileError else { throw error }
            return .refused(.changedMeanwhile)
        }
    }

    func reject(_ word: String, note: String?, at date: Date) throws -> Choice.Outcome {
        guard let fingerprint = image.fingerprint else { return .refused(.pending) }
        let rejected = try candidates.named(word)
        let publishing = survey.lockfile.lockfile.images.filter { _, entry in
            entry.fingerprint == fingerprint && entry.asset.sha256 == rejected.digest && !entry.isPlaceholder
        }
        if let name = publishing.keys.min() { return .refused(.published(name)) }
        let mark = CandidateMark.rejected(date, note: note ?? Self.note(of: rejected))
        let isMarked = try store.mark(rejected.digest, of: fingerprint, mark, writer: writer)
        return isMarked ? .rejected(rejected.digest) : .refused(.lost(rejected.digest))
    }

    /// Whoever rejects once more without a word does not take back what was said.
    private static func note(of candidate: Choice.Candidate) -> String? {
        if case .rejected(_, let note)? = candidate.result.mark { note } else { nil }
    }

    /// The service drew what is replaced, perhaps for another checkout: it stays a candidate here.
    private func keepPublished(of fingerprint: Fingerprint) throws {
        guard let published = candidates.first(where: { $0.isPublished && $0.place == .output }),
            let bytes = try? workspace.folder.read(image.output, upTo: Bounds.pictureBytes),
            SHA256Digest(of: bytes) == published.digest
        else { return }
        try store.keep(bytes, digest: published.digest, writer: writer)
        let record = StoredResult(
            published.digest, byteCount: bytes.count, requestID: nil, revisedPrompt: published.result.revisedPrompt,
            received: Date(timeIntervalSince1970: 0), content: .image(published.result.facts))
        try store.write(record, for: fingerprint, writer: writer)
    }

    private func put(_ bytes: Data, for step: Step, in lockfile: Lockfile) throws -> [Note] {
        // The image's own file of before; that of an entry that left the manifest is not this command's.
        let old = step.vacates.filter { $0 == lockfile.images[step.name]?.asset.path }
        return try Publisher(folder: workspace.folder, store: store, writer: writer).publish(
            bytes, for: step, over: RecordedDigests(lockfile), vacating: old
        ) { workspace.claimedFiles(planner.plan()) }
    }
}

extension AssetStore {
    /// Notes what a person said of the bytes that came for a fingerprint, in their oldest record.
    ///
    /// - Returns: whether there is one.
    @discardableResult
    func mark(
        _ digest: SHA256Digest, of fingerprint: Fingerprint, _ mark: CandidateMark?, writer: AtomicFile
    ) throws -> Bool {
        guard let record = results(for: fingerprint).last(where: { $0.digest == digest }) else { return false }
        try change(record, of: fingerprint, writer: writer) { $0.mark = mark }
        return true
    }
}
