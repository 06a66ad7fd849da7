import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// What is made of assets: begun when an image is over, whatever became of it, and published as it comes.
extension GenerationRun {
    /// Decides about the renditions of an image by what is recorded now; moves what moves, and lines up the rest.
    mutating func beginRenditions(of name: ImageName) {
        guard var report = reports[name] else { return }
        let steps = renditions.steps(
            for: report.image, recorded: lockfile.lockfile.images[name]?.renditions ?? [:])
        report.renditions = steps.map { RenditionReport($0) }
        var making: [(step: RenditionStep, recipe: PictureRecipe)] = []
        for (place, step) in steps.enumerated() {
            switch step.action {
            case .make:
                report.renditions[place] = RenditionReport(unbegun: step)
                if step.rendition.form == nil {
                    renditions.addContents(step, of: name)
                } else if let recipe = step.recipe?.picture {
                    making.append((step, recipe))
                }
            case .restore: report.renditions[place] = restore(step)
            case .move(let old): report.renditions[place] = move(step, from: old, of: name)
            case .nothing: recordAnew(step, of: name)
            case .protect, .hold: break
            }
        }
        reports[name] = report
        for (source, steps) in Dictionary(grouping: making, by: { $0.step.rendition.source ?? name }) {
            guard let entry = lockfile.lockfile.images[source] else { continue }
            renditions.add(
                RenditionWork(
                    image: name, asset: entry.asset, isPlaceholder: entry.isPlaceholder, steps: steps,
                    folder: workspace.folder, store: workspace.store, limits: options.limits,
                    interrupts: interrupts))
        }
        endRenditions(of: name)
    }

    /// What Xcode reads of a set comes last: it names pictures, and an app may be built meanwhile.
    private mutating func endRenditions(of name: ImageName) {
        if renditions.isWaiting(name) { return }
        for step in renditions.takeContents(of: name) {
            guard case .contents(let contents) = step.rendition.content, areThere(picturesOf: step.rendition, of: name)
            else { continue }
            replace(
                publish(.success(RenditionBytes(contents, of: step)), step, of: name, isPlaceholder: false), of: name)
        }
        if let report = reports[name] { reporter(.rendered(report)) }
    }

    private func areThere(picturesOf contents: Rendition, of name: ImageName) -> Bool {
        (reports[name]?.renditions ?? []).allSatisfy { picture in
            picture.rendition.set?.path != contents.set?.path || picture.output == contents.output
                || ![.failed, .notStarted].contains(picture.action)
        }
    }

    mutating func take(_ made: [RenditionWork.Made], of work: RenditionWork) {
        for made in made {
            let file = made.result.map(RenditionBytes.init)
            let report = publish(file, made.step, of: work.image, isPlaceholder: work.isPlaceholder)
            replace(report, of: work.image)
        }
        renditions.hasEnded(work)
        endRenditions(of: work.image)
        if !made.isEmpty { writeLockfile() }
    }

    private mutating func replace(_ report: RenditionReport, of name: ImageName) {
        guard let place = reports[name]?.renditions.firstIndex(where: { $0.output == report.output }) else { return }
        reports[name]?.renditions[place] = report
    }

    // MARK: Publishing

    private mutating func publish(
        _ made: Result<RenditionBytes, RenditionFailure>, _ step: RenditionStep, of name: ImageName, isPlaceholder: Bool
    ) -> RenditionReport {
        var report = RenditionReport(step)
        do {
            let file = try made.get()
            guard let recipe = step.recipe else { return report }
            let record = LockedRendition(
                recipe, sha256: file.digest, byteCount: file.bytes.count, facts: file.facts,
                kind: isPlaceholder ? .placeholder : .made)
            try publish(file.bytes, as: record, step)
            lockfile.record(record, at: step.output, of: name)
            report.hasEnded(.rendered, step, record)
            report.remarks = file.remarks + step.lostWork
            if isPlaceholder, let keys = step.rendition.form?.leftOutOfPlaceholder, !keys.isEmpty {
                report.remarks.append(.leftOut(keys))
            }
        } catch {
            report.hasFailed(error)
        }
        return report
    }

    /// Known to the store for ours before it is there.
    private func publish(_ bytes: Data, as record: LockedRendition, _ step: RenditionStep) throws {
        try workspace.store.markRendition(record.sha256, for: workspace.manifest, writer: publisher.writer)
        try publisher.publish(bytes, at: step.output, over: step.found, keepsFound: !isOwn(step))
        if let set = step.rendition.set { try publisher.completeCatalog(around: set) }
    }

