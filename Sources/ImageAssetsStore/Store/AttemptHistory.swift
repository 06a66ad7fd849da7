import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem

/// Every attempt that this store knows of, whatever compaction and `prune --store` took since.
package struct AttemptHistory: Sendable {
    package let attempts: [AttemptRecord]
    /// How many lines of a file cannot be read, by its path for people; only files that have any.
    package let unread: [String: Int]
}

extension Journal {
    /// Nothing is locked: an attempt that is moved meanwhile is read in the one place or the other, or in both, and is
    /// one all the same.
    ///
    /// - Throws: where a file is there and cannot be read.
    package func history() throws(FileError) -> AttemptHistory {
        // In this order: what leaves the first file stands in the second one before.
        let now = try file.read()
        let before = try past.read()
        let unread = [(past, before), (file, now)].filter { $1.unread > 0 }.map { ($0.shown, $1.unread) }
        return AttemptHistory(
            attempts: AttemptRecord.all(of: before.entries + now.entries),
            unread: Dictionary(uniqueKeysWithValues: unread))
    }

    /// Keeps what services counted for these results, where only their records tell it, before those are removed:
    /// earlier versions wrote it nowhere else.
    package func keepUsage(of results: [StoredResult], writer: AtomicFile) throws {
        let results = Dictionary(results.map { ($0.requestID, $0) }) { $0.usage == nil ? $1 : $0 }
        guard !results.isEmpty, let folder = try store.folder() else { return }
        let lock = try lockFile(in: folder)
        defer { withExtendedLifetime(lock) {} }
        let attempts = try history().attempts.filter(\.isUntold)
        try past.add(
            attempts.compactMap { attempt in
                var told = attempt
                results[attempt.attempt.request].map { told.add($0) }
                return told == attempt ? nil : told
            }, writer: writer)
    }
}

extension AssetStore {
    /// These attempts, with what services counted where only the record of the answer tells it.
    package func completing(_ attempts: [AttemptRecord]) -> [AttemptRecord] {
        var records: [Fingerprint: [StoredResult]] = [:]
        return attempts.map { attempt in
            guard attempt.isUntold else { return attempt }
            let results = records[attempt.fingerprint] ?? self.results(for: attempt.fingerprint)
            records[attempt.fingerprint] = results
            var attempt = attempt
            for result in results where result.requestID == attempt.attempt.request { attempt.add(result) }
            return attempt
        }
    }
}
