import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords

extension GalleryReference {
    init(_ reference: Reference, isMask: Bool = false, in workspace: Workspace) {
        let (path, image) = (reference.path, reference.input.image)
        let isThere = workspace.folder.isFile(path)
        var picture: PictureOrigin? = isThere ? .file(path) : nil
        if reference.isPointer, let digest = reference.input.sha256, workspace.store.byteCount(of: digest) > 0 {
            picture = .object(digest)
        }
        self.init(
            path, of: image, isMask: isMask, picture: picture,
            problem: isThere ? nil : image.map { .unmade($0) } ?? .absent(path))
    }
}

extension GalleryRendition {
    init(_ step: RenditionStep, in workspace: Workspace, _ commands: CommandForm) {
        let report = RenditionReport(step)
        let set = step.rendition.set
        let isPicture = step.rendition.form != nil
        self.init(
            step.output, in: set?.path, appearance: Self.appearance(step.rendition), stateWord: step.state.word,
            reasons: step.reasons.map(\.sentence) + (report.remark(commands).map { [$0] } ?? []),
            detail: step.detail,
            picture: isPicture ? step.found.origin(at: step.output, in: workspace.store) : nil)
    }

    private static func appearance(_ rendition: Rendition) -> Appearance? {
        guard let set = rendition.set, !set.appearances.isEmpty, rendition.form != nil else { return nil }
        switch rendition.source {
        case nil: return .any
        case set.dark: return .dark
        case set.tinted: return .tinted
        default: return nil
        }
    }
}

extension GalleryCandidate {
    init(
        _ candidate: Choice.Candidate, of image: Product, _ protection: Protection?, _ commands: CommandForm
    ) {
        let result = candidate.result
        var mark: Mark?
        switch result.mark {
        case .chosen?: mark = .chosen
        case .rejected(_, let note)?: mark = .rejected(note: note)
        case .givenUp?, nil: break
        }
        var picture: PictureOrigin?
        switch candidate.place {
        case .store: picture = .object(candidate.digest)
        case .output: picture = .file(image.output)
        case .answer: break
        }
        var command: String?
        if !candidate.isPublished, candidate.violations.isEmpty, !image.entry.frozen {
            command = commands.choosing("\(candidate.digest.hex.prefix(8))", for: image.name, over: protection)
        }
        let isDated = result.received > Date(timeIntervalSince1970: 0)
        self.init(
            candidate.digest, isPublished: candidate.isPublished, mark: mark, isUsable: candidate.isUsable,
            remark: candidate.violations.isEmpty ? nil : candidate.violations.sentence,
            received: isDated ? result.received : nil, command: command, picture: picture)
    }
}
