import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsStore

/// The work that `accept`, `choose` and `prune` share: with the lock held, change the lockfile, and write it once.
package struct LockfileJob: Sendable {
    let workspace: Workspace
    let limits: PNGLimits
    let reporter: Reporter
    let interrupts: Interrupts

    package init(
        workspace: Workspace, limits: PNGLimits = .default, reporter: Reporter,
        interrupts: Interrupts
    ) {
        self.workspace = workspace
        self.limits = limits
        self.reporter = reporter
        self.interrupts = interrupts
    }

    /// - Returns: with what became of the Swift file; nil where the manifest asks for none.
    /// - Throws: `Diagnostics`, `LockfileError`, and whatever `change` throws; nothing is written then.
    ///
    /// - Parameters:
    ///   - closely: names of images of which everything is to be known.
    ///   - keepingAnswers: bring images that are found in kept answers into the store.
    func perform<Outcome>(
        closely: [String] = [], keepingAnswers: Bool = false,
        _ change: (Survey, inout LockfileOnDisk, AtomicFile) async throws -> Outcome
    ) async throws -> (outcome: Outcome, names: TypedNamesReport?) {
        if !workspace.hasManifest { _ = try await Survey(of: workspace, limits: limits) { reporter(.noted($0)) } }
        let store = workspace.store
        try store.prepare()
        let runFolder = try RunFolder(in: store)
        defer { runFolder.remove() }
        let lock = try await RunLock(
            for: workspace.manifest, in: store, timeout: nil,
            isInterrupted: { [interrupts] in await interrupts.count > 0 }
        ) { reporter(.waitingForLock($0)) }
        defer { withExtendedLifetime(lock) {} }
        let purpose = Survey.Purpose.writing(keeper: keepingAnswers ? runFolder.writer : nil)
        let survey = try await Survey(of: workspace, limits: limits, for: purpose, closely: closely) {
            reporter(.noted($0))
        }
        var lockfile = survey.lockfile
        let outcome = try await change(survey, &lockfile, runFolder.writer)
        try lockfile.write(by: runFolder.writer)
        let names = survey.namesFile()?.write(lockfile.lockfile, in: workspace, by: runFolder.writer)
        if let names { reporter(.named(names)) }
        return (outcome, names)
    }
}
