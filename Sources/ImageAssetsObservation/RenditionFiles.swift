import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsRenditions
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

extension Observer {
    /// What is at the paths of renditions: those that products declare, and those that were published for them or for
    /// images that left the manifest, as a rename moves these. Where no product declares any, nothing is looked at.
    func lookAtRenditions(of products: [Product], into seen: inout Observation) async {
        let makers = products.filter { !$0.entry.renditions.isEmpty }
        if makers.isEmpty { return }
        let declared = makers.flatMap { $0.entry.renditions.map(\.output) }
        let names = Set(products.map(\.name))
        let own = makers.compactMap { seen.lockfile.images[$0.name] }
        let others = seen.lockfile.images.filter { !$0.value.renditions.isEmpty && !names.contains($0.key) }.values
        let published = (own + others).flatMap(\.renditions)
        await look(at: Array(Set(declared + published.map(\.key))), into: &seen)
        var unexplained: Set<SHA256Digest> = []
        for maker in makers {
            let records = seen.lockfile.images[maker.name]?.renditions ?? [:]
            for path in maker.entry.renditions.map(\.output) {
                guard let digest = seen.file(at: path).digest, digest != records[path]?.sha256 else { continue }
                unexplained.insert(digest)
            }
        }
        if !unexplained.isEmpty {
            seen.ownRenditions = workspace.store.rendered(among: unexplained, for: workspace.manifest)
        }
        let lost = published.filter { $0.value.isAccepted && seen.file(at: $0.key).digest != $0.value.sha256 }
        if !lost.isEmpty { seen.objects.formUnion(await objects(among: lost.map(\.value.sha256))) }
        await decodeRenditions(of: makers, into: &seen)
    }

    /// Those that are as recorded and of which more is expected than the lockfile says: of alpha it says nothing.
    private func decodeRenditions(of makers: [Product], into seen: inout Observation) async {
        let doubtful = makers.flatMap { maker in
            let records = seen.lockfile.images[maker.name]?.renditions ?? [:]
            return maker.entry.renditions.compactMap { rendition -> (Rendition, SHA256Digest)? in
                guard rendition.expect.alpha != .any, let record = records[rendition.output], !record.isPlaceholder,
                    case .file(let digest, _) = seen.file(at: rendition.output), digest == record.sha256
                else { return nil }
                return (rendition, digest)
            }
        }
        if doubtful.isEmpty { return }
        let facts = await doubtful.mapOnAllCores { [folder = workspace.folder, limits] rendition, digest in
            Self.facts(of: rendition, digest, in: folder, limits)
        }
        for ((rendition, _), facts) in zip(doubtful, facts) { seen.decoded[rendition.output] = facts }
    }

    /// Nil where the file is another by now, or cannot be read: then only the lockfile is asked.
    private static func facts(
        of rendition: Rendition, _ digest: SHA256Digest, in folder: PackageFolder, _ limits: PNGLimits
    ) -> AssetFacts? {
        guard let bytes = try? folder.read(rendition.output, upTo: Bounds.pictureBytes),
            SHA256Digest(of: bytes) == digest
        else { return nil }
        return try? rendition.form?.format.facts(of: bytes, limits: limits)
    }
}
