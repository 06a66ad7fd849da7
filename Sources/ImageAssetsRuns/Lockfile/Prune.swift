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
            let fates = Fates(survey, in: workspace)
            let (images, renditions) = (fates.images, fates.renditions)
            for pruning in renditions {
                let record = lockfile.lockfile.images[pruning.name]?.renditions[pruning.path]
                if pruning.asset == .deleted, let record, digest(at: pruning.path) == record.sha256 {
                    // That we made it is known by the store, not by a lockfile, which anybody can write.
                    if workspace.store.rendered(among: [record.sha256], for: workspace.manifest).isEmpty {
                        try workspace.store.keep(
                            workspace.folder.read(pruning.path, upTo: Bounds.pictureBytes), writer: writer)
                    }
                    _ = try workspace.folder.remove(pruning.path, unless: fates.claimed)
                }
                lockfile.record(nil, at: pruning.path, of: pruning.name)
            }
            for pruning in images {
                if pruning.asset == .deleted, let entry = lockfile.lockfile.images[pruning.name] {
                    try delete(entry, unless: fates.claimed, writer: writer)
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
        let fates = Fates(survey, in: workspace)
        return Prunings(
            images: fates.images, renditions: fates.renditions, store: alsoStore ? try await oldResults().pruning : nil)
    }

    private func digest(at path: PackagePath) -> SHA256Digest? { AssetFile(at: path, in: workspace.folder).digest }

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

/// What becomes of the files whose entries or records go.
private struct Fates {
    private let folder: PackageFolder
    private let lockfile: Lockfile
    private let plan: Plan
    /// What the manifest names.
    private let named: Set<PackagePath>
    /// What any manifest names, as it is on disk.
    let claimed: ClaimedFiles

    init(_ survey: Survey, in workspace: Workspace) {
        folder = workspace.folder
        lockfile = survey.lockfile.lockfile
        plan = survey.plan(PlanOptions())
        named = plan.claimed
        claimed = workspace.claimedFiles(plan)
    }

    /// The renditions that no image declares any more, and those of images that left the manifest.
    var renditions: [Pruning] {
        let ofOrphans = plan.orphans.flatMap { name in
            (lockfile.images[name]?.renditions ?? [:]).sorted { $0.key < $1.key }.map {
                OrphanRendition(name, $0.key, $0.value)
            }
        }
        return (plan.orphanRenditions + ofOrphans).map { orphan in
            let fate = fate(ofFileAt: orphan.path, orphan.record.sha256)
            let isSpared = orphan.record.isAccepted && fate == .deleted
            return Pruning(name: orphan.image, path: orphan.path, asset: isSpared ? .accepted : fate)
        }
    }

    var images: [Pruning] {
        let entries = plan.orphans.compactMap { name in lockfile.images[name].map { (name, $0.asset) } }
        let fates = entries.map { fate(ofFileAt: $1.path, $1.sha256) }
        let accepted = Set(entries.filter { lockfile.images[$0.0]?.isAccepted == true }.map(\.1.path))
        // A file is gone with the first entry that it belongs to; for the others at its path there is none.
        let gone = Set(zip(entries, fates).filter { $1 == .deleted }.map(\.0.1.path))
        var seen: Set<PackagePath> = []
        return zip(entries, fates).map { entry, fate in
            let (name, path) = (entry.0, entry.1.path)
            if !gone.contains(path) { return Pruning(name: name, path: path, asset: fate) }
            if accepted.contains(path) { return Pruning(name: name, path: path, asset: .accepted) }
            let isFirst = fate == .deleted && seen.insert(path).inserted
            return Pruning(name: name, path: path, asset: isFirst ? .deleted : .none)
        }
    }

    /// What becomes of a file by itself.
    private func fate(ofFileAt path: PackagePath, _ recorded: SHA256Digest) -> Pruning.Asset {
        switch AssetFile(at: path, in: folder) {
        case .absent: return .none
        // For this image or for another: whatever it is, it stays.
        case _ where named.contains(path): return .kept(.claimed)
        case .obstacle(let what): return .kept(.obstacle(what))
        case let found where found.digest != recorded: return .modified
        default: break
        }
        switch folder.removalFault(of: path, unless: claimed) {
        case nil: return .deleted
        case .absent?: return .none
        case let reason?: return .kept(reason)
        }
    }
}
