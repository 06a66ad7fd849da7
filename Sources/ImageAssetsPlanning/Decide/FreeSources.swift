import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

extension Planner {
    /// The first source that holds what is expected: what is to be moved, what is in place, the recorded bytes, the
    /// newest result in the store, the asset of another entry with this fingerprint.
    func source(of product: Product, _ entry: LockEntry?, _ facts: Facts) -> Facts.Source {
        // What is frozen gets the lockfile's own bytes, whatever is expected.
        if facts.isFrozen { return .of(entry.flatMap { locate($0, for: product, facts.arrival) }) }
        if let name = facts.orphan, let orphan = lockfile.images[name], holds(product, orphan.asset),
            let source = locate(orphan, for: product, .moving(dropping: name))
        {
            return .found(source)
        }
        guard let fingerprint = product.fingerprint else { return .none }
        if let source = sourceInPlace(product, facts, fingerprint) { return .found(source) }
        if let entry, entry.stands(for: product), holds(product, entry.asset),
            let source = locate(entry, for: product, facts.arrival)
        {
            return .found(source)
        }
        let answers = observation.answers(for: product)
        if let result = answers.results.first(where: { violations(of: $0, for: product).isEmpty }) {
            return .found(FreeSource(.store, result.digest, revisedPrompt: result.revisedPrompt))
        }
        let copies = found.copies(of: fingerprint, digest: { observation.file(at: $0).digest }, find: copy)
        if let copy = copies.first(where: { holds(product, $0.entry.asset) }) { return .found(copy.source) }
        if let result = answers.results.first {
            return .useless(
                .expectation(violations(of: result, for: product), .stored(result.digest)))
        }
        return answers.unread.map(Facts.Source.useless) ?? .none
    }

    /// The asset of another entry: where it was published, where an image of the same fingerprint has it now because
    /// somebody moved it, or in the store because a run that was killed had replaced it.
    private func copy(of entry: LockEntry, at outputs: [SHA256Digest: PackagePath]) -> FreeSource? {
        if let source = file(at: entry.asset.path, of: entry) { return source }
        if let output = outputs[entry.asset.sha256] { return file(at: output, of: entry) }
        guard observation.objects.contains(entry.asset.sha256) else { return nil }
        return FreeSource(.store, entry.asset.sha256, revisedPrompt: entry.revisedPrompt)
    }

    /// Bytes that are at the output already and only have to be recorded.
    private func sourceInPlace(_ product: Product, _ facts: Facts, _ fingerprint: Fingerprint) -> FreeSource? {
        guard case .otherResult(let digest) = facts.file else { return nil }
        let entries = index.drawn[fingerprint, default: []]
        if let entry = entries.first(where: { $0.entry.asset.sha256 == digest })?.entry {
            return holds(product, entry.asset) ? file(at: product.output, of: entry) : nil
        }
        guard let result = observation.answers(for: product).results.first(where: { $0.digest == digest }),
            violations(of: result, for: product).isEmpty
        else { return nil }
        return FreeSource(.file(product.output), digest, revisedPrompt: result.revisedPrompt)
    }

    /// Where an entry's bytes can be had: at the output already, at the entry's own path, at the path of any entry with
    /// the same bytes, in the store, in Git.
    func locate(_ entry: LockEntry, for product: Product, _ arrival: FreeSource.Arrival) -> FreeSource? {
        let digest = entry.asset.sha256
        let twin = found.twin(of: digest) { observation.file(at: $0).digest == digest }
        for path in [product.output, entry.asset.path, twin].compactMap({ $0 }) {
            if let source = file(at: path, of: entry, arrival) { return source }
        }
        if observation.objects.contains(digest) {
            return FreeSource(.store, digest, revisedPrompt: entry.revisedPrompt, arrival)
        }
        // In a sparse checkout the file was never there; Git holds the very bytes that were committed.
        guard let copy = observation.git[entry.asset]?.copy else { return nil }
        return FreeSource(
            .git(copy), digest, pointerTo: copy.isPointer ? entry.asset : nil, revisedPrompt: entry.revisedPrompt,
            arrival)
    }

    private func file(at path: PackagePath, of entry: LockEntry, _ arrival: FreeSource.Arrival = .back) -> FreeSource? {
        let file = observation.file(at: path)
        guard file.digest == entry.asset.sha256 else { return nil }
        var pointer: LockedAsset?
        if case .pointer = file { pointer = entry.asset }
        return FreeSource(
            .file(path), entry.asset.sha256, pointerTo: pointer, revisedPrompt: entry.revisedPrompt, arrival)
    }

    func holds(_ product: Product, _ asset: LockedAsset) -> Bool {
        // What its own file was asked comes before what the lockfile says, or does not say, of it.
        let isAsked = observation.file(at: product.output).digest == asset.sha256
        let facts = isAsked ? observation.decoded[product.output] : nil
        return product.expect.violations(facts: facts ?? asset.facts, byteCount: asset.byteCount).isEmpty
    }

    package func violations(of result: UsableResult, for product: Product) -> [Violation] {
        product.violations(ofResult: result.digest, facts: result.facts, byteCount: result.byteCount)
    }
}

extension Facts.Source {
    fileprivate static func of(_ source: FreeSource?) -> Facts.Source { source.map(Self.found) ?? .none }
}

extension ImageFailure {
    /// A picture that decodes and breaks `expect`, and where its bytes are.
    package static func expectation(_ violations: [Violation], _ place: ImagePlace) -> ImageFailure {
        ImageFailure(.expectation, .expectation(violations, place))
    }
}
