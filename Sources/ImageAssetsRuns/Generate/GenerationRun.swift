import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// Carries out a plan, step by step as the schedule gives them out: what is free at once, the requests a few at a time.
///
/// Child tasks send requests and bring answers into the store; this task alone publishes, records and reports, so it
/// needs no lock.
package struct GenerationRun {
    package struct Options: Sendable {
        /// Requests under way at once, at least 1.
        package var concurrency: Int
        package var limits: PNGLimits
        /// Bytes of a mask that the service does not take any more.
        var maskLimit: Int?
        /// Nil where the manifest has no prices.
        var pricing: Pricing?

        package init(concurrency: Int = 4, limits: PNGLimits = .default, maskLimit: Int? = nil) {
            self.concurrency = concurrency
            self.limits = limits
            self.maskLimit = maskLimit
        }
    }

    let plan: Plan
    let workspace: Workspace
    var lockfile: LockfileOnDisk
    let runFolder: RunFolder
    /// Nil when the plan needs none.
    let service: ImageService?
    let options: Options
    let reporter: Reporter
    let interrupts: Interrupts
    let now: @Sendable () -> Date
    /// Decides about products whose inputs became known in the run.
    let decide: ([Product]) async -> [Step]

    let publisher: Publisher
    let ledger: AttemptLedger
    var schedule: Schedule
    var reports: [ImageName: ImageReport] = [:]
    var stop: RunStop?
    private var findings: [Finding] = []
    private var nextWrite: ContinuousClock.Instant?
    private(set) var isFlushDue = false
    private var unwrittenLockfile: UnwrittenLockfile?
    /// Whether a request of this run has brought an image that decodes.
    var hasImage = false
    /// What the lockfile recorded when the run began.
    let before: RecordedDigests
    /// Those that the store could not take.
    var unkept: [UnkeptImage] = []
    /// Products that wait to be decided.
    private var composed: [Product] = []
    /// What comes for images that are to have candidates, by the name of the one that asks.
    var fetches: [ImageName: CandidateFetch] = [:]
    var renditions: RenditionQueue
    /// Looked at only when an old file is to go.
    private(set) lazy var claimedFiles = workspace.claimedFiles(plan)

    package init(
        plan: Plan, workspace: Workspace, lockfile: LockfileOnDisk, runFolder: RunFolder, service: ImageService?,
        options: Options = Options(), reporter: Reporter, interrupts: Interrupts,
        now: @escaping @Sendable () -> Date = { Date() },
        decide: @escaping ([Product]) async -> [Step],
        renditions: RenditionPlanner? = nil
    ) {
        self.plan = plan
        self.workspace = workspace
        self.lockfile = lockfile
        before = RecordedDigests(lockfile.lockfile)
        self.runFolder = runFolder
        self.service = service
        self.options = options
        self.reporter = reporter
        self.interrupts = interrupts
        self.now = now
        self.decide = decide
        self.renditions = RenditionQueue(renditions, of: plan)
        publisher = Publisher(folder: workspace.folder, store: workspace.store, writer: runFolder.writer)
        ledger = AttemptLedger(
            store: workspace.store, run: runFolder.id, budget: plan.options.budget, pricing: options.pricing, now: now)
        schedule = Schedule(plan)
    }

    package mutating func run() async -> Report {
        await carryOut()
        writeLockfile(isLast: true)
        let budget = await ledger.budget
        var report = Report(
            command: .generate,
            images: plan.steps.compactMap { reports[$0.name] },
            orphans: plan.orphans,
            requests: budget.spending.attempts,
            stop: stop,
            findings: findings
        )
        report.orphanRenditions = plan.orphanRenditions
        report.unwrittenLockfile = unwrittenLockfile
        if budget.spending.attempts > 0 { report.spending = budget.spending }
        return report
    }

    /// Steps that can be done now; what became known since the last time is decided first.
    mutating func readySteps() async -> [Step] {
        while true {
            if !composed.isEmpty {
                let products = composed
                composed = []
                schedule.add(await decide(products))
            }
            let ready = schedule.ready()
            let requests = ready.filter { $0.requests > 0 }
            await doFreeWork(ready.filter { $0.action != .request(sharedWith: nil) })
            if !requests.isEmpty || composed.isEmpty { return requests }
        }
    }

    /// Reports how a step ended, and lets those go on that wait for it.
    mutating func finish(_ report: ImageReport, _ ending: Schedule.Ending) {
        var report = report
        let entry = lockfile.lockfile.images[report.name]
        report.isAccepted = entry?.isAccepted ?? false
        reports[report.name] = report
        let origin = RenditionOrigin(report.image, entry, found: report.found, after: ending, wayOut: report.wayOut)
        let due = renditions.isOver(report.image, as: origin)
        if report.action != .none || !report.notes.isEmpty { reporter(.finished(report)) }
        for image in due { beginRenditions(of: image) }
        let consequences = schedule.finished(report.name, ending)
        composed += consequences.composed
        for (step, action) in consequences.lost where reports[step.name] == nil {
            finish(unbegun: step, as: action)
        }
    }

    /// Something failed, or came to the output while the run was at work.
    mutating func finish(unpublished report: ImageReport) {
        finish(report, .left(report.failure.map(Action.fail) ?? .protect(.work)))
    }

    /// - Parameter action: what is left of the step's.
    private mutating func finish(unbegun step: Step, as action: Action) {
        let why: Note = if case .hold(let hold) = action { .held(hold) } else { .notBegun(stop) }
        var report = ImageReport(
            step, action: .notStarted, asset: currentAsset(step), notes: [why],
            wayOut: action == step.action ? step.wayOut ?? .run : .parents)
        // Of somebody's work only the candidates were to come.
        guard case .protect(let protection) = step.action else { return finish(report, .left(action)) }
        report.action = .protected
        report.notes.insert(.protected(protection, step), at: 0)
        report.wayOut = step.wayOut
        finish(report, .left(step.action))
    }

    /// Whatever the run did not get to: because it was stopped, or because it was not to be begun.
    mutating func finishRest() {
        for step in plan.steps where reports[step.name] == nil {
            finish(unbegun: step, as: step.action)
        }
    }

    /// What the images have become that were made or brought back.
    var outcome: [ImageName: AssetBytes?] {
        var outcome: [ImageName: AssetBytes?] = [:]
        for report in reports.values where [.generated, .restored, .moved, .drawn].contains(report.action) {
            if let asset = report.asset { outcome[report.name] = AssetBytes(asset) }
        }
        return outcome
    }

    func currentAsset(_ step: Step) -> LockedAsset? { lockfile.lockfile.images[step.name]?.asset }

    // MARK: The lockfile

    /// Writes the lockfile at most once a second, and in no more than a tenth of the time; sooner than that it notes
    /// that a write is due.
    mutating func writeLockfile(isLast: Bool = false) {
        let clock = ContinuousClock()
        let start = clock.now
        if !isLast, let nextWrite, start < nextWrite {
            isFlushDue = true
            return
        }
        isFlushDue = false
        defer { nextWrite = clock.now + max(.seconds(1), (clock.now - start) * 9) }
        do {
            do {
                try lockfile.write(by: runFolder.writer)
            } catch is ChangedMeanwhileError {
                try lockfile.write(by: runFolder.writer)
            }
        } catch {
            guard isLast else { return }
            let fault = (error as? LockfileError)?.diagnostic
            let what = fault?.message ?? String(describing: error)
            unwrittenLockfile = fault == nil ? .failed : .invalid
            findings.append(.note(.unwrittenLockfile(what, unkept: unkept), workspace.lockfile))
        }
    }
}

extension AssetBytes {
    /// - Parameter isPointer: only a Git LFS pointer to it lies there.
    init(_ asset: LockedAsset, isPointer: Bool = false) {
        self.init(asset.sha256, byteCount: asset.byteCount, isPointer: isPointer)
    }
}

/// The digests of a lockfile's assets, gathered once for all images of a run.
struct RecordedDigests {
    let digests: Set<SHA256Digest>
    let placeholders: Set<SHA256Digest>

    init(_ lockfile: Lockfile) {
        digests = Set(lockfile.images.values.map(\.asset.sha256))
        placeholders = Set(lockfile.images.values.filter(\.isPlaceholder).map(\.asset.sha256))
    }
}
