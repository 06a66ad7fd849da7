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
        var decided = Decided()
        decided.steps.reserveCapacity(products.count)
        let levels = Lineage(products).levels
        for (depth, places) in levels.enumerated() {
            decide(about: places, areParents: depth < levels.count - 1, &decided)
        }
        return Plan(
            steps: decided.inOrder, orphans: orphans(besides: decided), products: products, options: options)
    }

    /// What was decided so far.
    private struct Decided {
        var steps: [Step] = []
        /// Where each of them belongs.
        var places: [Int] = []
        /// Entries that left the manifest and whose assets products take over.
        var moved: Set<ImageName> = []
        /// How many products the lockfile knows.
        var recorded = 0
        var outlooks: [ImageName: Outlook] = [:]

        /// Most of the time they are in order already: nothing is copied then.
        var inOrder: [Step] {
            if zip(places, places.dropFirst()).allSatisfy({ $0 < $1 }) { return steps }
            return places.indices.sorted { places[$0] < places[$1] }.map { steps[$0] }
        }
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
    private func decide(about places: [Int], areParents: Bool, _ decided: inout Decided) {
        // Most products are up to date: of them nothing else is asked, and their facts need not be held.
        var open: [Candidate] = []
        for place in places {
            let part = part(products[place], after: decided.outlooks)
            let entry = lockfile.images[part.product.name]
            if entry != nil { decided.recorded += 1 }
            let facts = Facts(part.product, entry, in: observation, index, lack: part.lack)
            let rule = Rule.fitting(facts)
            if rule.state == .upToDate {
                conclude(part, facts, by: rule, at: place, isParent: areParents, &decided)
            } else {
                open.append(Candidate(place: place, part: part, facts: facts))
            }
        }
        let renames = renames(open, besides: decided.moved)
        decided.moved.formUnion(renames.values)
        for candidate in open where areParents || isWanted(candidate.product) {
            var facts = candidate.facts
            facts.orphan = renames[candidate.product.id]
            facts.source = source(source(of: candidate.product, facts), forCandidatesOf: candidate.product)
            conclude(candidate.part, facts, by: .fitting(facts), at: candidate.place, isParent: areParents, &decided)
        }
    }

    private func isWanted(_ product: Product) -> Bool { options.names?.contains(product.name) ?? true }

    private func conclude(
        _ part: Part, _ facts: Facts, by rule: Rule, at place: Int, isParent: Bool, _ decided: inout Decided
    ) {
        let isWanted = isWanted(part.product)
        if isWanted {
            decided.steps.append(step(for: part, facts, by: rule))
            decided.places.append(place)
        }
        if isParent {
            decided.outlooks[part.product.name] = outlook(of: part.product, facts, isWanted ? decided.steps.last : nil)
        }
    }

    private func orphans(besides decided: Decided) -> [ImageName] {
        if decided.recorded == lockfile.images.count { return [] }
        let names = Set(products.map(\.name))
        return lockfile.images.keys.filter { !names.contains($0) && !decided.moved.contains($0) }.sorted()
    }

    private func step(for part: Part, _ facts: Facts, by rule: Rule) -> Step {
        Step(
            product: part.product, decision: Decision(facts, options.wish(for: part.product), by: rule),
            candidates: candidates(of: part.product, facts), found: facts.found,
            vacates: vacated(by: part.product, facts), after: part.after)
    }

    /// The files that nothing will name any more once this product is recorded, if they still are what was published.
    private func vacated(by product: Product, _ facts: Facts) -> [PackagePath] {
        if !facts.hasMoved && facts.orphan == nil { return [] }
        let assets = [facts.asset, facts.orphan.flatMap { lockfile.images[$0]?.asset }].compactMap { $0 }
        return assets.filter {
            $0.path != product.output && observation.file(at: $0.path).digest == $0.sha256 && !index.claims($0.path)
        }.map(\.path)
    }
}
