import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem

extension Survey {
    /// What is wrong with the references that this plan's requests would carry: each file decoded once, at the place
    /// where the manifest first asks for it.
    ///
    /// A request is paid for whatever the service makes of a broken picture. Where nothing is to be sent nothing is
    /// decoded: an image that is up to date was drawn from its references as they are, and `check` has to stay fast. A
    /// Git LFS pointer is none of these faults.
    func referenceFaults(in plan: Plan, limits: PNGLimits) async -> [Diagnostic] {
        var seen: Set<PackagePath> = []
        let references = plan.steps.filter { $0.action == .request(sharedWith: nil) }.flatMap(\.image.references)
            .filter { !$0.isPointer && seen.insert($0.path).inserted }
        return await references.mapOnAllCores { [folder = workspace.folder, manifest = workspace.manifest] reference in
            Self.fault(of: reference, in: folder, limits: limits).map { fault in
                Diagnostic(
                    fault.severity, file: manifest.text, at: reference.location,
                    "the reference \(reference.path) \(fault.predicate)", hint: fault.hint)
            }
        }.compactMap { $0 }
    }

    private typealias Fault = (severity: Diagnostic.Severity, predicate: String, hint: String?)

    private static func fault(of reference: Reference, in folder: PackageFolder, limits: PNGLimits) -> Fault? {
        let repair = "A request with it would be paid for: repair or replace the file."
        do throws(PackageFolderError) {
            let bytes = try folder.read(reference.path)
            switch reference.type {
            case .jpeg: return JPEGHeader.fault(in: bytes).map { (.error, "is a broken JPEG: \($0)", repair) }
            case .webp: return WebPHeader.fault(in: bytes).map { (.error, "is a broken WebP: \($0)", repair) }
            case .png: break
            }
            do throws(PNGError) {
                let remark = try PNGInfo(decoding: bytes, limits: limits).trailingRemark
                return remark.map { (.warning, "is sent although \($0)", nil) }
            } catch {
                return (.error, "does not decode: \(error)", error.stage == .limit ? nil : repair)
            }
        } catch {
            return (.error, error.predicate, nil)
        }
    }
}
