import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsText

/// What there is to choose from for an image, and what would be in the way.
package struct Choices: Sendable {
    package let candidates: [Choice.Candidate]
    /// What keeps another picture from the output.
    package let protection: Protection?

    package init(_ candidates: [Choice.Candidate] = [], protection: Protection? = nil) {
        self.candidates = candidates
        self.protection = protection
    }
}

extension Survey {
    /// Of all these images, by what the store's records say: who only looks, at all images at once, decodes none of the
    /// pictures that there are. Nothing is decided by it.
    package func choices(for images: Set<ImageName>) async -> [ImageName: Choices] {
        let wanted = products.filter { images.contains($0.name) }
        let unseen = Array(Set(wanted.compactMap(\.fingerprint)).filter { observation.answers[$0] == nil })
        let (store, limits) = (workspace.store, observer.limits)
        let found = await unseen.mapOnAllCores { fingerprint in
            KnownAnswers(
                store.results(for: fingerprint).compactMap { UsableResult(recorded: $0, in: store, limits: limits) })
        }
        var seen = observation
        for (fingerprint, answers) in zip(unseen, found) { seen.answers[fingerprint] = answers }
        let planner = Planner(products, in: seen, PlanOptions(), index: index)
        return Dictionary(
            wanted.map { ($0.name, planner.choices(for: $0, in: store)) }
        ) { first, _ in first }
    }
}

extension Planner {
    /// What there is to choose from for a product, by what the store holds now.
    package func choices(for product: Product, in store: AssetStore) -> Choices {
        let known = observation.answers(for: product).all.map(\.digest)
        let stored = Set(known.filter { store.byteCount(of: $0) > 0 })
        return Choices(candidates(for: product, stored: stored), protection: protection(of: product))
    }
}

extension UsableResult {
    /// Nil for what is no picture, or is gone.
    fileprivate init?(recorded record: StoredResult, in store: AssetStore, limits: PNGLimits) {
        guard case .image(let recorded) = record.content, store.byteCount(of: record.digest) > 0 else { return nil }
        let decoded = { () -> AssetFacts? in
            store.object(record.digest).flatMap { try? PNGInfo(decoding: $0, limits: limits) }.map(AssetFacts.init)
        }
        guard let facts = recorded ?? decoded() else { return nil }
        self.init(
            digest: record.digest, byteCount: record.byteCount, facts: facts, revisedPrompt: record.revisedPrompt,
            received: record.received, mark: record.mark)
    }
}
