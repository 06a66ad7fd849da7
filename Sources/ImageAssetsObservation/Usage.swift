import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem

extension Workspace {
    /// What this checkout asked for and got. Nothing is locked, written or started but Git, to ask whether it tracks
    /// the store.
    ///
    /// - Throws: `FileError` where the journal is there and cannot be read: what it would add nobody knows.
    package func usage(by grouping: UsageSummary.Grouping, since: Date?) throws -> UsageSummary {
        let history = try Journal(in: store).history()
        let isTracked = !history.attempts.isEmpty && GitRepository(of: folder)?.tracks(StoreFolder.name) == true
        return UsageSummary(
            of: store.completing(history.attempts), by: grouping, since: since, prices: prices, unread: history.unread,
            isStoreTracked: isTracked, manifest: manifest)
    }

    private var prices: Result<Prices, Prices.Fault> {
        do {
            return ManifestParser.prices(try folder.text(manifest), file: manifest)
        } catch {
            return .failure(error.fault == .absent ? .noManifest : .faulty)
        }
    }
}
