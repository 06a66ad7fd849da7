import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

extension LockfileJob {
    /// Records the files at the outputs of these images, and at the paths of these renditions, as they are, with the
    /// inputs of today. All that can be accepted are.
    package func accept(_ names: [String]) async throws -> Acceptances {
        let (accepted, written) = try await perform(closely: names) { survey, lockfile, writer in
            let wanted = try survey.targets(named: names)
            var images = try survey.products.filter { wanted.images.contains($0.name) }.map { image in
                let result = Result { () throws(Acceptance.Fault) in
                    try accept(image, in: survey, writer: writer)
                }
                if case .success(let entry) = result {
                    lockfile.record(entry, for: image.name)
                    if !entry.isAccepted { try choose(entry.asset.sha256, for: image, in: survey, writer: writer) }
                }
                return Acceptance(image.name, image.output, result)
            }
            let settled = Set(images.filter(\.isAccepted).map(\.name))
            // Of which asset a rendition is made does not depend on what is recorded of others.
            let before = survey.renditionPlanner(by: lockfile.lockfile, settled: settled)
            let renditions = survey.products.flatMap { image in
                image.entry.renditions.filter { wanted.renditions.contains($0.output) }.map { rendition in
                    RenditionAcceptance(
                        image.name, rendition.output,
                        accept(rendition, of: image, in: survey, before, &lockfile, writer: writer))
                }
            }
            let planner = survey.renditionPlanner(by: lockfile.lockfile, settled: settled)
            for place in images.indices where images[place].isAccepted {
                images[place].outdated = survey.outdatedRenditions(of: images[place].name, planner)
            }
            return (images, renditions)
        }
        return Acceptances(accepted.0, accepted.1, typedNames: written)
    }

    /// Whoever put one of several candidates into place and accepts it has chosen it.
    private func choose(
        _ digest: SHA256Digest, for image: Product, in survey: Survey, writer: AtomicFile
    ) throws {
        guard let fingerprint = image.fingerprint, let known = survey.observation.answers[fingerprint],
            known.all.count > 1, known.hold(digest)
        else { return }
        try survey.workspace.store.mark(digest, of: fingerprint, .chosen(Date()), writer: writer)
    }

    private func accept(
        _ image: Product, in survey: Survey, writer: AtomicFile
    ) throws(Acceptance.Fault) -> LockEntry {
        guard let fingerprint = image.fingerprint else { throw .pending }
        let bytes = try bytes(at: image.output, in: survey)
        let digest = SHA256Digest(of: bytes)
        if LockIndex(survey.lockfile.lockfile).placeholders.contains(digest) { throw .placeholder }
        let facts: AssetFacts
        do {
            facts = AssetFacts(try PNGInfo(decoding: bytes, limits: limits))
        } catch {
            throw Self.fault(of: bytes, error)
        }
        let violations = image.entry.expect.value.violations(facts: facts, byteCount: bytes.count)
        guard violations.isEmpty else { throw .expectation(violations) }
        do {
            try survey.workspace.store.keep(bytes, digest: digest, writer: writer)
        } catch {
            throw .unkept("\(error)")
        }
        let old = survey.lockfile.lockfile.images[image.name]
        let known = old?.asset.sha256 == digest ? old : nil
        return LockEntry(
            recipe: image.recipe, fingerprint: fingerprint,
            asset: LockedAsset(path: image.output, sha256: digest, byteCount: bytes.count, facts: facts),
            // A picture that the service drew keeps what the service said of it.
            revisedPrompt: known?.revisedPrompt,
            // What is recorded already stays whose it was; what the store has from the service is the service's.
            kind: known?.kind ?? (isServices(digest, [fingerprint, old?.fingerprint], in: survey) ? .made : .accepted))
    }

    /// What does not decode is often only on its way to being a PNG.
    private static func fault(of bytes: Data, _ error: PNGError) -> Acceptance.Fault {
        switch FileKind(bytes) {
        case .translatedPNG: .convertedLineEndings
        case .gitLFSPointer: .pointer
        default: .undecodable(error)
        }
    }

    private func isServices(_ digest: SHA256Digest, _ fingerprints: [Fingerprint?], in survey: Survey) -> Bool {
        fingerprints.compactMap { $0 }.contains { survey.observation.answers[$0]?.hold(digest) == true }
    }
}

extension Survey {
    /// The renditions that a run would make, for nothing, once a lockfile records another asset for an image: the
    /// image's own, and those of sets that show it.
    func outdatedRenditions(of name: ImageName, _ planner: RenditionPlanner) -> [PackagePath] {
        products.filter { $0.name == name || $0.entry.appearances.contains(name) }.flatMap { image in
            planner.steps(for: image).filter { step in
                let shows = image.name == name || step.rendition.set?.appearances.contains(name) == true
                return shows && step.action == .make
            }.map(\.output)
        }
    }

    /// Decides by a lockfile, and with the recorded assets of some images in their places by now, whatever was
    /// observed.
    func renditionPlanner(by lockfile: Lockfile, settled: Set<ImageName>) -> RenditionPlanner {
        var now = observation
        now.lockfile = lockfile
        for case let asset? in settled.map({ lockfile.images[$0]?.asset }) {
            now.files[asset.path] = .file(asset.sha256, byteCount: asset.byteCount)
        }
        return RenditionPlanner(in: now, PlanOptions(), LockIndex(lockfile, products: products))
    }
}
