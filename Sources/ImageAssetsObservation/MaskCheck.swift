import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

extension MaskFault {
    /// What is wrong with a mask whose bytes are known; nil for one that can be sent.
    ///
    /// - Parameters:
    ///   - reference: the first one, upon which it is laid; nil where its bytes are not known yet.
    ///   - limit: bytes that the service does not take any more.
    package static func fault(
        of mask: Data, on reference: (path: PackagePath, size: PixelSize?)?, limit: Int?, limits: PNGLimits
    ) -> MaskFault? {
        if let limit, mask.count >= limit { return .tooLarge(byteCount: mask.count, limit: limit) }
        guard ReferenceType(start: mask) == .png else { return .otherKind(FileKind(mask)) }
        let info: PNGInfo
        do throws(PNGError) {
            info = try PNGInfo(decoding: mask, limits: limits)
        } catch {
            return .undecodable(error)
        }
        guard info.colorType == .rgba || info.colorType == .grayscaleAlpha else { return .noAlpha }
        if let reference, let size = reference.size, let own = PixelSize(width: info.width, height: info.height),
            own != size
        {
            return .size(own, reference: reference.path, size)
        }
        return info.hasTransparency ? nil : .opaque
    }
}

extension Survey {
    /// What is wrong with the masks that this plan's requests would carry, as far as the bytes are known: of each what
    /// is wrong with itself once, and with its size wherever it is laid upon a picture.
    func maskFaults(in plan: Plan, limits: PNGLimits) async -> [Finding] {
        struct Pair: Hashable {
            let mask: PackagePath
            let reference: PackagePath?
        }
        func pair(_ product: Product) -> Pair? {
            product.mask.map { Pair(mask: $0.path, reference: product.references.first?.path) }
        }
        // What the run itself puts there is looked at then.
        let users = plan.senders.filter { step in
            [step.product.mask, step.product.references.first].allSatisfy { picture in
                picture?.input.image.map { !step.after.contains($0) } ?? true
            }
        }.map(\.product).filter { $0.mask?.isAtHand ?? false }
        var seen: Set<Pair> = []
        let products = users.filter { pair($0).map { seen.insert($0).inserted } ?? false }
        let limit = manifest.rules.maximumMaskBytes
        let found = await products.mapOnAllCores { [folder = workspace.folder] product in
            product.mask.flatMap { Self.fault(of: $0, on: product.references.first, in: folder, limit, limits) }
        }
        let faults = Dictionary(zip(products.map(pair), found)) { first, _ in first }
        var told: Set<Finding> = []
        var toldOfFile: Set<Note> = []
        return users.compactMap { product -> Finding? in
            guard let mask = product.mask, let fault = faults[pair(product)] ?? nil else { return nil }
            let isDrawn = mask.input.image != nil || (fault.isOfSize && product.references.first?.input.image != nil)
            let note: Note =
                isDrawn && !fault.isWarning ? .unsendableMask(mask.input, fault) : .brokenMask(mask.path, fault)
            let finding = Finding.note(note, workspace.manifest, at: mask.location)
            guard told.insert(finding).inserted else { return nil }
            if fault.isOfSize { return finding }
            return toldOfFile.insert(note).inserted ? finding : nil
        }
    }

    private static func fault(
        of mask: Reference, on reference: Reference?, in folder: PackageFolder, _ limit: Int?, _ limits: PNGLimits
    ) -> MaskFault? {
        do throws(PackageFolderError) {
            let bytes = try folder.read(mask.path, upTo: Bounds.pictureBytes)
            // What is wrong with the reference is told of it.
            let known = reference.flatMap { $0.isAtHand ? $0 : nil }
            let size = known.flatMap { known in
                (try? folder.read(known.path, upTo: Bounds.pictureBytes)).flatMap { known.type.size(in: $0) }
            }
            return .fault(of: bytes, on: known.map { ($0.path, size) }, limit: limit, limits: limits)
        } catch {
            return .unreadable(error)
        }
    }

    /// What is to be feared of masks, or of the pictures that they are laid upon, whose bytes are not known yet, by
    /// what is asked for: if they come so, nothing can be sent.
    func maskDoubts(_ plan: Plan) -> [Finding] {
        let masked = plan.steps.filter(\.isAsking).map(\.product).filter { product in
            product.mask != nil && [product.mask, product.references.first].contains { $0?.input.awaits != nil }
        }
        if masked.isEmpty { return [] }
        let recipes = Dictionary(products.map { ($0.name, $0.recipe) }) { first, _ in first }
        var said: Set<Finding> = []
        return masked.flatMap { product in
            guard let mask = product.mask, let reference = product.references.first else { return [Finding]() }
            var doubts: [Note] = []
            if let own = size(of: mask, recipes), let other = size(of: reference, recipes), own != other {
                doubts.append(.unlikeMask(mask.input, own, reference.input, other))
            }
            if let recipe = mask.input.awaits.flatMap({ recipes[$0] }),
                let background = Expectation(alpha: .required).alphaObstacle(recipe, manifest.rules)
            {
                doubts.append(.opaqueMask(mask.input, background))
            }
            return doubts.map { .note($0, workspace.manifest, at: mask.location) }
        }.filter { said.insert($0).inserted }
    }

    /// As it is, or else as it is asked for; nil where that leaves it to the service.
    private func size(of picture: Reference, _ recipes: [ImageName: Recipe]) -> PixelSize? {
        guard let awaited = picture.input.awaits else {
            return (try? workspace.folder.read(picture.path, upTo: Bounds.pictureBytes)).flatMap {
                picture.type.size(in: $0)
            }
        }
        if case .pixels(let size)? = recipes[awaited]?.size { return size }
        return nil
    }
}

extension Reference {
    /// Whether its file can be read and is what is sent.
    fileprivate var isAtHand: Bool { input.awaits == nil && !isPointer }
}
