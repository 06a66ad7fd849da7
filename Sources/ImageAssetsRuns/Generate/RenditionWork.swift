import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsRenditions
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// The making of one image's renditions: its asset is decoded once for all of them, and nothing is written.
struct RenditionWork: Sendable {
    struct Made: Sendable {
        let step: RenditionStep
        let result: Result<Rendered, RenditionFailure>
    }

    let image: ImageName
    /// As it is recorded.
    let asset: LockedAsset
    /// Of a placeholder nothing is expected.
    let isPlaceholder: Bool
    /// Each with the recipe of its picture.
    let steps: [(step: RenditionStep, recipe: PictureRecipe)]
    let folder: PackageFolder
    let store: AssetStore
    let limits: PNGLimits
    let interrupts: Interrupts

    /// In the order of the steps; those are left out that nobody waits for any more: they cost nothing.
    func make() async -> [Made] {
        do throws(RenditionFailure) {
            let decoded = try DecodedAsset(bytes(), digest: asset.sha256, limits: limits)
            var made: [Made] = []
            var rendered: [PictureRecipe: Result<Rendered, RenditionFailure>] = [:]
            for (step, recipe) in steps {
                if await interrupts.count > 0 { break }
                made.append(Made(step: step, result: render(step, by: recipe, of: decoded, &rendered)))
                // Answers that arrive are kept by tasks of the same pool.
                await Task.yield()
            }
            return made
        } catch {
            return steps.map { Made(step: $0.step, result: .failure(error)) }
        }
    }

    /// A checkout may have no more than a Git LFS pointer to what the store holds.
    private func bytes() throws(RenditionFailure) -> Data {
        let file = Result { () throws(PackageFolderError) in try folder.read(asset.path, upTo: Bounds.pictureBytes) }
        if case .success(let bytes) = file, SHA256Digest(of: bytes) == asset.sha256 { return bytes }
        if let bytes = store.object(asset.sha256) { return bytes }
        switch file {
        case .success(let bytes) where LFSPointer(bytes) != nil: throw RenditionFailure(.pointer)
        case .success: throw RenditionFailure(.changedAsset(asset.path))
        case .failure(let error): throw RenditionFailure(.unreadableAsset(error))
        }
    }

    /// Sets ask for one picture under several names: it is made once, and each name expects of it what it likes.
    private func render(
        _ step: RenditionStep, by asked: PictureRecipe, of asset: DecodedAsset,
        _ known: inout [PictureRecipe: Result<Rendered, RenditionFailure>]
    ) -> Result<Rendered, RenditionFailure> {
        let recipe = asset.plainest(asked)
        let picture = known[recipe] ?? Result { () throws(RenditionFailure) in try asset.render(recipe) }
        known[recipe] = picture
        let result = Result<Rendered, RenditionFailure> { () throws(RenditionFailure) in
            let rendered = try picture.get()
            if isPlaceholder { return rendered }
            let faults = step.rendition.expect.violations(facts: rendered.facts, byteCount: rendered.bytes.count)
            guard faults.isEmpty else { throw RenditionFailure(.expectation(faults)) }
            return rendered
        }
        return step.rendition.set?.contents.isIcon == true ? result.mapError(\.ofIcon) : result
    }
}
