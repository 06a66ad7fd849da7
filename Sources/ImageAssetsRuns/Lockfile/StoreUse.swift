import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsText

/// What a package still needs of its store, by all its manifests and lockfiles: the results of some fingerprints, and
/// the bytes of some digests. Every other result is old.
struct StoreUse {
    /// The fingerprints in use, each with the images that have it today: none where only a lockfile names it.
    private(set) var images: [Fingerprint: [Product]] = [:]
    /// Of the assets that lockfiles record, and of the files at outputs. A result with these bytes is where they came
    /// from.
    private(set) var digests: Set<SHA256Digest> = []
    /// Assets that the service drew for a fingerprint, as lockfiles record them.
    private var drawn: [Fingerprint: [LockedAsset]] = [:]
    /// Of the files at outputs.
    private var inPlace: Set<SHA256Digest> = []

    init() {}

    /// - Throws: `StoreUseError`, or an error of the file system.
    init(in workspace: Workspace) async throws {
        let folder = workspace.folder
        let found = try PackageManifests(in: folder, known: workspace.manifest)
        var faults: [Diagnostic] = []
        var types: [SHA256Digest: ReferenceType] = [:]
        var locked: [PackagePath: Lockfile] = [:]
        for path in found.lockfiles.sorted() {
            do throws(LockfileError) {
                let content = try LockfileOnDisk.Content(try LockfileOnDisk.text(of: path, in: folder), file: path)
                types.merge(content.referenceTypes) { first, _ in first }
                content.sides.forEach { add($0) }
                locked[path] = content.sides.first
            } catch {
                faults.append(error.diagnostic)
            }
        }
        for path in found.manifests.sorted() {
            do throws(Diagnostics) {
                let files = SeenFiles(folder: folder)
                let reader = try ManifestReader(path, in: files)
                // What the store is to keep does not depend on what can be made here.
                let manifest = try reader.compose(
                    await reader.look(), lockedTypes: types, formats: Set(RenditionFormat.allCases))
                var seen = Observation(lockfile: locked[path.lockfile] ?? Lockfile())
                for image in seen.lookAtParents(of: manifest.products, in: files) {
                    add(image, inPlace: files.asset(at: image.output).digest)
                    for rendition in image.entry.renditions {
                        if let digest = files.asset(at: rendition.output).digest { digests.insert(digest) }
                    }
                }
            } catch {
                faults += error.all.filter { $0.severity == .error }
            }
        }
        guard faults.isEmpty else { throw StoreUseError(faults) }
    }

    mutating func add(_ lockfile: Lockfile) {
        for entry in lockfile.images.values {
            images[entry.fingerprint, default: []] += []
            if entry.kind == .made { drawn[entry.fingerprint, default: []].append(entry.asset) }
            digests.insert(entry.asset.sha256)
        }
    }

    mutating func add(_ image: Product, inPlace digest: SHA256Digest?) {
        if let fingerprint = image.fingerprint { images[fingerprint, default: []].append(image) }
        guard let digest else { return }
        digests.insert(digest)
        inPlace.insert(digest)
    }

    /// The old ones among the results of a fingerprint.
    ///
    /// Where no image has the fingerprint, these are all but those with the bytes of an asset. Where one has it, its
    /// results are candidates: none goes before one is published that every image accepts and whose bytes can be had.
    /// Then those go that nobody chose or rejected. One that does not decode is kept as evidence of what the service
    /// sent.
    ///
    /// - Parameters:
    ///   - results: newest first.
    ///   - facts: of the bytes as they decode now; nil where they do not.
    func old(
        _ results: [StoredResult], of fingerprint: Fingerprint, facts: (StoredResult) -> AssetFacts?
    ) -> [StoredResult] {
        let unnamed = results.filter { !digests.contains($0.digest) }
        guard let images = images[fingerprint] else { return unnamed }
        // Decoding them would tell nothing.
        guard !unnamed.isEmpty, isPublished(fingerprint, results, for: images) else { return [] }
        let marked = Set(results.filter { $0.mark != nil }.map(\.digest))
        return unnamed.filter { !marked.contains($0.digest) && facts($0) != nil }
    }

    private func isPublished(_ fingerprint: Fingerprint, _ results: [StoredResult], for images: [Product]) -> Bool {
        drawn[fingerprint, default: []].contains { asset in
            let isAtHand = inPlace.contains(asset.sha256) || results.contains { $0.digest == asset.sha256 }
            return isAtHand
                && images.allSatisfy {
                    $0.violations(ofResult: asset.sha256, facts: asset.facts, byteCount: asset.byteCount).isEmpty
                }
        }
    }
}
