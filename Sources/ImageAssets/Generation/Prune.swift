import Foundation

/// What `prune` did with one entry that left the manifest.
package struct Pruning: Sendable, Hashable {
    package enum Asset: String, Sendable {
        case deleted
        /// It was gone already, or the manifest names it, or it is not surely a file of its own.
        case none
        /// Not what was published: the file stays, only its entry goes.
        case modified
    }

    package let name: ImageName
    package let path: PackagePath
    package let asset: Asset
}

extension LockfileJob {
    /// Drops the entries that left the manifest and deletes their assets, as far as they are still what was published.
    ///
    /// The bytes are kept in the store, so that an entry that comes back costs nothing.
    ///
    /// - Parameter alsoStore: drop old results too. They are looked for before any entry goes, so that what this very
    ///   prune takes out of the lockfile can still be had back.
    package func prune(alsoStore: Bool = false) async throws -> (images: [Pruning], store: StorePruning?) {
        try await perform { survey, lockfile, writer in
            let store = alsoStore ? try pruneStore(run: writer.runID) : nil
            let plan = survey.plan(PlanOptions())
            let images = prunings(plan, lockfile.lockfile)
            for pruning in images {
                if pruning.asset == .deleted, let entry = lockfile.lockfile.images[pruning.name] {
                    try delete(entry, unless: plan.claimed, writer: writer)
                }
                lockfile.drop(pruning.name)
            }
            return (images, store)
        }
    }

    /// What `prune` would do now. Nothing is written, no store is needed, and nobody is waited for.
    package func dryRun(alsoStore: Bool = false) async throws -> (images: [Pruning], store: StorePruning?) {
        let survey = try await Survey(of: workspace, limits: limits) { reporter(.warning($0)) }
        let images = prunings(survey.plan(PlanOptions()), survey.lockfile.lockfile)
        return (images, alsoStore ? try oldResults().pruning : nil)
    }

    private func prunings(_ plan: Plan, _ lockfile: Lockfile) -> [Pruning] {
        var deleted: Set<PackagePath> = []
        let entries = plan.orphans.compactMap { name in lockfile.images[name].map { (name, $0.asset) } }
        // A file is gone with the first entry that it belongs to; for the others at this path there is none.
        let own = Set(entries.filter { isOwn($0.1, unless: plan.claimed) }.map(\.1.path))
        return entries.map { name, asset in
            let fate: Pruning.Asset
            if own.contains(asset.path) {
                let isFirst = isOwn(asset, unless: plan.claimed) && deleted.insert(asset.path).inserted
                fate = isFirst ? .deleted : .none
            } else {
                let found = AssetFile(at: asset.path, in: workspace.folder)
                let isModified = found != .absent && found.digest != asset.sha256 && !plan.claimed.contains(asset.path)
                fate = isModified ? .modified : .none
            }
            return Pruning(name: name, path: asset.path, asset: fate)
        }
    }

    /// Whether the file is still what was published, and nobody else's.
    private func isOwn(_ asset: LockedAsset, unless claimed: Set<PackagePath>) -> Bool {
        !claimed.contains(asset.path) && AssetFile(at: asset.path, in: workspace.folder).digest == asset.sha256
            && workspace.folder.isRemovable(asset.path, unless: claimed)
    }

    private func delete(_ entry: LockEntry, unless claimed: Set<PackagePath>, writer: AtomicFile) throws {
        let path = entry.asset.path
        let found = AssetFile(at: path, in: workspace.folder)
        guard found.digest == entry.asset.sha256 else { return }
        if case .file = found, !entry.isPlaceholder {
            try workspace.store.keep(workspace.folder.read(path), writer: writer)
        }
        _ = try workspace.folder.remove(path, unless: claimed)
    }
}