    /// What is replaced is what the lockfile and the store say that we made: it can be made again. A lockfile alone is
    /// whoever committed it.
    private func isOwn(_ step: RenditionStep) -> Bool {
        guard let record = step.record, !record.isAccepted, case .file(record.sha256, _) = step.found else {
            return false
        }
        return !workspace.store.rendered(among: [record.sha256], for: workspace.manifest).isEmpty
    }

    /// The old file goes once the new one is there. Its bytes stay the same, but for those that name files.
    private mutating func move(_ step: RenditionStep, from old: PackagePath, of name: ImageName) -> RenditionReport {
        var report = RenditionReport(step)
        guard var record = step.record else { return report }
        let before = record.sha256
        do {
            if case .contents(let contents) = step.rendition.content {
                let file = RenditionBytes(
                    contents, of: step, as: record.isAccepted ? try bytes(of: record, at: old) : nil, from: old)
                (record.sha256, record.byteCount) = (file.digest, file.bytes.count)
                if record.isAccepted { try workspace.store.keep(file.bytes, writer: publisher.writer) }
                try publish(file.bytes, as: record, step)
            } else if step.found.digest != record.sha256 {
                // Somebody, or a run that was killed, may have moved it already.
                try publisher.publish(
                    bytes(of: record, at: old), at: step.output, over: step.found, keepsFound: !isOwn(step))
                if let set = step.rendition.set { try publisher.completeCatalog(around: set) }
            }
            for note in try publisher.vacate(
                [old], of: [before], keepInStore: record.isAccepted, claimed: claimedFiles)
            {
                reporter(.noted(note))
            }
            lockfile.record(nil, at: old, of: name)
            lockfile.record(record, at: step.output, of: name)
            report.hasEnded(.moved, step, record)
        } catch {
            report.hasFailed(error)
        }
        return report
    }

    /// A person's file whose place in the package is empty comes from the store.
    private func bytes(of record: LockedRendition, at path: PackagePath) throws -> Data {
        if AssetFile(at: path, in: workspace.folder).digest == record.sha256 {
            return try workspace.folder.read(path, upTo: Bounds.pictureBytes)
        }
        guard record.isAccepted, let bytes = workspace.store.object(record.sha256) else {
            throw ChangedMeanwhileError(path)
        }
        return bytes
    }

    /// What a person made stays what it is in the lockfile: for another recipe it is to be accepted again.
    private func restore(_ step: RenditionStep) -> RenditionReport {
        var report = RenditionReport(step)
        guard let record = step.record else { return report }
        do {
            guard let bytes = workspace.store.object(record.sha256) else {
                throw RenditionFailure(.lostWork(record.sha256))
            }
            try publisher.publish(bytes, at: step.output, over: step.found, keepsFound: !isOwn(step))
            report.hasEnded(.restored, step, record)
        } catch {
            report.hasFailed(error)
        }
        return report
    }

    /// A record whose recipe or asset does not fit its fingerprint counts by that, as an image's does; it is mended.
    private mutating func recordAnew(_ step: RenditionStep, of name: ImageName) {
        guard step.state == .upToDate, let recipe = step.recipe, var record = step.record else { return }
        record.recipe = recipe.json
        if let asset = recipe.asset { record.picture?.asset = asset }
        lockfile.record(record, at: step.output, of: name)
    }
}

extension RenditionStep {
    /// Of a person's file that ours takes the place of, as nobody has it any more.
    fileprivate var lostWork: [RenditionRemark] {
        reasons.compactMap { if case .lostWork(let digest) = $0 { .lostWork(digest) } else { nil } }
    }
}

extension RenditionReport {
    fileprivate mutating func hasEnded(_ action: Action, _ step: RenditionStep, _ record: LockedRendition) {
        self.action = action
        self.record = record
        wayOut = step.wayOutOnceDone
    }

    fileprivate mutating func hasFailed(_ error: any Error) {
        if error is ChangedMeanwhileError {
            action = .protected
            protection = .work
            wayOut = .decide
            return
        }
        action = .failed
        let failure = error as? RenditionFailure ?? RenditionFailure(.io(String(describing: error)))
        self.failure = failure
        wayOut = WayOut(after: failure)
    }
}
