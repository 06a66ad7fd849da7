import ImageAssetsModel
import ImageAssetsRecords

extension Planner {
    /// What there is to choose from for a product; nil where nobody wants to.
    ///
    /// The published picture is one of them also where this store has it not: a clone is not to pay for what came
    /// already.
    func candidates(of product: Product, _ facts: Facts) -> Candidates? {
        guard let wanted = options.candidates, wanted.names.contains(product.name) else { return nil }
        let answers = observation.answers(for: product)
        var usable = Set(answers.results.filter { violations(of: $0, for: product).isEmpty }.map(\.digest))
        var known = usable.union(answers.all.map(\.digest))
        if let drawn = drawnAsset(facts) {
            known.insert(drawn.sha256)
            if holds(product, drawn) { usable.insert(drawn.sha256) }
        }
        let missing = wanted.count - usable.count
        return Candidates(
            wanted: wanted.count, present: usable.count, known: known,
            obstacle: missing > 0
                ? answers.unread.map(Candidates.Obstacle.unread) ?? facts.lack.map { .held(.lack($0)) } : nil)
    }

    /// The asset that the service drew for today's recipe, where its bytes can be had.
    private func drawnAsset(_ facts: Facts) -> LockedAsset? {
        guard facts.record == .made, facts.changes.isEmpty, let asset = facts.asset else { return nil }
        if facts.file == .recorded { return asset }
        guard case .found(let source) = facts.source, source.digest == asset.sha256 else { return nil }
        return asset
    }

    /// Whoever asks for candidates pays although what came before breaks `expect`, which without that asks for nothing:
    /// it would pay at every run.
    func source(_ source: Facts.Source, forCandidatesOf product: Product) -> Facts.Source {
        guard options.candidates?.names.contains(product.name) == true,
            case .useless(let failure) = source, failure.code == .expectation,
            observation.answers(for: product).unread == nil
        else { return source }
        return .none
    }
}
