import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem

extension LockfileJob {
    /// Drops the results that no manifest and no lockfile of the package has use for, and their bytes.
    ///
    /// Each record goes before its bytes: whatever interrupts it, no record names bytes that are gone.
    func pruneStore(writer: AtomicFile) async throws -> StorePruning {
        let store = workspace.store
        return try await RunFolder.alone(writer.runID, in: store) {
            let old = try await oldResults()
            try Journal(in: store).keepUsage(of: old.pruning.dropped.map(\.result), writer: writer)
            for dropped in old.pruning.dropped { try store.remove(dropped.result, of: dropped.fingerprint) }
            for object in old.objects { try store.remove(object) }
            for mark in store.allRenditionMarks() where !old.named.contains(mark.digest) {
                try store.remove(mark)
            }
            let kept = Set(store.allObjects())
            store.forgetPictures { old.named.contains($0) || kept.contains($0) }
            return old.pruning
        }
    }

    /// The results that nothing has use for, and the bytes that go with them.
    func oldResults() async throws -> OldResults {
        let store = workspace.store
        let use = try await StoreUse(in: workspace)
        var pruning = StorePruning()
        var named = use.digests
        var objects: Set<SHA256Digest> = []
        for (fingerprint, results) in store.allResults().sorted(by: { $0.key < $1.key }) {
            let old = use.old(results, of: fingerprint) { result in
                store.object(result.digest).flatMap { try? PNGInfo(decoding: $0, limits: limits) }.map(AssetFacts.init)
            }
            pruning.dropped += old.map { (fingerprint, $0) }
            objects.formUnion(old.map(\.digest))
            named.formUnion(Set(results).subtracting(old).map(\.digest))
        }
        objects.subtract(named)
        pruning.freedBytes = objects.reduce(0) { $0.clampedSum(store.byteCount(of: $1)) }
        for object in store.allObjects() where !named.contains(object) && !objects.contains(object) {
            pruning.otherFiles += 1
            pruning.otherBytes = pruning.otherBytes.clampedSum(store.byteCount(of: object))
        }
        return OldResults(pruning: pruning, objects: objects, named: use.digests)
    }
}

/// What the store holds that nothing has use for.
struct OldResults {
    var pruning: StorePruning
    var objects: Set<SHA256Digest>
    /// Of files that lockfiles record, or that lie at outputs.
    var named: Set<SHA256Digest>
}
