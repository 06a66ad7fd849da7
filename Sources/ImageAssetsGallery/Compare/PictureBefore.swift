import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// The picture of an image as a revision has it.
struct PictureBefore {
    /// Whether it is the one that is there now.
    var isSame = false
    /// Nil where it was none, or the one of now cannot be shown either.
    var origin: Result<PictureOrigin, PictureFault>?
    /// Nil where nobody knows.
    var size: PixelSize?
    var byteCount: Int?
}

extension Result<PictureOrigin, PictureFault> {
    var fault: PictureFault? { if case .failure(let fault) = self { fault } else { nil } }
}

extension Comparison {
    /// - Parameters:
    ///   - recorded: the asset by the lockfile of then; nil: it tells of none.
    ///   - product: nil for an image that is no more.
    func pictureBefore(
        at path: PackagePath, _ recorded: LockedAsset?, _ product: Product?, _ now: AssetFile
    ) -> PictureBefore {
        guard let file = wasThere.files[path] else {
            // Only the lockfile was committed, so nobody can say otherwise.
            guard let recorded else { return PictureBefore() }
            return picture(recorded.sha256, recorded, at: path, product, now)
                ?? PictureBefore(origin: .failure(.notCommitted(path)))
        }
        if let recorded, recorded.sha256 == now.digest, file.isLikely(recorded) {
            return picture(recorded.sha256, recorded, at: path, product, now) ?? PictureBefore(isSame: true)
        }
        do throws(GitRevisionError) {
            let found = try pictures.find(file)
            if let here = picture(found.digest, recorded, at: path, product, now), here.isSame || found.pointer != nil {
                return here
            }
            let picture = try pictures.picture(found, at: path)
            return PictureBefore(origin: picture.origin, size: picture.size, byteCount: picture.byteCount)
        } catch {
            return PictureBefore(origin: .failure(.revision("\(error)")))
        }
    }

    /// A picture that needs no look into Git, as bytes with this digest are here; nil where they are not.
    private func picture(
        _ digest: SHA256Digest, _ recorded: LockedAsset?, at path: PackagePath, _ product: Product?, _ now: AssetFile
    ) -> PictureBefore? {
        let isSame = digest == now.digest
        // Of a pointer to what is not here, whoever shows today's picture says so in the same words.
        let today = isSame ? product.map { PictureOrigin.file($0.output) } : nil
        guard let origin = origin(of: digest, at: [product?.output, path].compactMap { $0 }) ?? today else {
            return nil
        }
        guard let recorded, recorded.sha256 == digest else {
            return PictureBefore(isSame: isSame, origin: .success(origin))
        }
        return PictureBefore(
            isSame: isSame, origin: .success(origin),
            size: PixelSize(width: recorded.facts.width, height: recorded.facts.height),
            byteCount: recorded.byteCount)
    }

    /// Where bytes with this digest are at hand: at one of these paths, or in the store.
    private func origin(of digest: SHA256Digest, at paths: [PackagePath]) -> PictureOrigin? {
        for path in paths {
            if case .file(digest, _) = survey.observation.file(at: path) { return .file(path) }
        }
        return survey.workspace.store.byteCount(of: digest) > 0 ? .object(digest) : nil
    }

    // MARK: References

    /// What was sent along, as it was then.
    ///
    /// - Parameter product: the image of now; what it sends along is likely the same.
    func references(of recipe: Recipe, _ product: Product?) -> [GalleryReference] {
        recipe.references.map { reference($0, isMask: false, product) }
            + (recipe.mask.map { [reference($0, isMask: true, product)] } ?? [])
    }

    private func reference(_ input: Input, isMask: Bool, _ product: Product?) -> GalleryReference {
        let found = input.sha256.map { picture(of: $0, at: input.path, product) } ?? .failure(.unrecorded)
        return GalleryReference(
            input.path, of: input.image, isMask: isMask, picture: try? found.get(), problem: found.fault)
    }

    private func picture(
        of digest: SHA256Digest, at path: PackagePath, _ product: Product?
    ) -> Result<PictureOrigin, PictureFault> {
        let sameNow = product?.pictures.first { $0.input.sha256 == digest && !$0.isPointer && $0.input.awaits == nil }
        if let sameNow { return .success(.file(sameNow.path)) }
        if let origin = origin(of: digest, at: [path]) { return .success(origin) }
        do throws(GitRevisionError) {
            if let file = try revision.files(at: [path])[path] {
                let found = try pictures.find(file)
                if found.digest == digest { return try pictures.picture(found, at: path).origin }
            }
            return .failure(.lost(path))
        } catch {
            return .failure(.revision("\(error)"))
        }
    }
}

extension GitRevision.File {
    /// Whether it may well be what a lockfile of the same commit records for it. Reading all of ten thousand pictures
    /// to know for sure would take minutes; that somebody put another picture there, of just as many bytes, and back
    /// again since, does not happen by chance.
    fileprivate func isLikely(_ asset: LockedAsset) -> Bool {
        guard let byteCount else { return kind == .file }
        return kind == .file && byteCount == asset.byteCount && byteCount >= Self.telling
    }

    /// Small pictures may well have just as many bytes, and are read at once.
    private static var telling: Int { 4096 }
}
