import ImageAssetsModel

extension Planner {
    /// Which images take over the asset of an entry that left the manifest: same fingerprint, another name.
    ///
    /// Several of one fingerprint pair by path first, then in the order of their names.
    func renames(_ situations: [Situation]) -> [ImageName: ImageName] {
        let takers = situations.filter {
            !$0.image.entry.frozen && $0.entry?.fingerprint != $0.fingerprint && !$0.isWork && !isKept($0)
                && !options.regenerate.contains($0.image.name)
        }
        if takers.isEmpty { return [:] }
        let present = Set(images.map(\.name))
        var pairs: [ImageName: ImageName] = [:]
        for (fingerprint, group) in Dictionary(grouping: takers, by: \.fingerprint) {
            var orphans = index.byFingerprint[fingerprint, default: []].filter { !present.contains($0.name) }
            guard !orphans.isEmpty else { continue }
            var waiting: [Situation] = []
            for taker in group.sorted(by: { $0.image.name < $1.image.name }) {
                let place = orphans.firstIndex {
                    $0.entry.asset.path == taker.image.output || $0.entry.asset.sha256 == taker.found.digest
                }
                if let place, canMove(orphans[place].entry, to: taker) {
                    pairs[taker.image.name] = orphans.remove(at: place).name
                } else {
                    waiting.append(taker)
                }
            }
            for taker in waiting {
                guard let place = orphans.firstIndex(where: { canMove($0.entry, to: taker) }) else { continue }
                pairs[taker.image.name] = orphans.remove(at: place).name
            }
        }
        return pairs
    }

    private func canMove(_ entry: LockEntry, to taker: Situation) -> Bool {
        holds(taker.image.entry.expect.value, entry.asset) && locate(entry, for: taker) != nil
    }
}
