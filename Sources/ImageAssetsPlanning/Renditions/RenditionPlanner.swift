import ImageAssetsModel

/// Decides what to do for the renditions of an image, from what was observed and from nothing else: for a whole plan,
/// and in a run for each image once its asset is recorded.
package struct RenditionPlanner {
    private let observation: Observation
    private let options: PlanOptions
    private let index: LockIndex

    /// - Parameter index: of the observation's lockfile and of all products of the manifest.
    package init(in observation: Observation, _ options: PlanOptions, _ index: LockIndex) {
        self.observation = observation
        self.options = options
        self.index = index
    }

    /// By what a step will make of the asset, or leave of it.
    package func steps(for step: Step) -> [RenditionStep] {
        if step.product.entry.renditions.isEmpty { return [] }
        let entry = index.entry(of: step.name)
        let orphan = step.takesOver.flatMap { index.entry(of: $0) }
        return steps(
            for: step.product, of: RenditionOrigin(step, entry, orphan: orphan, in: index),
            recorded: LockedRendition.records(of: entry, besides: orphan))
    }

    /// - Parameters:
    ///   - origin: the image's asset.
    ///   - records: what the lockfile has of the image's renditions, and of those of the entry that it takes over.
    package func steps(
        for product: Product, of origin: RenditionOrigin, recorded records: [PackagePath: LockedRendition]
    ) -> [RenditionStep] {
        let recipes = product.entry.renditions.map { origin.recipe(of: $0, in: product.entry) }
        let canMove = origin.asset != nil && origin.lack == nil
        let moves = canMove ? moves(product.entry.renditions, recipes, records) : [:]
        return zip(product.entry.renditions, recipes).map { rendition, recipe in
            let from = moves[rendition.output]
            let record = records[from ?? rendition.output]
            let facts = facts(of: rendition, recipe, record, from: from, origin)
            let decision = RenditionDecision(facts, wish(for: rendition))
            return RenditionStep(
                rendition, origin.asset == nil ? nil : recipe, state: decision.state, reasons: decision.reasons,
                action: decision.action, wayOut: decision.wayOut, found: observation.file(at: rendition.output),
                record: record)
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
        _ origin: RenditionOrigin
    ) -> RenditionFacts {
        var facts = RenditionFacts(at: rendition.output)
        facts.movesFrom = from
        facts.isOfPlaceholder = origin.isPlaceholder
        facts.lack = origin.lack
        facts.wayOutOfAsset = origin.wayOut
        facts.file = file(at: rendition.output, record, by: origin.isPending ? nil : recipe.fingerprint)
        guard let record else { return facts }
        facts.record = record.isPlaceholder ? .placeholder : record.isAccepted ? .accepted : .made
        facts.recorded = record.sha256
        facts.isStored = observation.objects.contains(record.sha256)
        if from != nil { return facts }
        facts.changes = RenditionReason.changes(from: record, to: recipe, isPending: origin.isPending)
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
        _ renditions: [Rendition], _ recipes: [RenditionRecipe], _ records: [PackagePath: LockedRendition]
    ) -> [PackagePath: PackagePath] {
        let isAnyNew = renditions.contains { records[$0.output] == nil }
        if records.isEmpty || !isAnyNew { return [:] }
        var left = records.filter { !index.claims($0.key) }.map { (path: $0.key, record: $0.value) }
            .sorted { $0.path < $1.path }
        var moves: [PackagePath: PackagePath] = [:]
        for (rendition, recipe) in zip(renditions, recipes) where records[rendition.output] == nil {
            if left.isEmpty { break }
            let fingerprint = recipe.fingerprint
            let place = left.firstIndex {
                $0.record.fingerprint == fingerprint
                    && canMove($0.record, from: $0.path, to: rendition.output, by: fingerprint)
            }
            if let place { moves[rendition.output] = left.remove(at: place).path }
        }
        return moves
    }

    /// The file is there, or a person's comes from the store, or somebody moved it already; and nothing is in its way.
    private func canMove(
        _ record: LockedRendition, from old: PackagePath, to new: PackagePath, by fingerprint: Fingerprint
    ) -> Bool {
        switch file(at: new, record, by: fingerprint) {
        case .recorded: true
        case .absent, .ours:
            observation.file(at: old).digest == record.sha256
                || record.isAccepted && observation.objects.contains(record.sha256)
        case .obstacle, .work: false
        }
    }
}

extension RenditionOrigin {
    fileprivate var isPending: Bool { asset == nil }
}

extension Step {
    /// The entry that left the manifest and whose asset this image takes over.
    fileprivate var takesOver: ImageName? { if case .publish(let source) = action { source.drops } else { nil } }
}

extension LockedRendition {
    /// What it is known to break: of alpha and of what can be seen only the file knows.
    fileprivate func violations(of expect: Expectation, decoded: AssetFacts?) -> [Violation] {
        if let decoded { return expect.violations(facts: decoded, byteCount: byteCount) }
        let facts = AssetFacts(width: width, height: height, bitDepth: 8, colorType: .rgba, labels: labels)
        return expect.violations(facts: facts, byteCount: byteCount).filter {
            switch $0 {
            case .isOpaque, .isTransparent, .isBlank, .isUnchanged: false
            default: true
            }
        }
    }
}
