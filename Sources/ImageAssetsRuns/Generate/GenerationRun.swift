import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem

/// Carries out a plan: free work first, then the requests, a few at a time.
///
/// Child tasks send requests and bring answers into the store; this task alone publishes, records and reports, so it
/// needs no lock.
package struct GenerationRun {
    package struct Options: Sendable {
        /// Requests under way at once, at least 1.
        package var concurrency: Int
        /// Attempts that may be sent, retries among them but not those that were turned away unserved (429); nil
        /// without limit.
        package var maximumRequests: Int?
        package var limits: PNGLimits

        package init(concurrency: Int = 4, maximumRequests: Int? = nil, limits: PNGLimits = .default) {
            self.concurrency = concurrency
            self.maximumRequests = maximumRequests
            self.limits = limits
        }
    }

    package let plan: Plan
    package let workspace: Workspace
    package var lockfile: LockfileOnDisk
    let runFolder: RunFolder
    /// Nil when the plan needs none.
    package let service: ImageService?
    package let options: Options
    package let reporter: Reporter
    package let interrupts: Interrupts
    package let now: @Sendable () -> Date

    let publisher: Publisher
    let ledger: AttemptLedger
    package var reports: [ImageName: ImageReport] = [:]
    package var stop: RunStop?
    package var findings: [Finding] = []
    var lastWrite: ContinuousClock.Instant?
    var isFlushDue = false
    var unwrittenLockfile: UnwrittenLockfile?
    /// Whether a request of this run has brought an image that decodes.
    var hasImage = false
    /// What the lockfile recorded when the run began.
    package let before: RecordedDigests
    /// Those that the store could not take.
    var unkept: [UnkeptImage] = []
    /// Looked at only when an old file is to go.
    private(set) lazy var claimedFiles = workspace.claimedFiles(plan)

    package init(
        plan: Plan, workspace: Workspace, lockfile: LockfileOnDisk, runFolder: RunFolder, service: ImageService?,
        options: Options = Options(), reporter: Reporter, interrupts: Interrupts,
        now: @escaping @Sendable () -> Date = { Date() }
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
        publisher = Publisher(folder: workspace.folder, store: workspace.store, writer: runFolder.writer)
        ledger = AttemptLedger(
            store: workspace.store, run: runFolder.id, allowed: options.maximumRequests, now: now
        )
    }

    package mutating func run() async -> Report {
        doFreeWork()
        if let service { await sendRequests(to: service) }
        finishRest()
        writeLockfile(isLast: true)
        var report = Report(
            command: .generate,
            images: plan.steps.compactMap { reports[$0.name] },
            orphans: plan.orphans,
            requests: await ledger.sent,
            stop: stop,
            findings: findings
        )
        report.unwrittenLockfile = unwrittenLockfile
        return report
    }

    package mutating func finish(_ report: ImageReport) {
        var report = report
        report.isAccepted = lockfile.lockfile.images[report.name]?.isAccepted ?? false
        reports[report.name] = report
        if report.action != .none || !report.notes.isEmpty { reporter(.finished(report)) }
    }

    /// Whatever the run did not get to: because it was stopped, or because it was not to be begun.
    private mutating func finishRest() {
        for step in plan.steps where reports[step.name] == nil {
            finish(
                ImageReport(
                    step, action: .notStarted, asset: currentAsset(step), notes: [.notBegun(stop)], isSettled: false))
        }
    }

    func currentAsset(_ step: Step) -> LockedAsset? { lockfile.lockfile.images[step.name]?.asset }

    // MARK: The lockfile

    /// Writes the lockfile at most once a second; sooner than that it notes that a write is due.
    mutating func writeLockfile(isLast: Bool = false) {
        let clock = ContinuousClock()
        if !isLast, let lastWrite, clock.now - lastWrite < .seconds(1) {
            isFlushDue = true
            return
        }
        isFlushDue = false
        lastWrite = clock.now
        do {
            do {
                try lockfile.write(by: runFolder.writer)
            } catch is LockfileOnDisk.ChangedMeanwhile {
                try lockfile.write(by: runFolder.writer)
            }
        } catch {
            guard isLast else { return }
            let what = (error as? Diagnostic)?.message ?? String(describing: error)
            unwrittenLockfile = error is Diagnostic ? .invalid : .failed
            findings.append(.note(.unwrittenLockfile(what, unkept: unkept), workspace.lockfile))
        }
    }
}

/// The digests of a lockfile's assets, gathered once for all images of a run.
package struct RecordedDigests {
    let digests: Set<SHA256Digest>
    package let placeholders: Set<SHA256Digest>

    init(_ lockfile: Lockfile) {
        digests = Set(lockfile.images.values.map(\.asset.sha256))
        placeholders = Set(lockfile.images.values.filter(\.isPlaceholder).map(\.asset.sha256))
    }
}
