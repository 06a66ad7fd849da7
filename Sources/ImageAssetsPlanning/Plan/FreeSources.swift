import ImageAssetsModel

/// What came of looking for bytes that cost nothing.
package struct SourceSearch {
    package var found: FreeSource?
    /// Set when the service has answered already, and no answer meets `expect` or holds an image: asking again would
    /// pay at every run.
    package var failure: ImageFailure?
}

extension Planner {
    /// The first source that holds what is expected: what is to be moved, what is in place, the recorded bytes, the
    /// newest result in the store, the asset of another entry with this fingerprint.
    func freeSource(for situation: Situation, renamed orphan: ImageName?) -> SourceSearch {
        let expect = situation.image.entry.expect.value
        if let orphan, let entry = lockfile.images[orphan], holds(expect, entry.asset) {
            if let source = locate(entry, for: situation, drops: orphan) { return SourceSearch(found: source) }
        }
        if let source = sourceInPlace(for: situation, expect) { return SourceSearch(found: source) }
        if let entry = situation.entry, entry.fingerprint == situation.fingerprint, !entry.isPlaceholder,
            holds(expect, entry.asset), let source = locate(entry, for: situation)
        {
            return SourceSearch(found: source)
        }
        let results = surroundings.results(situation.fingerprint)
        if let result = results.first(where: { violations(of: $0, for: situation.image).isEmpty }) {
            return SourceSearch(found: FreeSource(.store, result.digest, revisedPrompt: result.revisedPrompt))
        }
        let copies = index.copies(of: situation.fingerprint, digest: { surroundings.file($0).digest }, find: copy)
        if let copy = copies.first(where: { holds(expect, $0.entry.asset) }) {
            return SourceSearch(found: copy.source)
        }
        return SourceSearch(
            failure: results.first.map { violation(of: situation.image, by: $0) }
                ?? surroundings.unread(situation.fingerprint))
    }

    /// The asset of another entry: where it was published, where an image of the same fingerprint has it now because
    /// somebody moved it, or in the store because a run that was killed had replaced it.
    private func copy(of entry: LockEntry, at outputs: [SHA256Digest: PackagePath]) -> FreeSource? {
        if let source = file(at: entry.asset.path, of: entry) { return source }
        if let output = outputs[entry.asset.sha256] { return file(at: output, of: entry) }
        guard surroundings.object(entry.asset.sha256) != nil else { return nil }
        return FreeSource(.store, entry.asset.sha256, revisedPrompt: entry.revisedPrompt)
    }

    /// Bytes that are at the output already and only have to be recorded.
    private func sourceInPlace(for situation: Situation, _ expect: Expectation) -> FreeSource? {
        guard situation.isOtherResult, let digest = situation.found.digest else { return nil }
        let entries = index.drawn[situation.fingerprint, default: []]
        if let entry = entries.first(where: { $0.entry.asset.sha256 == digest })?.entry {
            return holds(expect, entry.asset) ? file(at: situation.image.output, of: entry) : nil
        }
        guard let result = surroundings.results(situation.fingerprint).first(where: { $0.digest == digest }),
            violations(of: result, for: situation.image).isEmpty
        else { return nil }
        return FreeSource(.file(situation.image.output), digest, revisedPrompt: result.revisedPrompt)
    }

    /// Where an entry's bytes can be had: at the output already, at the entry's own path, in the store, or at the path
    /// of any entry with the same bytes.
    func locate(_ entry: LockEntry, for situation: Situation, drops orphan: ImageName? = nil) -> FreeSource? {
        let output = situation.image.output
        let isMove = orphan != nil || situation.hasMoved
        let twin = index.twin(of: entry.asset.sha256) { surroundings.file($0).digest == entry.asset.sha256 }
        for path in [output, entry.asset.path, twin].compactMap({ $0 }) {
            if let source = file(at: path, of: entry, isMove: isMove, drops: orphan) { return source }
        }
        if surroundings.object(entry.asset.sha256) != nil {
            return FreeSource(
                .store, entry.asset.sha256, revisedPrompt: entry.revisedPrompt, isMove: isMove, drops: orphan
            )
        }
        // In a sparse checkout the file was never there; Git holds the very bytes that were committed.
        guard let copy = surroundings.gitCopy(entry.asset.path, entry.asset) else { return nil }
        return FreeSource(
            .git(copy), entry.asset.sha256, pointerTo: copy.isPointer ? entry.asset : nil,
            revisedPrompt: entry.revisedPrompt, isMove: isMove, drops: orphan
        )
    }

    private func file(
        at path: PackagePath, of entry: LockEntry, isMove: Bool = false, drops orphan: ImageName? = nil
    ) -> FreeSource? {
        let file = surroundings.file(path)
        guard file.digest == entry.asset.sha256 else { return nil }
        var pointer: LockedAsset?
        if case .pointer = file { pointer = entry.asset }
        return FreeSource(
            .file(path), entry.asset.sha256, pointerTo: pointer, revisedPrompt: entry.revisedPrompt, isMove: isMove,
            drops: orphan
        )
    }

    package func holds(_ expect: Expectation, _ asset: LockedAsset) -> Bool {
        expect.violations(facts: asset.facts, byteCount: asset.byteCount).isEmpty
    }

    private func violations(of result: UsableResult, for image: Product) -> [String] {
        image.violations(ofResult: result.digest, facts: result.facts, byteCount: result.byteCount)
    }

    private func violation(of image: Product, by result: UsableResult) -> ImageFailure {
        .expectation(violations(of: result, for: image), .stored(result.digest))
    }
}

extension ImageFailure {
    /// A picture that decodes and breaks `expect`, and where its bytes are.
    package static func expectation(_ violations: [String], _ place: ImagePlace) -> ImageFailure {
        ImageFailure(.expectation, .expectation(violations, place))
    }
}
