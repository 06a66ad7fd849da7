import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore

/// The work that `accept` and `prune` share: with the lock held, change the lockfile, and write it once.
package struct LockfileJob: Sendable {
    package let workspace: Workspace
    package let limits: PNGLimits
    package let lockTimeout: Duration?
    package let reporter: Reporter
    package let interrupts: Interrupts

    package init(
        workspace: Workspace, limits: PNGLimits = .default, lockTimeout: Duration? = nil, reporter: Reporter,
        interrupts: Interrupts
    ) {
        self.workspace = workspace
        self.limits = limits
        self.lockTimeout = lockTimeout
        self.reporter = reporter
        self.interrupts = interrupts
    }

    /// - Throws: `Diagnostics`, and whatever `change` throws; nothing is written then.
    package func perform<Outcome>(
        _ change: (Survey, inout LockfileOnDisk, AtomicFile) throws -> Outcome
    ) async throws -> Outcome {
        let store = workspace.store
        try store.prepare()
        let runFolder = try RunFolder(in: store)
        defer { runFolder.remove() }
        let lock = try await RunLock(
            for: workspace.manifest, in: store, timeout: lockTimeout,
            isInterrupted: { [interrupts] in await interrupts.count > 0 }
        ) { reporter(.waitingForLock($0)) }
        defer { withExtendedLifetime(lock) {} }
        let survey = try await Survey(of: workspace, limits: limits) { reporter(.noted($0)) }
        var lockfile = survey.lockfile
        let outcome = try change(survey, &lockfile, runFolder.writer)
        try lockfile.write(by: runFolder.writer)
        return outcome
    }
}
