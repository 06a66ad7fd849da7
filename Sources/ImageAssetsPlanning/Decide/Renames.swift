import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

extension Planner {
    /// Which products take over the asset of an entry that left the manifest: same fingerprint, another name.
    ///
    /// Several of one fingerprint pair by path first, then in the order of their names.
    /// - Parameter moved: entries whose asset another product takes over already.
    func renames(_ open: [Candidate], besides moved: Set<ImageName>) -> [ImageName: ImageName] {
        let takers = open.filter { candidate in
            let (product, facts) = (candidate.product, candidate.facts)
            guard product.fingerprint != nil, !facts.isFrozen, !facts.isWork else { return false }
            guard facts.record == nil || !facts.changes.isEmpty else { return false }
            let wish = options.wish(for: product)
            return !(facts.isAccepted && !wish.overwrites) && !wish.asksAnew
        }
        if takers.isEmpty { return [:] }
        var pairs: [ImageName: ImageName] = [:]
        for (fingerprint, group) in Dictionary(grouping: takers.map(\.product), by: \.fingerprint) {
            guard let fingerprint else { continue }
            var orphans = index.byFingerprint[fingerprint, default: []].filter {
                !index.names($0.name) && !moved.contains($0.name)
            }
            guard !orphans.isEmpty else { continue }
            var waiting: [Product] = []
            for taker in group.sorted(by: { $0.name < $1.name }) {
                let digest = observation.file(at: taker.output).digest
                let place = orphans.firstIndex {
                    $0.entry.asset.path == taker.output || $0.entry.asset.sha256 == digest
                }
                if let place, canMove(orphans[place].entry, to: taker) {
                    pairs[taker.name] = orphans.remove(at: place).name
                } else {
                    waiting.append(taker)
                }
            }
            // Those whose bytes are nowhere are looked at once, not for each that could take them.
            if !waiting.isEmpty { orphans.removeAll { !canBeHad($0.entry) } }
            for taker in waiting {
                guard let place = orphans.firstIndex(where: { canMove($0.entry, to: taker) }) else { continue }
                pairs[taker.name] = orphans.remove(at: place).name
            }
        }
        return pairs
    }

    private func canBeHad(_ entry: LockEntry) -> Bool {
        let digest = entry.asset.sha256
        return observation.objects.contains(digest) || observation.git[entry.asset]?.copy != nil
            || found.twin(of: digest) { observation.file(at: $0).digest == digest } != nil
    }

    private func canMove(_ entry: LockEntry, to taker: Product) -> Bool {
        holds(taker, entry.asset) && locate(entry, for: taker, .moving(dropping: nil)) != nil
    }
}
