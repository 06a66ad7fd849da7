import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem

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
        try await perform(closely: [name], keepingAnswers: true) { survey, lockfile, writer in
            guard let wanted = try survey.images(named: [name]).first,
                let image = survey.products.first(where: { $0.name == wanted })
            else { throw UsageError("choose takes the name of one image") }
            var options = PlanOptions(names: [wanted])
            if case .publish(_, overwrites: true) = choosing { options.overwrite = [wanted] }
            let planner = Planner(survey.products, in: survey.observation, options)
            let candidates = planner.choices(for: image)
            let outcome: Choice.Outcome
            switch choosing {
            case .list: outcome = image.fingerprint == nil ? .refused(.pending) : .listed
            case .publish(let word, _):
                let work = ChosenWork(workspace, survey, planner, image, candidates, limits: limits, writer: writer)
                outcome = try work.publish(word, at: now, into: &lockfile)
            case .reject(let word, let note):
                let work = ChosenWork(workspace, survey, planner, image, candidates, limits: limits, writer: writer)
                outcome = try work.reject(word, note: note, at: now)
            }
            return Choice(
                image, candidates: candidates, outcome: outcome,
                unread: image.fingerprint.flatMap { survey.observation.answers[$0]?.unread },
                commands: workspace.commands)
        }
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
            try mark(.chosen(date), chosen, of: fingerprint)
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
        // First of all: whatever interrupts the rest, the next run publishes by it.
        try mark(.chosen(date), chosen, of: fingerprint)
        do {
            let notes = try put(bytes, for: step, in: lockfile.lockfile)
            lockfile.record(entry, for: image.name)
            return .published(chosen.digest, notes: notes)
        } catch is ChangedMeanwhileError {
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
        try mark(.rejected(date, note: note ?? Self.note(of: rejected)), rejected, of: fingerprint)
        return .rejected(rejected.digest)
    }

    /// Whoever rejects once more without a word does not take back what was said.
    private static func note(of candidate: Choice.Candidate) -> String? {
        if case .rejected(_, let note)? = candidate.result.mark { note } else { nil }
    }

    /// The oldest record of the bytes has what is said of them.
    private func mark(_ mark: CandidateMark, _ candidate: Choice.Candidate, of fingerprint: Fingerprint) throws {
        guard let record = store.results(for: fingerprint).last(where: { $0.digest == candidate.digest }) else {
            return
        }
        try store.change(record, of: fingerprint, writer: writer) { $0.mark = mark }
    }

    /// The service drew what is replaced, perhaps for another checkout: it stays a candidate here.
    private func keepPublished(of fingerprint: Fingerprint) throws {
        guard let published = candidates.first(where: { $0.isPublished && !$0.isStored }),
            let bytes = try? workspace.folder.read(image.output), SHA256Digest(of: bytes) == published.digest
        else { return }
        try store.keep(bytes, digest: published.digest, writer: writer)
        let record = StoredResult(
            published.digest, byteCount: bytes.count, requestID: nil, revisedPrompt: published.result.revisedPrompt,
            received: Date(timeIntervalSince1970: 0), content: .image(published.result.facts))
        try store.write(record, for: fingerprint, writer: writer)
    }

    private func put(_ bytes: Data, for step: Step, in lockfile: Lockfile) throws -> [Note] {
        let before = RecordedDigests(lockfile)
        let isPlaceholder = step.found.digest.map(before.placeholders.contains) ?? false
        let publisher = Publisher(folder: workspace.folder, store: store, writer: writer)
        try publisher.publish(bytes, for: step, replacesPlaceholder: isPlaceholder)
        // The image's own file of before; that of an entry that left the manifest is not this command's.
        let old = step.vacates.filter { $0 == lockfile.images[step.name]?.asset.path }
        if old.isEmpty { return [] }
        return try publisher.vacate(
            old, of: before.digests, keepInStore: !isPlaceholder, claimed: workspace.claimedFiles(planner.plan()))
    }
}
