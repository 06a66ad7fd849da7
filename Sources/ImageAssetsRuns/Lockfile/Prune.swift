import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore

extension LockfileJob {
    /// Drops the entries that left the manifest and deletes their assets, as far as they are still what was published.
    ///
    /// The bytes are kept in the store, so that an entry that comes back costs nothing.
    ///
    /// - Parameter alsoStore: drop old results too. They are looked for before any entry goes, so that what this very
    ///   prune takes out of the lockfile can still be had back.
    package func prune(alsoStore: Bool = false) async throws -> (images: [Pruning], store: StorePruning?) {
        try await perform { survey, lockfile, writer in
            let store = alsoStore ? try await pruneStore(run: writer.runID) : nil
            let plan = survey.plan(PlanOptions())
            let claimed = workspace.claimedFiles(plan)
            let images = prunings(plan, lockfile.lockfile, unless: claimed)
            for pruning in images {
                if pruning.asset == .deleted, let entry = lockfile.lockfile.images[pruning.name] {
                    try delete(entry, unless: claimed, writer: writer)
                }
                lockfile.drop(pruning.name)
            }
            return (images, store)
        }
    }

    /// What `prune` would do now. Nothing is written, no store is needed, and nobody is waited for.
    package func dryRun(alsoStore: Bool = false) async throws -> (images: [Pruning], store: StorePruning?) {
        let survey = try await Survey(of: workspace, limits: limits) { reporter(.noted($0)) }
        let plan = survey.plan(PlanOptions())
        let images = prunings(
            plan, survey.lockfile.lockfile, unless: workspace.claimedFiles(plan))
        return (images, alsoStore ? try await oldResults().pruning : nil)
    }

    private func prunings(_ plan: Plan, _ lockfile: Lockfile, unless claimed: ClaimedFiles) -> [Pruning] {
        let entries = plan.orphans.compactMap { name in lockfile.images[name].map { (name, $0.asset) } }
        let fates = entries.map { fate(of: $0.1, unless: claimed) }
        let accepted = Set(entries.filter { lockfile.images[$0.0]?.isAccepted == true }.map(\.1.path))
        // A file is gone with the first entry that it belongs to; for the others at its path there is none.
        let gone = Set(zip(entries, fates).filter { $1.asset == .deleted }.map(\.0.1.path))
        var seen: Set<PackagePath> = []
        let named = plan.claimed
        return zip(entries, fates).map { entry, fate in
            let (name, asset) = entry
            var (fate, reason) = fate
            if named.contains(asset.path) {
                (fate, reason) = (.none, nil)
            } else if gone.contains(asset.path), accepted.contains(asset.path) {
                fate = .accepted
            } else if gone.contains(asset.path) {
                let isFirst = fate == .deleted && seen.insert(asset.path).inserted
                (fate, reason) = (isFirst ? .deleted : .none, nil)
            }
            return Pruning(name: name, path: asset.path, asset: fate, reason: reason)
        }
    }

    /// What becomes of the file of an entry by itself.
    private func fate(
        of asset: LockedAsset, unless claimed: ClaimedFiles
    ) -> (asset: Pruning.Asset, reason: ReasonToStay?) {
        switch AssetFile(at: asset.path, in: workspace.folder) {
        case .absent: return (.none, nil)
        case .obstacle(let what): return (.kept, .problem(what))
        case let found where found.digest != asset.sha256: return (.modified, nil)
        default: break
        }
        switch workspace.folder.reasonToStay(asset.path, unless: claimed) {
        case nil: return (.deleted, nil)
        case .absent?, .claimed?: return (.none, nil)
        case let reason?: return (.kept, reason)
        }
    }

    private func delete(_ entry: LockEntry, unless claimed: ClaimedFiles, writer: AtomicFile) throws {
        let path = entry.asset.path
        let found = AssetFile(at: path, in: workspace.folder)
        guard found.digest == entry.asset.sha256 else { return }
        if case .file = found, !entry.isPlaceholder {
            try workspace.store.keep(workspace.folder.read(path), writer: writer)
        }
        _ = try workspace.folder.remove(path, unless: claimed)
    }
}
