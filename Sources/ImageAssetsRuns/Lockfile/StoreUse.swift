import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore

/// What a package still needs of its store, by all its manifests and lockfiles: the results of some fingerprints, and
/// the bytes of some digests. Every other result is old.
package struct StoreUse {
    /// The fingerprints in use, each with the images that have it today: none where only a lockfile names it.
    package private(set) var images: [Fingerprint: [Product]] = [:]
    /// Of the assets that lockfiles record, and of the files at outputs. A result with these bytes is where they came
    /// from.
    private(set) var digests: Set<SHA256Digest> = []

    init() {}

    /// - Throws: `StoreUseError`, or an error of the file system.
    init(in workspace: Workspace) async throws {
        let folder = workspace.folder
        let found = try PackageManifests(in: folder, known: workspace.manifest)
        var faults: [Diagnostic] = []
        var types: [SHA256Digest: ReferenceType] = [:]
        var locked: [PackagePath: Lockfile] = [:]
        for path in found.lockfiles.sorted() {
            do throws(Diagnostic) {
                let content = try LockfileOnDisk.Content(try LockfileOnDisk.bytes(of: path, in: folder), file: path)
                types.merge(content.referenceTypes) { first, _ in first }
                content.sides.forEach { add($0) }
                locked[path] = content.sides.first
            } catch {
                faults.append(error)
            }
        }
        for path in found.manifests.sorted() {
            do throws(Diagnostics) {
                let files = SeenFiles(folder: folder)
                let reader = try ManifestReader(path, in: files)
                let manifest = try reader.compose(await reader.look(), lockedTypes: types)
                var seen = Observation(lockfile: locked[path.lockfile] ?? Lockfile())
                for image in seen.lookAtParents(of: manifest.products, in: files) {
                    add(image, inPlace: files.asset(at: image.output).digest)
                }
            } catch {
                faults += error.all.filter { $0.severity == .error }
            }
        }
        guard faults.isEmpty else { throw StoreUseError(faults) }
    }

    package mutating func add(_ lockfile: Lockfile) {
        for entry in lockfile.images.values {
            images[entry.fingerprint, default: []] += []
            digests.insert(entry.asset.sha256)
        }
    }

    package mutating func add(_ image: Product, inPlace digest: SHA256Digest?) {
        if let fingerprint = image.fingerprint { images[fingerprint, default: []].append(image) }
        if let digest { digests.insert(digest) }
    }

    /// The old ones among the results of a fingerprint.
    ///
    /// Where no image has the fingerprint, these are all but those with the bytes of an asset. Where one has it, the
    /// newest result that every image accepts stays, with all that are newer. Of those behind it the ones go that
    /// decode: a result that does not is kept as evidence of what the service sent.
    ///
    /// - Parameters:
    ///   - results: newest first.
    ///   - facts: of the bytes as they decode now; nil where they do not.
    func old(
        _ results: [StoredResult], of fingerprint: Fingerprint, facts: (StoredResult) -> AssetFacts?
    ) -> [StoredResult] {
        let unnamed = { (result: StoredResult) in !digests.contains(result.digest) }
        guard let images = images[fingerprint] else { return results.filter(unnamed) }
        // Decoding the only one would tell nothing.
        guard results.count > 1 else { return [] }
        let fit = results.firstIndex { result in
            guard let facts = facts(result) else { return false }
            return images.allSatisfy {
                $0.violations(ofResult: result.digest, facts: facts, byteCount: result.byteCount).isEmpty
            }
        }
        guard let fit else { return [] }
        return results[(fit + 1)...].filter { unnamed($0) && facts($0) != nil }
    }
}
