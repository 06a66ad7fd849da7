import ImageAssetsModel

/// Decides what to do for each product, from what was observed and from nothing else.
package struct Planner {
    package let products: [Product]
    package let observation: Observation
    package let options: PlanOptions
    let index: LockIndex

    package init(_ products: [Product], in observation: Observation, _ options: PlanOptions) {
        self.products = products
        self.observation = observation
        self.options = options
        index = LockIndex(observation.lockfile, products: products)
    }

    var lockfile: Lockfile { observation.lockfile }

    package func plan() -> Plan {
        let all = products.map { ($0, Facts($0, in: observation, index)) }
        let renames = renames(all)
        var claimed: Set<PackagePath> = []
        claimed.reserveCapacity(products.count)
        for product in products { product.claim(in: &claimed) }
        var steps: [Step] = []
        steps.reserveCapacity(products.count)
        for (product, facts) in all where options.names?.contains(product.name) ?? true {
            var facts = facts
            facts.orphan = renames[product.id]
            steps.append(step(for: product, facts, claimed))
        }
        let names = Set(products.map(\.name))
        let moved = Set(renames.values)
        return Plan(
            steps: steps,
            orphans: lockfile.images.keys.filter { !names.contains($0) && !moved.contains($0) }.sorted(),
            claimed: claimed, budget: options.budget, allowsPlaceholders: options.allowsPlaceholders
        )
    }

    private func step(for product: Product, _ facts: Facts, _ claimed: Set<PackagePath>) -> Step {
        var facts = facts
        // Most products are up to date, and then nobody looks for bytes.
        if Rule.fitting(facts).state != .upToDate { facts.source = source(of: product, facts) }
        let old = [lockfile.images[product.name], facts.orphan.flatMap { lockfile.images[$0] }]
        return Step(
            product: product,
            decision: Decision(facts, options.wish(for: product)),
            found: observation.file(at: product.output),
            vacates: old.compactMap { vacated($0?.asset, by: product) }.filter { !claimed.contains($0) }
        )
    }

    /// The file that nothing will name any more once this product is recorded, if it still is what was published.
    private func vacated(_ asset: LockedAsset?, by product: Product) -> PackagePath? {
        guard let asset, asset.path != product.output, observation.file(at: asset.path).digest == asset.sha256
        else { return nil }
        return asset.path
    }
}

extension Product {
    /// Adds the files that the manifest names for it: its output, its prompt file, its references.
    fileprivate func claim(in paths: inout Set<PackagePath>) {
        paths.insert(output)
        for reference in references { paths.insert(reference.path) }
        if case .file(let path) = entry.prompt.value { paths.insert(path) }
    }
}
