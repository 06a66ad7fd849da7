import ImageAssetsModel
import ImageAssetsStore

/// What a package still has use for in its store, by all its manifests and lockfiles: everything else is old.
package struct StoreUse {
    /// The images that ask for a fingerprint today; empty for one that only a lockfile names.
    package private(set) var images: [Fingerprint: [Product]] = [:]
    /// What lockfiles record, and what stands at the outputs: a result with these bytes explains them.
    private(set) var digests: Set<SHA256Digest> = []

    init() {}

    /// - Throws: `Diagnostics` when a manifest or lockfile cannot be read: nobody knows then what it needs.
    init(in workspace: Workspace) throws {
        let folder = workspace.folder
        let found = try PackageManifests(in: folder, known: workspace.manifest)
        var faults: [Diagnostic] = []
        var types: [SHA256Digest: ReferenceType] = [:]
        for path in found.lockfiles.sorted() {
            do throws(Diagnostic) {
                let content = try LockfileOnDisk.Content(
                    try LockfileOnDisk.bytes(of: path, read: folder.read), file: path
                )
                types.merge(content.referenceTypes) { first, _ in first }
                content.sides.forEach { add($0) }
            } catch {
                faults.append(error)
            }
        }
        let lockedTypes = types
        for path in found.manifests.sorted() {
            do throws(Diagnostics) {
                let files = SeenFiles(folder: folder)
                let manifest = try ResolvedManifest(
                    resolving: ResolvedManifest.parse(path, in: files), path: path, in: files,
                    lockedType: { lockedTypes[$0] }
                )
                for image in manifest.images { add(image, inPlace: AssetFile(at: image.output, in: folder).digest) }
            } catch {
                faults += error.all.filter { $0.severity == .error }
            }
        }
        guard faults.isEmpty else {
            let note = Diagnostic(
                .note, file: StoreFolder.name,
                "one store serves all manifests of the package, so all have to be read"
            )
            throw Diagnostics(faults + [note])
        }
    }

    package mutating func add(_ lockfile: Lockfile) {
        for entry in lockfile.images.values {
            images[entry.fingerprint, default: []] += []
            digests.insert(entry.asset.sha256)
        }
    }

    package mutating func add(_ image: Product, inPlace digest: SHA256Digest?) {
        images[image.fingerprint, default: []].append(image)
        if let digest { digests.insert(digest) }
    }

    /// Those of a fingerprint's results that nothing will ask for again.
    ///
    /// Of a fingerprint in use only a sound result goes, and only behind a newer one that is fit for every image: what
    /// does not decode or breaks `expect` is the evidence of an answer, and there is none besides.
    ///
    /// - Parameters:
    ///   - results: newest first.
    ///   - facts: of the bytes as they decode now; nil where they do not.
    func old(
        _ results: [StoredResult], of fingerprint: Fingerprint, facts: (StoredResult) -> AssetFacts?
    ) -> [StoredResult] {
        let unnamed = { (result: StoredResult) in result.digest.map { !digests.contains($0) } ?? false }
        guard let images = images[fingerprint] else { return results.filter(unnamed) }
        // There is nothing behind the only one.
        guard results.count > 1 else { return [] }
        let fit = results.firstIndex { result in
            guard let digest = result.digest, let facts = facts(result) else { return false }
            return images.allSatisfy {
                $0.violations(ofResult: digest, facts: facts, byteCount: result.byteCount).isEmpty
            }
        }
        guard let fit else { return [] }
        return results[(fit + 1)...].filter { unnamed($0) && facts($0) != nil }
    }
}
