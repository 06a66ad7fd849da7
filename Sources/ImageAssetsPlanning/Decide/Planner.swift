import ImageAssetsModel

/// Decides what to do for each product, from what was observed and from nothing else.
package struct Planner {
    let products: [Product]
    let observation: Observation
    let options: PlanOptions
    let index: LockIndex

    package init(_ products: [Product], in observation: Observation, _ options: PlanOptions) {
        self.products = products
        self.observation = observation
        self.options = options
        index = LockIndex(observation.lockfile, products: products)
    }

    var lockfile: Lockfile { observation.lockfile }

    package func plan() -> Plan {
        var steps: [Step?] = []
        steps.reserveCapacity(products.count)
        // Most products are up to date: of them nothing else is asked, and their facts need not be held.
        var open: [Candidate] = []
        var recorded = 0
        for product in products {
            let entry = lockfile.images[product.name]
            if entry != nil { recorded += 1 }
            let facts = Facts(product, entry, in: observation, index)
            let isWanted = options.names?.contains(product.name) ?? true
            if Rule.fitting(facts).state == .upToDate {
                steps.append(isWanted ? step(for: product, facts) : nil)
            } else {
                open.append(Candidate(product: product, facts: facts, place: isWanted ? steps.count : nil))
                steps.append(nil)
            }
        }
        let renames = renames(open)
        for candidate in open {
            guard let place = candidate.place else { continue }
            var facts = candidate.facts
            facts.orphan = renames[candidate.product.id]
            facts.source = source(of: candidate.product, facts)
            steps[place] = step(for: candidate.product, facts)
        }
        return Plan(
            steps: steps.compactMap { $0 },
            orphans: recorded == lockfile.images.count ? [] : orphans(besides: Set(renames.values)),
            products: products, options: options
        )
    }

    /// A product that is not up to date, and where its step belongs; nil: nobody asked for it.
    struct Candidate {
        let product: Product
        let facts: Facts
        let place: Int?
    }

    private func orphans(besides moved: Set<ImageName>) -> [ImageName] {
        let names = Set(products.map(\.name))
        return lockfile.images.keys.filter { !names.contains($0) && !moved.contains($0) }.sorted()
    }

    private func step(for product: Product, _ facts: Facts) -> Step {
        Step(
            product: product, decision: Decision(facts, options.wish(for: product)), found: facts.found,
            vacates: [facts.asset, facts.orphan.flatMap { lockfile.images[$0]?.asset }].compactMap {
                vacated($0, by: product)
            }
        )
    }

    /// The file that nothing will name any more once this product is recorded, if it still is what was published.
    private func vacated(_ asset: LockedAsset?, by product: Product) -> PackagePath? {
        guard let asset, asset.path != product.output, observation.file(at: asset.path).digest == asset.sha256,
            !index.claims(asset.path)
        else { return nil }
        return asset.path
    }
}
