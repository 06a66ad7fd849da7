import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// Decides what to do for each product, from what was observed and from nothing else.
package struct Planner {
    package let products: [Product]
    package private(set) var observation: Observation
    package let options: PlanOptions
    package let index: LockIndex
    /// What images have become, or would become, that this plan is not about; nil: nobody knows.
    let given: [ImageName: AssetBytes?]
    private var decided = Decided()
    let found: FoundCopies

    /// - Parameters:
    ///   - products: with what is known of the images that they are made from as things stand.
    ///   - index: of the observation's lockfile and all products of the manifest, where these are only some of them.
    package init(
        _ products: [Product], in observation: Observation, _ options: PlanOptions, index: LockIndex? = nil,
        given: [ImageName: AssetBytes?] = [:]
    ) {
        self.products = products
        self.observation = observation
        self.options = options
        self.given = given
        self.index = index ?? LockIndex(observation.lockfile, products: products)
        found = FoundCopies(self.index)
    }

    package var lockfile: Lockfile { observation.lockfile }

    package func plan() -> Plan {
        var planner = self
        planner.decided.steps.reserveCapacity(products.count)
        for level in Lineage(products).levels { planner.decide(about: level) }
        var plan = Plan(
            steps: planner.decided.inOrder, orphans: planner.orphans(), products: products, options: options)
        plan.decideRenditions(RenditionPlanner(in: planner.observation, options, index, given: given)) {
            orphanRenditions()
        }
        return plan
    }

    // MARK: Level by level

    /// Products of a level of whose fingerprint nothing was observed, each fingerprint once: what they are made from
    /// gets other bytes than lie there now, and the levels before have shown which.
    package func unseen(in level: Lineage.Level) -> [Product] {
        var seen: Set<Fingerprint> = []
        return level.places.compactMap { place in
            let product = part(products[place], after: decided.outlooks).product
            guard let fingerprint = product.fingerprint, fingerprint != products[place].fingerprint,
                observation.answers[fingerprint] == nil, seen.insert(fingerprint).inserted
            else { return nil }
            return product
        }
    }

    package mutating func take(_ further: Observation) { observation.add(further) }

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
        let entry: LockEntry?
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
    package mutating func decide(about level: Lineage.Level) {
        // Most products are up to date: of them nothing else is asked, and their facts need not be held.
        var open: [Candidate] = []
        for place in level.places {
            let part = part(products[place], after: decided.outlooks)
            let entry = lockfile.images[part.product.name]
            if entry != nil { decided.recorded += 1 }
            let facts = Facts(part.product, entry, in: observation, index, lack: part.lack)
            let rule = Rule.fitting(facts)
            if rule.state == .upToDate {
                conclude(part, facts, by: rule, at: place, isParent: level.areParents)
            } else {
                open.append(Candidate(place: place, part: part, entry: entry, facts: facts))
            }
        }
        let renames = renames(open, besides: decided.moved)
        decided.moved.formUnion(renames.values)
        for candidate in open where level.areParents || isWanted(candidate.product) {
            var facts = candidate.facts
            facts.orphan = renames[candidate.product.name]
            facts.source = source(
                source(of: candidate.product, candidate.entry, facts), forCandidatesOf: candidate.product)
            conclude(
                candidate.part, facts, by: .fitting(facts), at: candidate.place, isParent: level.areParents)
        }
    }

    private func isWanted(_ product: Product) -> Bool { options.names?.contains(product.name) ?? true }

    private mutating func conclude(
        _ part: Part, _ facts: Facts, by rule: Rule, at place: Int, isParent: Bool
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

    private func orphans() -> [ImageName] {
        // A plan about some products, in a run, knows nothing of the others.
        if decided.recorded == lockfile.images.count || products.count < index.productCount { return [] }
        let names = Set(products.map(\.name))
        return lockfile.images.keys.filter { !names.contains($0) && !decided.moved.contains($0) }.sorted()
    }

    private func orphanRenditions() -> [OrphanRendition] {
        guard products.count == index.productCount, lockfile.images.values.contains(where: { !$0.renditions.isEmpty })
        else { return [] }
        return products.flatMap { product -> [OrphanRendition] in
            guard let records = lockfile.images[product.name]?.renditions, !records.isEmpty else { return [] }
            let declared = Set(product.entry.renditions.map(\.output))
            return records.filter { !declared.contains($0.key) }.sorted { $0.key < $1.key }.map {
                OrphanRendition(product.name, $0.key, $0.value)
            }
        }
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
