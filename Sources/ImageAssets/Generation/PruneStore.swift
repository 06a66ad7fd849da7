import Foundation

/// What `prune --store` took out of the store.
package struct StorePruning: Sendable, Hashable {
    package struct Dropped: Sendable, Hashable {
        package let fingerprint: Fingerprint
        package let result: StoredResult
    }

    package var dropped: [Dropped] = []
    /// Bytes that the disk has back.
    package var freedBytes = 0
    /// Files that no service gave: what was replaced or accepted. They may be a person's work, and stay.
    package var otherFiles = 0
    package var otherBytes = 0
}

extension LockfileJob {
    /// Drops the results that no manifest and no lockfile of the package has use for, and their bytes.
    ///
    /// Each record goes before its bytes: whatever interrupts it, no record names bytes that are gone.
    func pruneStore(run: String, isDryRun: Bool) throws -> StorePruning {
        let store = workspace.store
        return try RunFolder.alone(run, in: store) {
            let use = try StoreUse(in: workspace)
            var pruning = StorePruning()
            var named = use.digests
            var candidates: Set<SHA256Digest> = []
            let all = store.allResults().sorted { $0.key < $1.key }
            for (fingerprint, results) in all {
                let old = use.old(results, of: fingerprint, isIntact: { store.object($0) != nil })
                pruning.dropped += old.map { .init(fingerprint: fingerprint, result: $0) }
                candidates.formUnion(old.compactMap(\.digest))
                named.formUnion(Set(results).subtracting(old).compactMap(\.digest))
            }
            candidates.subtract(named)
            pruning.freedBytes = candidates.reduce(0) { $0 + store.byteCount(of: $1) }
            if !isDryRun {
                for dropped in pruning.dropped { try store.remove(dropped.result, of: dropped.fingerprint) }
                for object in candidates { try store.remove(object) }
            }
            for object in store.allObjects() where !named.contains(object) && !candidates.contains(object) {
                pruning.otherFiles += 1
                pruning.otherBytes += store.byteCount(of: object)
            }
            return pruning
        }
    }
}
