import Foundation
import PNGCoding

/// `generate` from end to end: lock, look, plan, do, report.
package struct GenerateJob: Sendable {
    package struct Options: Sendable {
        /// Names of images, empty: all.
        package var names: [String] = []
        /// What such a name may have been meant to be: this is the command when none is given.
        package var commands: [String] = []
        package var overwrite: [String] = []
        package var regenerate: [String] = []
        package var isPlaceholder = false
        package var isOffline = false
        package var run = GenerationRun.Options()
        /// Nil: wait without limit.
        package var lockTimeout: Duration?

        package init() {}
    }

    package let workspace: Workspace
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

    /// - Throws: `UsageError` and what `makeService` throws; `RunLock.LockTimeout`; `FileError` when nothing can be written.
    package func perform() async throws -> Report {
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
                for: workspace.manifest, in: store, timeout: options.lockTimeout, interrupts: interrupts
            ) { reporter(.waitingForLock($0)) }
        } catch is CancellationError {
            return Report(command: .generate, stop: .interrupted)
        }
        defer { withExtendedLifetime(lock) {} }
        let survey: Survey
        do {
            survey = try await look()
        } catch {
            return Report(command: .generate, diagnostics: error.all)
        }
        let plan = survey.plan(try planOptions(survey))
        try refuseRegeneratingWork(plan)
        let referenceFaults = await survey.referenceFaults(in: plan, limits: options.run.limits)
        let diagnostics = survey.diagnostics + referenceFaults
        guard !referenceFaults.contains(where: { $0.severity == .error }) else {
            return Report(command: .generate, diagnostics: diagnostics)
        }
        if GitRepository(of: workspace.folder)?.tracks(AssetStore.folderName) == true {
            reporter(.warning(Self.trackedStore))
        }
        try RunFolder.removeDead(in: store, besideAssetsIn: foldersOfFiles(plan))
        try reportLostAttempts(writer: runFolder.writer, run: runFolder.id)
        reporter(.planned(plan))
        var run = GenerationRun(
            plan: plan, workspace: workspace, lockfile: survey.lockfile, runFolder: runFolder,
            service: plan.requests > 0 ? try makeService(survey.rules) : nil, options: options.run, reporter: reporter,
            interrupts: interrupts
        )
        var report = await run.run()
        report.diagnostics = diagnostics + report.diagnostics
        return report
    }

    private static let trackedStore =
        "Git tracks \(AssetStore.folderName), which is meant for this checkout alone: whoever can commit there decides what "
        + "this tool takes for received. `git rm -r --cached \(AssetStore.folderName)` takes it out of Git and leaves the files"

    private func look() async throws(Diagnostics) -> Survey {
        try await Survey(of: workspace, limits: options.run.limits) { [reporter] in reporter(.warning($0)) }
    }

    /// A tree that cannot be written needs no writing when everything is up to date.
    private func reportIfNothingToDo(else error: any Error) async throws -> Report {
        let survey: Survey
        do {
            survey = try await look()
        } catch {
            return Report(command: .generate, diagnostics: error.all)
        }
        let plan = survey.plan(try planOptions(survey))
        guard !survey.isConflicted, plan.steps.allSatisfy({ $0.action == .nothing }) else { throw error }
        return plan.report(.generate, lockfile: survey.lockfile.lockfile, diagnostics: survey.diagnostics)
    }

    private func planOptions(_ survey: Survey) throws(UsageError) -> PlanOptions {
        let overwrite = try survey.images(named: options.overwrite, option: "--overwrite")
        let regenerate = try survey.images(named: options.regenerate, option: "--regenerate")
        for image in survey.images where image.entry.frozen {
            let option =
                overwrite.contains(image.name) ? "--overwrite" : regenerate.contains(image.name) ? "--regenerate" : nil
            if let option { throw UsageError("\(option) \(image.name): the image is frozen in \(workspace.manifest)") }
        }
        let names = options.names.isEmpty ? nil : try survey.images(named: options.names, orCommands: options.commands)
        if let names, let outside = overwrite.union(regenerate).subtracting(names).min() {
            let option = overwrite.contains(outside) ? "--overwrite" : "--regenerate"
            throw UsageError("\(option) \(outside): the image is not among those that are named")
        }
        return PlanOptions(
            service: options.isPlaceholder ? .placeholder : .real,
            names: names,
            overwrite: overwrite,
            regenerate: regenerate,
            isOffline: options.isOffline,
            maximumRequests: options.run.maximumRequests,
            allowsPlaceholders: options.isPlaceholder
        )
    }

    private func refuseRegeneratingWork(_ plan: Plan) throws(UsageError) {
        for step in plan.steps where options.regenerate.contains(step.name.text) && step.action == .protect(.work) {
            throw UsageError(
                "--regenerate \(step.name): \(step.image.output) is somebody's work; "
                    + "add --overwrite \(step.name) to replace it, or keep it with `accept \(step.name)`"
            )
        }
    }

    /// Where unfinished files of dead runs may stand beside assets and lockfile, besides the store.
    private func foldersOfFiles(_ plan: Plan) -> [Directory] {
        let parents = Set(plan.steps.map(\.image.output.parent) + [workspace.lockfile.parent])
        return parents.compactMap { workspace.folder.existingFolder($0) }
    }

    private func reportLostAttempts(writer: AtomicFile, run: String) throws {
        let journal = Journal(in: workspace.store)
        let open = journal.openAttempts()
        let alive = try RunFolder.alive(among: Set(open.map(\.run)), in: workspace.store)
        let lost = open.filter { !alive.contains($0.run) }
        if !lost.isEmpty {
            reporter(.lostAttempts(lost))
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
