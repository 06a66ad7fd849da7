import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsText

/// `generate` from end to end: lock, look, plan, do, report.
package struct GenerateJob: Sendable {
    package struct Options: Sendable {
        package var request = RunRequest()
        package var run = GenerationRun.Options()
        /// Nil: wait without limit.
        package var lockTimeout: Duration?

        package init() {}
    }

    let workspace: Workspace
    let options: Options
    /// Makes the service once it is known that a request is needed: only then a key is wanted.
    let makeService: @Sendable (ServiceRules) throws -> ImageService
    let reporter: Reporter
    let interrupts: Interrupts

    package init(
        workspace: Workspace, options: Options, reporter: Reporter, interrupts: Interrupts,
        makeService: @escaping @Sendable (ServiceRules) throws -> ImageService
    ) {
        self.workspace = workspace
        self.options = options
        self.makeService = makeService
        self.reporter = reporter
        self.interrupts = interrupts
    }

    /// - Throws: `UsageError` and what `makeService` throws; `CommandFailure`; `FileError` when nothing can be
    ///   written.
    package func perform() async throws -> Report {
        do {
            return try await run().addressed(to: workspace)
        } catch let faults as Diagnostics {
            return Report(.generate, refusedBy: faults, hints: options.request.hints).addressed(to: workspace)
        }
    }

    private func run() async throws -> Report {
        if !workspace.hasManifest { _ = try await look() }
        let store = workspace.store
        let runFolder: RunFolder
        do {
            try store.prepare()
            runFolder = try RunFolder(in: store)
        } catch {
            return try await reportIfNothingToDo(else: error)
        }
        defer { runFolder.remove() }
        let lock: RunLock
        do {
            lock = try await RunLock(
                for: workspace.manifest, in: store, timeout: options.lockTimeout,
                isInterrupted: { [interrupts] in await interrupts.count > 0 }
            ) { reporter(.waitingForLock($0)) }
        } catch is CancellationError {
            return Report(command: .generate, stop: .interrupted)
        }
        defer { withExtendedLifetime(lock) {} }
        try completeArrivals(runFolder)
        let survey = try await look(for: .writing(keeper: runFolder.writer))
        let pricing = await survey.pricing(of: try survey.plan(options.request), concurrency: options.run.concurrency)
        let plan = pricing.plan
        let findings = await survey.findings(on: plan, limits: options.run.limits)
        if findings.contains(where: { $0.severity == .error }) { return Report(command: .generate, findings: findings) }
        // No look of planning's: whoever committed the store is told when something may come to be in it.
        if GitRepository(of: workspace.folder)?.tracks(StoreFolder.name) == true {
            reporter(.noted(.trackedStore))
        }
        try RunFolder.removeDead(in: store, besideAssetsIn: foldersOfFiles(plan, survey.manifest.swiftNames))
        try reportLostAttempts(writer: runFolder.writer, run: runFolder.id)
        for finding in findings { reporter(.found(finding)) }
        reporter(.planned(plan))
        if let quote = pricing.quote { reporter(.quoted(quote)) }
        var runOptions = options.run
        runOptions.pricing = pricing.pricing
        runOptions.maskLimit = survey.manifest.rules.maximumMaskBytes
        var run = GenerationRun(
            plan: plan, workspace: workspace, lockfile: survey.lockfile, runFolder: runFolder,
            service: plan.requests > 0 ? try makeService(survey.manifest.rules) : nil, options: runOptions,
            reporter: reporter, interrupts: interrupts,
            decide: { await survey.decide(about: $0, in: plan) },
            renditions: RenditionPlanner(in: survey.observation, plan.options, survey.index)
        )
        var report = await run.run()
        report.told = findings.count
        report.quote = pricing.quote
        report.findings = findings + report.findings
        report.outOfDateElsewhere = survey.outOfDate(besides: plan, given: run.outcome)
        report.typedNames = writeNames(survey, plan, run, isRecorded: report.unwrittenLockfile == nil)
        return report
    }

    /// Tells what became of the Swift file, which follows from what the lockfile says now.
    private func writeNames(
        _ survey: Survey, _ plan: Plan, _ run: GenerationRun, isRecorded: Bool
    ) -> [TypedNamesReport] {
        guard let file = survey.namesFile(overwriting: plan.options.overwritePaths) else { return [] }
        let lockfile = run.lockfile.lockfile
        var names =
            isRecorded
            ? file.write(lockfile, in: workspace, by: run.runFolder.writer) : file.report(file.text(lockfile))
        if !isRecorded { names.hold() }
        reporter(.named(names))
        return [names]
    }

    private func look(for purpose: Survey.Purpose = .nothing) async throws(Diagnostics) -> Survey {
        try await Survey(
            of: workspace, limits: options.run.limits, for: purpose, closely: options.request.closeNames
        ) { [reporter] in
            reporter(.noted($0))
        }
    }

    /// A tree that cannot be written needs no writing when everything is up to date.
    private func reportIfNothingToDo(else error: any Error) async throws -> Report {
        let survey = try await look()
        let plan = try survey.plan(options.request)
        let names = survey.names(for: plan)
        guard !survey.isConflicted, plan.steps.allSatisfy(\.isIdle), names?.action != .written else {
            throw error
        }
        var report = plan.report(
            .generate, lockfile: survey.lockfile.lockfile,
            findings: await survey.findings(on: plan, limits: options.run.limits))
        report.outOfDateElsewhere = survey.outOfDate(besides: plan, given: [:])
        report.typedNames = names.map { [$0] } ?? []
        return report
    }

    /// Where unfinished files of dead runs may stand beside assets and lockfile, besides the store.
    private func foldersOfFiles(_ plan: Plan, _ names: SwiftNames?) -> [Directory] {
        let outputs = plan.steps.flatMap { [$0.product.output] + $0.product.entry.renditions.map(\.output) }
        let others = [workspace.lockfile] + (names.map { [$0.output] } ?? [])
        let parents = Set((outputs + others).map(\.parent))
        return parents.compactMap { workspace.folder.existingFolder($0) }
    }

    /// A run that died between an image and its record has left bytes that nobody would find: they get their record.
    private func completeArrivals(_ runFolder: RunFolder) throws {
        let journal = Journal(in: workspace.store)
        let arrivals = journal.arrivals()
        if arrivals.isEmpty { return }
        let alive = try RunFolder.alive(among: Set(arrivals.map(\.run)), in: workspace.store)
        for arrival in arrivals where !alive.contains(arrival.run) {
            guard let digest = arrival.arrived, let bytes = workspace.store.object(digest) else { continue }
            if !workspace.store.results(for: arrival.fingerprint).contains(where: { $0.digest == digest }) {
                let result = StoredResult(
                    digest, byteCount: bytes.count, requestID: arrival.attempt.request, usage: arrival.usage,
                    terms: arrival.terms, received: arrival.at)
                try workspace.store.write(result, for: arrival.fingerprint, writer: runFolder.writer)
            }
            var ended = arrival
            ended.event = .ended(.answered)
            ended.run = runFolder.id
            try journal.append([ended])
        }
    }

    private func reportLostAttempts(writer: AtomicFile, run: UniqueID) throws {
        let journal = Journal(in: workspace.store)
        let open = journal.openAttempts()
        let alive = try RunFolder.alive(among: Set(open.map(\.run)), in: workspace.store)
        let lost = open.filter { !alive.contains($0.run) }
        if !lost.isEmpty {
            reporter(.noted(.lostAttempts(lost)))
            try journal.append(
                lost.map { entry in
                    var entry = entry
                    entry.event = .reported
                    entry.run = run
                    return entry
                }
            )
        }
        try journal.compact(writer: writer)
    }
}
