import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsText

extension LockfileJob {
    /// Drops the entries that left the manifest and deletes their assets, as far as they are still what was published.
    ///
    /// The bytes are kept in the store, so that an entry that comes back costs nothing.
    ///
    /// - Parameter alsoStore: drop old results too. They are looked for before any entry goes, so that what this very
    ///   prune takes out of the lockfile can still be had back.
    package func prune(alsoStore: Bool = false) async throws -> Prunings {
        var (pruned, names) = try await perform { survey, lockfile, writer in
            let store = alsoStore ? try await pruneStore(writer: writer) : nil
            let plan = survey.plan(PlanOptions())
            let claimed = workspace.claimedFiles(plan)
            let images = prunings(plan, lockfile.lockfile, unless: claimed)
            let renditions = renditionPrunings(plan, lockfile.lockfile, unless: claimed)
            for pruning in renditions {
                let record = lockfile.lockfile.images[pruning.name]?.renditions[pruning.path]
                if pruning.asset == .deleted, let record, digest(at: pruning.path) == record.sha256 {
                    // That we made it is known by the store, not by a lockfile, which anybody can write.
                    if workspace.store.rendered(among: [record.sha256], for: workspace.manifest).isEmpty {
                        try workspace.store.keep(
                            workspace.folder.read(pruning.path, upTo: Bounds.pictureBytes), writer: writer)
                    }
                    _ = try workspace.folder.remove(pruning.path, unless: claimed)
                }
                lockfile.record(nil, at: pruning.path, of: pruning.name)
            }
            for pruning in images {
                if pruning.asset == .deleted, let entry = lockfile.lockfile.images[pruning.name] {
                    try delete(entry, unless: claimed, writer: writer)
                }
                lockfile.drop(pruning.name)
            }
            return Prunings(images: images, renditions: renditions, store: store)
        }
        pruned.typedNames = names
        return pruned
    }

    /// What `prune` would do now. Nothing is written, no store is needed, and nobody is waited for.
    package func dryRun(alsoStore: Bool = false) async throws -> Prunings {
        let survey = try await Survey(of: workspace, limits: limits) { reporter(.noted($0)) }
        let plan = survey.plan(PlanOptions())
        let images = prunings(
            plan, survey.lockfile.lockfile, unless: workspace.claimedFiles(plan))
        let renditions = renditionPrunings(
            plan, survey.lockfile.lockfile, unless: workspace.claimedFiles(plan))
        return Prunings(
            images: images, renditions: renditions, store: alsoStore ? try await oldResults().pruning : nil)
    }

    /// The renditions that no image declares any more, and those of images that left the manifest.
    private func renditionPrunings(_ plan: Plan, _ lockfile: Lockfile, unless claimed: ClaimedFiles) -> [Pruning] {
        let ofOrphans = plan.orphans.flatMap { name in
            (lockfile.images[name]?.renditions ?? [:]).sorted { $0.key < $1.key }.map {
                OrphanRendition(name, $0.key, $0.value)
            }
        }
        return (plan.orphanRenditions + ofOrphans).map { orphan in
            var fate = fate(ofFileAt: orphan.path, orphan.record.sha256, unless: claimed)
            if orphan.record.isAccepted, fate.asset == .deleted { fate.asset = .accepted }
            if plan.claimed.contains(orphan.path) { fate = self.fate(ofClaimedFileAt: orphan.path) }
            return Pruning(name: orphan.image, path: orphan.path, asset: fate.asset, reason: fate.reason)
        }
    }

    private func digest(at path: PackagePath) -> SHA256Digest? { AssetFile(at: path, in: workspace.folder).digest }

    private func prunings(_ plan: Plan, _ lockfile: Lockfile, unless claimed: ClaimedFiles) -> [Pruning] {
        let entries = plan.orphans.compactMap { name in lockfile.images[name].map { (name, $0.asset) } }
        let fates = entries.map { fate(ofFileAt: $0.1.path, $0.1.sha256, unless: claimed) }
        let accepted = Set(entries.filter { lockfile.images[$0.0]?.isAccepted == true }.map(\.1.path))
        // A file is gone with the first entry that it belongs to; for the others at its path there is none.
        let gone = Set(zip(entries, fates).filter { $1.asset == .deleted }.map(\.0.1.path))
        var seen: Set<PackagePath> = []
        let named = plan.claimed
        return zip(entries, fates).map { entry, fate in
            let (name, asset) = entry
            var (fate, reason) = fate
            if named.contains(asset.path) {
                (fate, reason) = self.fate(ofClaimedFileAt: asset.path)
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
        ofFileAt path: PackagePath, _ recorded: SHA256Digest, unless claimed: ClaimedFiles
    ) -> (asset: Pruning.Asset, reason: RemovalFault?) {
        switch AssetFile(at: path, in: workspace.folder) {
        case .absent: return (.none, nil)
        case .obstacle(let what): return (.kept, .obstacle(what))
        case let found where found.digest != recorded: return (.modified, nil)
        default: break
        }
        switch workspace.folder.removalFault(of: path, unless: claimed) {
        case nil: return (.deleted, nil)
        case .absent?: return (.none, nil)
        case let reason?: return (.kept, reason)
        }
    }

    /// The manifest names it, for this image or for another: whatever it is, it stays.
    private func fate(ofClaimedFileAt path: PackagePath) -> (asset: Pruning.Asset, reason: RemovalFault?) {
        if case .absent = AssetFile(at: path, in: workspace.folder) { (.none, nil) } else { (.kept, .claimed) }
    }

    private func delete(_ entry: LockEntry, unless claimed: ClaimedFiles, writer: AtomicFile) throws {
        let path = entry.asset.path
        let found = AssetFile(at: path, in: workspace.folder)
        guard found.digest == entry.asset.sha256 else { return }
        if case .file = found, !entry.isPlaceholder {
            try workspace.store.keep(workspace.folder.read(path, upTo: Bounds.pictureBytes), writer: writer)
        }
        _ = try workspace.folder.remove(path, unless: claimed)
    }
}
