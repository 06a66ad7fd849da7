import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// Decides what to do for the renditions of an image, from what was observed and from nothing else: for a whole plan,
/// and in a run for each image once its asset is recorded.
package struct RenditionPlanner {
    private let observation: Observation
    private let options: PlanOptions
    private let index: LockIndex
    private let given: [ImageName: AssetBytes?]

    /// - Parameters:
    ///   - index: of the observation's lockfile and of all products of the manifest.
    ///   - given: what images have become, or would become, that no step is about; nil: nobody knows.
    package init(
        in observation: Observation, _ options: PlanOptions, _ index: LockIndex,
        given: [ImageName: AssetBytes?] = [:]
    ) {
        self.observation = observation
        self.options = options
        self.index = index
        self.given = given
    }

    /// By what a plan will make of the assets, or leave of them.
    ///
    /// - Parameter steps: of the plan, by their images.
    func steps(for step: Step, in steps: [ImageName: Step]) -> [RenditionStep] {
        let product = step.product
        if product.entry.renditions.isEmpty { return [] }
        let origins = origins(of: product) { name in
            (name == product.name ? step : steps[name]).map { RenditionOrigin($0, in: index) }
        }
        let orphan = step.takesOver.flatMap { index.entry(of: $0) }
        return self.steps(
            for: product, of: origins,
            recorded: LockedRendition.records(of: index.entry(of: product.name), besides: orphan))
    }

    /// By what lockfile and observation have of the assets.
    package func steps(for product: Product) -> [RenditionStep] {
        steps(for: product, of: origins(of: product), recorded: index.entry(of: product.name)?.renditions ?? [:])
    }

    /// - Parameter known: what steps will make of the assets, or have made; nil: the image stays as it is.
    package func origins(
        of product: Product, known: (ImageName) -> RenditionOrigin? = { _ in nil }
    ) -> RenditionOrigins {
        var others: [ImageName: RenditionOrigin] = [:]
        for name in product.entry.appearances { others[name] = known(name) ?? index.product(name).map(origin) }
        return RenditionOrigins(known(product.name) ?? origin(of: product), others: others)
    }

    /// Of an image that stays as it is.
    private func origin(of product: Product) -> RenditionOrigin {
        if let bytes = given[product.name] { return RenditionOrigin(bytes?.digest, of: product.entry, product.recipe) }
        var origin = RenditionOrigin(
            product, index.entry(of: product.name), found: observation.file(at: product.output))
        if origin.lack != nil { origin.wayOut = .run }
        return origin
    }

    /// - Parameters:
    ///   - origins: the assets.
    ///   - records: what the lockfile has of the image's renditions, and of those of the entry that it takes over.
    package func steps(
        for product: Product, of origins: RenditionOrigins, recorded records: [PackagePath: LockedRendition]
    ) -> [RenditionStep] {
        let recipes = product.entry.renditions.map(origins.recipe)
        let moves = moves(product.entry.renditions, recipes, records, origins)
        return zip(product.entry.renditions, recipes).map { rendition, recipe in
            let from = moves[rendition.output]
            let record = records[from ?? rendition.output]
            let facts = facts(of: rendition, recipe, record, from: from, origins)
            let decision = RenditionDecision(facts, wish(for: rendition))
            return RenditionStep(
                rendition, origins.isPending(rendition) ? nil : recipe, decision,
                found: observation.file(at: rendition.output), record: record)
        }
    }

    private func wish(for rendition: Rendition) -> Wish {
        Wish(
            means: options.means, overwrites: options.overwritePaths.contains(rendition.output),
            allowsPlaceholders: options.allowsPlaceholders)
    }

    // MARK: What is known of one

    private func facts(
        of rendition: Rendition, _ recipe: RenditionRecipe, _ record: LockedRendition?, from: PackagePath?,
        _ origins: RenditionOrigins
    ) -> RenditionFacts {
        let origin = origins.origin(of: rendition)
        let isPending = origins.isPending(rendition)
        let lack = origins.lack(of: rendition)
        var facts = RenditionFacts(at: rendition.output)
        facts.movesFrom = from
        facts.isOfPlaceholder = rendition.form != nil && origin.isPlaceholder
        facts.lack = lack?.lack
        facts.wayOutOfAsset = lack == nil ? origin.wayOut : lack?.wayOut
        facts.file = file(at: rendition.output, record, by: isPending ? nil : recipe.fingerprint)
        guard let record else { return facts }
        facts.record = record.kind
        facts.recorded = record.sha256
        facts.isStored = observation.objects.contains(record.sha256)
        if from != nil { return facts }
        facts.changes = RenditionReason.changes(from: record, to: recipe, isPending: isPending)
        let isThere = facts.file == .recorded
        if facts.changes.isEmpty, isThere || facts.isAcceptedMissing && facts.isStored, !record.isPlaceholder {
            facts.violations = record.violations(
                of: rendition.expect, decoded: isThere ? observation.decoded[rendition.output] : nil)
        }
        return facts
    }

    private func file(
        at path: PackagePath, _ record: LockedRendition?, by fingerprint: Fingerprint?
    ) -> RenditionFacts.File {
        let file = observation.file(at: path)
        switch file {
        case .absent: return .absent
        case .obstacle(let what): return .obstacle(what)
        case .file(let digest, _), .pointer(let digest, _):
            if digest == record?.sha256 { return .recorded }
            // A copy that broke off before its first byte: nobody would miss it.
            if file.byteCount == 0 { return .absent }
            return isOurs(digest, at: path, by: fingerprint) ? .ours(digest) : .work(digest)
        }
    }

    private func isOurs(_ digest: SHA256Digest, at path: PackagePath, by fingerprint: Fingerprint?) -> Bool {
        observation.ownRenditions.contains(digest) || index.explains(digest, at: path)
            || index.rendered(digest, by: fingerprint)
    }

    // MARK: Renames

    /// Which renditions are what another path was recorded for that no path of the manifest claims, by their outputs:
    /// the same fingerprint, each pair once, in the order of the paths.
    private func moves(
        _ renditions: [Rendition], _ recipes: [RenditionRecipe], _ records: [PackagePath: LockedRendition],
        _ origins: RenditionOrigins
    ) -> [PackagePath: PackagePath] {
        let isAnyNew = renditions.contains { records[$0.output] == nil }
        if records.isEmpty || !isAnyNew { return [:] }
        var left = records.filter { !index.claims($0.key) }.map { (path: $0.key, record: $0.value) }
            .sorted { $0.path < $1.path }
        var moves: [PackagePath: PackagePath] = [:]
        for (rendition, recipe) in zip(renditions, recipes) where records[rendition.output] == nil {
            if left.isEmpty { break }
            if origins.isPending(rendition) || origins.lack(of: rendition) != nil { continue }
            let fingerprint = recipe.fingerprint
            let places = left.indices.filter {
                left[$0].record.fingerprint == fingerprint
                    && canMove(left[$0].record, from: left[$0].path, to: rendition, by: fingerprint)
            }
            // Of equal ones the very one: a person may have accepted another picture for a watch than for a phone.
            let slot = CatalogSet.slot(of: rendition.output)
            let place = places.first { CatalogSet.slot(of: left[$0].path) == slot } ?? places.first
            if let place { moves[rendition.output] = left.remove(at: place).path }
        }
        return moves
    }

    /// The file is there, or a person's comes from the store, or somebody moved it already; and nothing is in its way.
    private func canMove(
        _ record: LockedRendition, from old: PackagePath, to rendition: Rendition, by fingerprint: Fingerprint
    ) -> Bool {
        let found = observation.file(at: old)
        let isThere = found.digest == record.sha256
        switch file(at: rendition.output, record, by: fingerprint) {
        case .obstacle, .work: return false
        // What is no picture and nobody's work is written anew, for the other names.
        case _ where rendition.form == nil && !record.isAccepted: return isThere || found == .absent
        case .recorded: return true
        case .absent, .ours:
            return isThere || record.isAccepted && observation.objects.contains(record.sha256)
        }
    }
}

extension Step {
    /// The entry that left the manifest and whose asset this image takes over.
    fileprivate var takesOver: ImageName? { if case .publish(let source) = action { source.drops } else { nil } }
}

extension LockedRendition {
    /// What it is known to break: of alpha and of what can be seen only the file knows.
    fileprivate func violations(of expect: Expectation, decoded: AssetFacts?) -> [Violation] {
        if let decoded { return expect.violations(facts: decoded, byteCount: byteCount) }
        guard let picture else { return [] }
        let facts = AssetFacts(
            width: picture.width, height: picture.height, bitDepth: 8, colorType: .rgba, labels: picture.labels)
        return expect.violations(facts: facts, byteCount: byteCount).filter {
            switch $0 {
            case .isOpaque, .isTransparent, .isBlank, .isUnchanged: false
            default: true
            }
        }
    }
}
