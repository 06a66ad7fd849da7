import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// What a package is now, held against what a revision of it had.
///
/// Of then the lockfile tells what was asked for, and the commit's files what it looked like: a person may have
/// committed another picture than the lockfile records. Of now it is today's manifest and what lies on disk.
final class Comparison {
    let survey: Survey
    let revision: GitRevision
    let wasThere: RevisionState
    let pictures: CommittedPictures
    /// What images of today were called then, where the very picture left one name and arrived at another.
    private let former: [ImageName: ImageName]
    /// Images that the revision has and the manifest no more, and whose picture is under no new name, by name.
    let removed: [ImageName]
    /// Why only a part is compared.
    package var fault: ComparisonFault? { wasThere.fault }

    /// - Throws: where nothing can be compared.
    init(of survey: Survey, with revision: GitRevision) throws(GitRevisionError) {
        wasThere = try RevisionState.read(of: revision, for: survey)
        self.survey = survey
        self.revision = revision
        pictures = CommittedPictures(of: revision)
        let gone = wasThere.gone(from: survey)
        former = wasThere.former(of: survey, among: gone)
        removed = gone.filter(Set(gone).subtracting(former.values).contains)
    }

    /// What of an image is not as the revision has it; nil: nothing. Pictures are read, and only those that differ: so
    /// hold few of these at once. The bytes of each come with the first that has it.
    func change(of product: Product) -> GalleryChange? {
        let former = former[product.name]
        let entry = wasThere.entry(of: former ?? product.name)
        let path = entry?.asset.path ?? product.output
        let now = survey.observation.file(at: product.output)
        guard entry != nil || wasThere.files[path]?.kind == .file else { return addition(product, now) }
        let picture = pictureBefore(at: path, entry?.asset, product, now)
        let reasons = entry.map { Reason.changes(from: $0.recipe, to: product.recipe) } ?? []
        let facts = facts(product, entry, picture)
        var parts = Set(reasons.compactMap(\.part))
        if !picture.isSame { parts.insert(.picture) }
        if facts.contains(where: { $0.name == Self.measure }) { parts.insert(.size) }
        if parts.isEmpty, former == nil { return nil }
        return GalleryChange(
            former == nil ? .changed : .renamed, from: former,
            parts: GalleryChange.Part.allCases.filter(parts.contains),
            before: before(entry, picture, product),
            words: entry.flatMap { PromptDifference.words(from: $0.recipe.prompt, to: product.recipe.prompt) },
            facts: facts)
    }

    /// Of an image that has left no trace in the revision.
    private func addition(_ product: Product, _ now: AssetFile) -> GalleryChange? {
        guard wasThere.fault == nil else { return nil }
        guard wasThere.names?.contains(product.name) == true else { return GalleryChange(.added) }
        // Its prompt of then is written, and what it comes to is nowhere recorded.
        if now.digest == nil { return nil }
        return GalleryChange(
            .changed, parts: [.picture], before: GalleryBefore(picture: nil, problem: .notMadeThen, prompt: ""))
    }

    func removedImage(_ name: ImageName) -> RemovedImage? {
        guard let entry = wasThere.entry(of: name) else { return nil }
        let picture = pictureBefore(at: entry.asset.path, entry.asset, nil, .absent)
        return RemovedImage(name, at: entry.asset.path, before: before(entry, picture, nil))
    }

    private func before(_ entry: LockEntry?, _ picture: PictureBefore, _ product: Product?) -> GalleryBefore {
        GalleryBefore(
            picture: try? picture.origin?.get(), problem: picture.origin?.fault, prompt: entry?.recipe.prompt ?? "",
            references: entry.map { references(of: $0.recipe, product) } ?? [],
            request: entry?.recipe.shownFields ?? [], revisedPrompt: entry?.revisedPrompt)
    }
}

extension Reason {
    /// Nil for what follows from something else that is told.
    fileprivate var part: GalleryChange.Part? {
        switch self {
        case .prompt: .prompt
        case .reference, .referenceAdded, .referenceRemoved, .referenceOrder, .mask: .references
        case .size: .size
        case .model, .parameter, .variant: .request
        default: nil
        }
    }
}
