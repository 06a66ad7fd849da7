import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

extension Planner {
    /// All pictures that a person can choose from for a product, in the order in which they came.
    ///
    /// The published one is among them also where this store has it not; then it is the first, as it came before all
    /// that is here.
    ///
    /// - Parameter stored: which of the answers' pictures the store has by themselves.
    package func candidates(for product: Product, stored: Set<SHA256Digest>) -> [Choice.Candidate] {
        let answers = observation.answers(for: product)
        let entry = lockfile.images[product.name]
        let published = entry.flatMap { $0.fingerprint == product.fingerprint && !$0.isPlaceholder ? $0.asset : nil }
        let isInPlace = published.map { observation.file(at: product.output).digest == $0.sha256 } ?? false
        let results = answers.all.sorted {
            $0.received == $1.received ? $0.digest < $1.digest : $0.received < $1.received
        }
        var all: [(result: UsableResult, place: Choice.Place)] = results.map {
            ($0, stored.contains($0.digest) ? .store : .answer)
        }
        if let entry, let published, isInPlace, !entry.isAccepted, !answers.hold(published.sha256) {
            let asset = UsableResult(
                digest: published.sha256, byteCount: published.byteCount, facts: published.facts,
                revisedPrompt: entry.revisedPrompt)
            all.insert((asset, .output), at: 0)
        }
        return all.enumerated().map { place, candidate in
            Choice.Candidate(
                number: place + 1, result: candidate.result,
                isPublished: isInPlace && candidate.result.digest == published?.sha256, place: candidate.place,
                violations: violations(of: candidate.result, for: product))
        }
    }

    /// The images that are made from a product, and are out of date when it gets other bytes.
    package func dependents(of product: Product) -> [ImageName] {
        products.filter { $0.pictures.contains { $0.input.image == product.name } }.map(\.name)
    }

    /// Why nothing may take the place of what is at the product's output.
    package func protection(of product: Product) -> Protection? {
        let facts = Facts(product, lockfile.images[product.name], in: observation, index)
        let wish = options.wish(for: product)
        for measure in [Measure.spareWork, .spareAccepted] {
            if case .protect(let protection)? = measure.verdict(facts, wish)?.action { return protection }
        }
        return nil
    }
}
