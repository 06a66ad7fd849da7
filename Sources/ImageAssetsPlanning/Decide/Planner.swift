import ImageAssetsModel

/// Decides what to do for each product, from what was observed and from nothing else.
package struct Planner {
    let products: [Product]
    let observation: Observation
    let options: PlanOptions
    let index: LockIndex
    /// Images that a run has made anew and that this plan is not about: what is made from them is out of date.
    let remade: Set<ImageName>
    let found: FoundCopies

    /// - Parameters:
    ///   - products: with what is known of the images that they are made from as things stand.
    ///   - index: of the observation's lockfile and all products of the manifest, where these are only some of them.
    package init(
        _ products: [Product], in observation: Observation, _ options: PlanOptions, index: LockIndex? = nil,
        remade: Set<ImageName> = []
    ) {
        self.products = products
        self.observation = observation
        self.options = options
        self.remade = remade
        self.index = index ?? LockIndex(observation.lockfile, products: products)
        found = FoundCopies(self.index)
    }

    var lockfile: Lockfile { observation.lockfile }

    package func plan() -> Plan {
        var steps = [Step?](repeating: nil, count: products.count)
        var moved: Set<ImageName> = []
        let lineage = Lineage(products)
        var outlooks: [ImageName: Outlook] = [:]
        for level in lineage.levels {
            decide(level, lineage, &outlooks, &moved, &steps)
        }
        return Plan(
            steps: steps.compactMap { $0 }, orphans: orphans(besides: moved), products: products, options: options)
    }

    /// A product that is not up to date, and where its step belongs.
    struct Candidate {
        let place: Int
        let part: Part
        var product: Product { part.product }
        let facts: Facts
    }

    /// A product as this run will find it.
    struct Part {
        var product: Product
        /// What has to be over before.
        var after: [ImageName] = []
        var lack: Lack?
    }

    /// Decides about products that are made from none of each other, given what those will be that they are made from.
    private func decide(
        _ level: [Int], _ lineage: Lineage, _ outlooks: inout [ImageName: Outlook], _ moved: inout Set<ImageName>,
        _ steps: inout [Step?]
    ) {
        // Most products are up to date: of them nothing else is asked, and their facts need not be held.
        var open: [Candidate] = []
        for place in level {
            let part = part(products[place], after: outlooks)
            let product = part.product
            var facts = Facts(product, lockfile.images[product.name], in: observation, index)
            facts.lack = part.lack
            if Rule.fitting(facts).state == .upToDate {
                conclude(part, facts, at: place, lineage, &outlooks, &steps)
            } else {
                open.append(Candidate(place: place, part: part, facts: facts))
            }
        }
        let renames = renames(open, besides: moved)
        moved.formUnion(renames.values)
        for candidate in open {
            var facts = candidate.facts
            let isParent = lineage.parents.contains(candidate.product.name)
            guard isParent || isWanted(candidate.product) else { continue }
            facts.orphan = renames[candidate.product.id]
            facts.source = source(of: candidate.product, facts)
            conclude(candidate.part, facts, at: candidate.place, lineage, &outlooks, &steps)
        }
    }

    private func isWanted(_ product: Product) -> Bool { options.names?.contains(product.name) ?? true }

    private func conclude(
        _ part: Part, _ facts: Facts, at place: Int, _ lineage: Lineage, _ outlooks: inout [ImageName: Outlook],
        _ steps: inout [Step?]
    ) {
        let step = isWanted(part.product) ? step(for: part, facts) : nil
        steps[place] = step
        guard lineage.parents.contains(part.product.name) else { return }
        outlooks[part.product.name] = outlook(of: part.product, facts, step)
    }

    private func orphans(besides moved: Set<ImageName>) -> [ImageName] {
        let recorded = products.count { lockfile.images[$0.name] != nil }
        if recorded == lockfile.images.count { return [] }
        let names = Set(products.map(\.name))
        return lockfile.images.keys.filter { !names.contains($0) && !moved.contains($0) }.sorted()
    }

    private func step(for part: Part, _ facts: Facts) -> Step {
        let product = part.product
        return Step(
            product: product, decision: Decision(facts, options.wish(for: product)), found: facts.found,
            vacates: [facts.asset, facts.orphan.flatMap { lockfile.images[$0]?.asset }].compactMap {
                vacated($0, by: product)
            },
            after: part.after
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
