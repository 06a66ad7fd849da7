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
    /// - Parameters:
    ///   - alsoStore: drop old results too. They are looked for before any entry goes, so that what this very prune takes
    ///     out of the lockfile can still be had back.
    ///   - isDryRun: only say what would be done.
    package func prune(
        alsoStore: Bool = false, isDryRun: Bool = false
    ) async throws -> (images: [Pruning], store: StorePruning?) {
        try await perform { survey, lockfile, writer in
            let store = alsoStore ? try pruneStore(run: writer.runID, isDryRun: isDryRun) : nil
            let plan = survey.plan(PlanOptions())
            let images = try plan.orphans.compactMap { name -> Pruning? in
                guard let entry = lockfile.lockfile.images[name] else { return nil }
                let asset = try delete(entry, unless: plan.claimed, writer: writer, isDryRun: isDryRun)
                if !isDryRun { lockfile.drop(name) }
                return Pruning(name: name, path: entry.asset.path, asset: asset)
            }
            return (images, store)
        }
    }

    private func delete(
        _ entry: LockEntry, unless claimed: Set<PackagePath>, writer: AtomicFile, isDryRun: Bool
    ) throws -> Pruning.Asset {
        let path = entry.asset.path
        let found = AssetFile(at: path, in: workspace.folder)
        guard found != .absent, !claimed.contains(path) else { return .none }
        guard found.digest == entry.asset.sha256 else { return .modified }
        guard workspace.folder.isRemovable(path, unless: claimed) else { return .none }
        if isDryRun { return .deleted }
        if case .file = found, !entry.isPlaceholder {
            try workspace.store.keep(workspace.folder.read(path), writer: writer)
        }
        return try workspace.folder.remove(path, unless: claimed) ? .deleted : .none
    }
}
