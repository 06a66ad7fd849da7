import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsStore
import ImageAssetsText
import ImageAssetsWords

extension GalleryImage {
    /// What is known of an image, in the words of the commands that say it.
    init(_ explanation: Explanation, _ choices: Choices, in workspace: Workspace) {
        let step = explanation.step
        let (entry, image) = (step.product.entry, step.product)
        let commands = explanation.commands
        self.init(
            step.name, family: entry.family, in: workspace.manifest, at: entry.name.location, output: image.output,
            state: step.state, prompt: step.recipe.prompt)
        reasons = step.reasons.map(\.sentence)
        (problem, notes) = explanation.remarks
        isFrozen = entry.frozen
        picture = step.found.origin(at: image.output, in: workspace.store)
        alt = entry.alt
        pieces = explanation.pieces.map { Piece($0.text, from: $0.source, in: $0.file, at: $0.location) }
        request = step.recipe.shownFields
        expectations = entry.expect.value.sentences
        references = image.references.map { GalleryReference($0, in: workspace) }
        if let mask = image.mask { references.append(GalleryReference(mask, isMask: true, in: workspace)) }
        renditions = step.renditions.map { GalleryRendition($0, in: workspace, commands) }
        candidates = choices.candidates.map { GalleryCandidate($0, of: image, choices.protection, commands) }
        if let locked = explanation.entry, locked.asset.sha256 == step.found.digest {
            kind = locked.kind
            revisedPrompt = locked.revisedPrompt
            provenance = (locked.asset.facts.labels ?? []).sorted().map(\.words)
        }
        self.commands = ImageCommands(step, choices.protection, hasPicture: picture != nil, commands)
    }
}

extension Recipe {
    /// What decides the picture besides prompt and references; not what is the same in each request.
    var shownFields: [GalleryImage.Field] {
        choices.map { GalleryImage.Field($0.name, $0.value.text) }
            + (variant.map { [GalleryImage.Field("variant", "\($0)")] } ?? [])
    }
}

extension AssetFile {
    /// Where its picture is to be had; nil where nothing is there that could be one.
    func origin(at path: PackagePath, in store: AssetStore) -> PictureOrigin? {
        switch self {
        case .absent, .obstacle: nil
        case .file: .file(path)
        // What it stands for may have been made here.
        case .pointer(let digest, _): store.byteCount(of: digest) > 0 ? .object(digest) : .file(path)
        }
    }
}
