import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

extension Survey {
    /// What is wrong with the references that this plan's requests would carry: each file decoded once, at
    /// the place where the manifest first asks for it.
    ///
    /// A request is paid for whatever the service makes of a broken picture. Where nothing is to be sent nothing is
    /// decoded: an image that is up to date was drawn from its references as they are, and `check` has to stay fast. So
    /// this is no part of the observation, which is made before anybody knows what is to be sent. A Git LFS pointer is
    /// none of these faults.
    func referenceFaults(in plan: Plan, limits: PNGLimits) async -> [Finding] {
        var seen: Set<PackagePath> = []
        // What the run itself puts there is looked at then.
        let references = plan.senders.flatMap { step in
            step.product.references.filter { reference in
                reference.input.image.map { !step.after.contains($0) } ?? true
            }
        }.filter { $0.input.awaits == nil && !$0.isPointer && seen.insert($0.path).inserted }
        let (folder, manifest) = (workspace.folder, workspace.manifest)
        return await references.mapOnAllCores { reference in
            Self.fault(of: reference, in: folder, limits: limits).map {
                Finding.note(.brokenReference(reference.path, $0), manifest, at: reference.location)
            }
        }.compactMap { $0 }
    }

    private static func fault(of reference: Reference, in folder: PackageFolder, limits: PNGLimits) -> ReferenceFault? {
        do throws(PackageFolderError) {
            let bytes = try folder.read(reference.path, upTo: Bounds.pictureBytes)
            switch reference.type {
            case .jpeg: return JPEGHeader.fault(in: bytes).map { .jpeg($0) }
            case .webp: return WebPHeader.fault(in: bytes).map { .webp($0) }
            case .png: break
            }
            do throws(PNGError) {
                let count = try PNGInfo(decoding: bytes, limits: limits).trailingBytes
                return count > 0 ? .trailingBytes(count) : nil
            } catch {
                return .png(error)
            }
        } catch {
            return .unreadable(error)
        }
    }
}
