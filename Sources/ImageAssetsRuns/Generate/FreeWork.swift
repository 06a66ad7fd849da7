import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlaceholders
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

extension GenerationRun {
    /// All that needs no request: restore, move, copy, draw, and say what is left alone.
    mutating func doFreeWork(_ steps: [Step]) async {
        var sources = SourceBytes(
            of: steps.compactMap { step in
                if case .publish(let source) = step.action { (step.name, source) } else { nil }
            }, in: workspace, writer: runFolder.writer)
        for step in steps {
            if await isInterrupted(before: step) { continue }
            if case .held(let hold)? = step.candidates?.obstacle { stop = hold.stop ?? stop }
            switch step.action {
            case .nothing: finishUntouched(step)
            case .publish(let source):
                finishRestored(
                    step, source, Result { () throws(ImageFailure) in try sources.take(source, for: step.name) })
            case .draw: draw(step)
            case .protect(let protection): leave(step, [.protected(protection, step)] + heldCandidates(step))
            case .fail(let failure): leave(step, [], failure)
            case .hold(let hold):
                stop = hold.stop ?? stop
                leave(step, [.held(hold)])
            case .request: break
            }
        }
        // Only now: until all have their places, the old lockfile is what tells a next run where each picture is.
        if !steps.isEmpty { writeLockfile() }
    }

    /// What takes time and can be done by the next run as well is not begun any more. Files that change their places
    /// all get there, as others are written where they were.
    private mutating func isInterrupted(before step: Step) async -> Bool {
        switch step.action {
        case .draw: break
        case .publish(let source):
            if case .file = source.place { return false }
        case .nothing, .request, .protect, .fail, .hold: return false
        }
        if await interrupts.count > 0 { stop = .interrupted }
        return stop == .interrupted
    }

    private mutating func finishUntouched(_ step: Step) {
        // References that were moved have the same bytes under another path: worth recording, nothing else changed.
        if step.state == .upToDate, let entry = lockfile.lockfile.images[step.name], entry.recipe != step.recipe {
            let moved = LockEntry(
                step.product, asset: entry.asset, revisedPrompt: entry.revisedPrompt, kind: entry.kind)
            if let moved { lockfile.record(moved, for: step.name) }
        }
        let notes: [Note] = step.state == .frozen && !step.isAssetSettled ? [.frozen(step.reasons.last)] : []
        leave(step, notes + heldCandidates(step))
    }

    /// What is there stays; others can be made from it, where that is as it should be.
    private mutating func leave(_ step: Step, _ notes: [Note], _ failure: ImageFailure? = nil) {
        let report = ImageReport(
            step, action: step.action.reported, asset: currentAsset(step), failure: failure, notes: notes,
            wayOut: step.wayOut)
        if step.action == .nothing, let asset = report.asset, asset.sha256 == step.found.digest {
            let isPointer = if case .pointer = step.found { true } else { false }
            finish(report, .made(AssetBytes(asset, isPointer: isPointer)))
        } else {
            finish(report, .left(step.action))
        }
    }

    private func heldCandidates(_ step: Step) -> [Note] {
        if step.isFetching, case .held(let hold)? = step.candidates?.obstacle { [.held(hold)] } else { [] }
    }

    private mutating func finishRestored(_ step: Step, _ source: FreeSource, _ bytes: Result<Data, ImageFailure>) {
        do {
            let bytes = try bytes.get()
            let facts = try source.pointerTo?.facts ?? decode(bytes)
            // What lockfile or store said of the picture when the plan was made need not be true.
            let expect = step.product.expect
            let faults = step.state == .frozen ? [] : expect.violations(facts: facts, byteCount: bytes.count)
            guard faults.isEmpty || source.pointerTo != nil else {
                throw ImageFailure.expectation(faults, .bytes(source.digest))
            }
            let asset = LockedAsset(
                path: step.product.output, sha256: source.digest, byteCount: source.pointerTo?.byteCount ?? bytes.count,
                facts: facts)
            guard let entry = entry(for: step, source, asset) else { throw ImageFailure.pending }
            let notes = try publish(bytes, entry: entry, for: step, takingOver: source.drops)
            if let name = source.drops { lockfile.drop(name) }
            finish(
                ImageReport(
                    step, action: source.isMove ? .moved : .restored, asset: entry.asset, notes: notes,
                    wayOut: step.wayOutOnceDone),
                .made(AssetBytes(entry.asset, isPointer: source.pointerTo != nil)))
        } catch {
            finish(unpublished: report(on: step, after: error))
        }
    }

    private func entry(for step: Step, _ source: FreeSource, _ asset: LockedAsset) -> LockEntry? {
        // A frozen image keeps the recipe that its bytes were made by.
        if step.state == .frozen, let old = lockfile.lockfile.images[step.name] {
            return LockEntry(
                recipe: old.recipe, fingerprint: old.fingerprint, asset: asset, revisedPrompt: source.revisedPrompt,
                kind: old.kind)
        }
        return LockEntry(
            step.product, asset: asset, revisedPrompt: source.revisedPrompt,
            kind: source.kind(for: step.name, in: lockfile.lockfile))
    }

    private mutating func draw(_ step: Step) {
        do {
            guard let fingerprint = step.product.fingerprint else { throw ImageFailure.pending }
            let bytes = try PlaceholderDrawing.draw(
                name: step.name, size: step.recipe.size.drawn, fingerprint: fingerprint.digest)
            let asset = LockedAsset(
                path: step.product.output, sha256: SHA256Digest(of: bytes), byteCount: bytes.count,
                facts: try decode(bytes))
            guard let entry = LockEntry(step.product, asset: asset, kind: .placeholder) else {
                throw ImageFailure.pending
            }
            let notes = try publish(bytes, entry: entry, for: step)
            finish(
                ImageReport(step, action: .drawn, asset: entry.asset, notes: notes, wayOut: step.wayOutOnceDone),
                .made(AssetBytes(entry.asset)))
        } catch {
            finish(unpublished: report(on: step, after: error))
        }
    }

    func decode(_ bytes: Data) throws(ImageFailure) -> AssetFacts {
        do {
            return AssetFacts(try PNGInfo(decoding: bytes, limits: options.limits))
        } catch {
            throw ImageFailure(.notAnImage, .undecodable(error))
        }
    }

    // MARK: Publishing

    /// Puts the bytes into place and records them; the old file of a moved image goes.
    ///
    /// - Returns: what is to be said of old files that did not go.
    mutating func publish(
        _ bytes: Data, entry: LockEntry, for step: Step, takingOver former: ImageName? = nil
    ) throws -> [Note] {
        let publisher = publisher
        let left = try publisher.publish(
            bytes, for: step, over: before, vacating: step.vacates, keepsOld: !entry.isPlaceholder
        ) { claimedFiles }
        lockfile.record(entry, for: step.name, takingOver: former)
        return left
    }

    /// The report of an image whose bytes did not get to its output.
    func report(on step: Step, after error: any Error) -> ImageReport {
        if error is ChangedMeanwhileError {
            return ImageReport(
                step, action: .protected, asset: currentAsset(step),
                notes: [.changedMeanwhile(step.product.output)], wayOut: .decide
            )
        }
        let failure = error as? ImageFailure ?? ImageFailure(.io, FailureCause(error))
        return ImageReport(
            step, action: .failed, asset: currentAsset(step), failure: failure, wayOut: WayOut(after: failure))
    }
}

extension ImageFailure {
    /// Of a product that was not to be given out yet.
    static let pending = ImageFailure(.io, .pendingInput)
}
