import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsReports
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords

extension Gallery {
    /// Of the document, which the page reads, too: each of them is always there.
    var members: [String: JSONValue] {
        [
            "title": .string(title), "manifest": .string(manifest.text), "id": .string(id),
            "comparison": .object([
                "revision": .string(comparison.revision), "commit": .string(comparison.commit),
                "fault": .string(comparison.fault?.sentence),
            ]),
            "images": .array(images.map(json)), "removed": .array(removed.map(json)),
            "summary": .object([
                "states": .object(
                    Dictionary(states.map { ($0.key.rawValue, .integer($0.value)) }) { first, _ in first }),
                "changes": .object(Dictionary(changes.map { ($0.word, .integer($0.count)) }) { first, _ in first }),
            ]),
        ]
    }

    private func json(_ image: GalleryImage) -> JSONValue {
        .object([
            "name": .string(image.name.text), "family": image.family?.json ?? .null,
            "file": .string(image.file.text), "line": .integer(image.location.line),
            "column": .integer(image.location.column), "output": .string(image.output.text),
            "state": .string(image.state.rawValue), "stateWord": .string(image.state.word),
            "reasons": .array(image.reasons.map { .string($0) }), "notes": .array(image.notes.map { .string($0) }),
            "problem": .string(image.problem), "accepted": .boolean(image.kind == .accepted),
            "placeholder": .boolean(image.kind == .placeholder), "frozen": .boolean(image.isFrozen),
            "picture": pictures.json(image.picture), "alt": .string(image.alt), "prompt": .string(image.prompt),
            "pieces": .array(image.pieces.map(\.json)), "revisedPrompt": .string(image.revisedPrompt),
            "request": .array(image.request.map(\.json)),
            "expectations": .array(image.expectations.map { .string($0) }),
            "references": .array(image.references.map { json($0) }),
            "renditions": .array(image.renditions.map(json)), "candidates": .array(image.candidates.map(json)),
            "provenance": .array(image.provenance.map { .string($0) }),
            "change": image.change.map { json($0, of: image) } ?? .null,
            "commands": .object([
                "generate": .string(image.commands.generate), "generatePays": .boolean(image.commands.generatePays),
                "regenerate": .string(image.commands.regenerate),
                "regenerateOverwrites": .boolean(image.commands.regenerateOverwrites),
                "accept": .string(image.commands.accept),
            ]),
        ])
    }

    private func json(_ reference: GalleryReference) -> JSONValue {
        .object([
            "path": .string(reference.path.text), "image": .string(reference.image?.text),
            "role": .string(reference.isMask ? "mask" : "reference"), "picture": pictures.json(reference.picture),
            "problem": .string(reference.problem?.sentence),
        ])
    }

    private func json(_ rendition: GalleryRendition) -> JSONValue {
        .object([
            "path": .string(rendition.path.text), "set": .string(rendition.set?.text),
            "appearance": .string(rendition.appearance?.rawValue), "stateWord": .string(rendition.stateWord),
            "reasons": .array(rendition.reasons.map { .string($0) }), "detail": .string(rendition.detail),
            "picture": pictures.json(rendition.picture),
        ])
    }

    private func json(_ candidate: GalleryCandidate) -> JSONValue {
        var (mark, note): (String?, String?) = (nil, nil)
        switch candidate.mark {
        case .chosen?: mark = "chosen"
        case .rejected(let why)?: (mark, note) = ("rejected", why)
        case nil: break
        }
        return .object([
            "digest": .string(candidate.digest.hex), "short": .string(candidate.short),
            "published": .boolean(candidate.isPublished), "mark": .string(mark), "note": .string(note),
            "usable": .boolean(candidate.isUsable), "remark": .string(candidate.remark),
            "received": .string(candidate.received?.formatted(.iso8601)), "command": .string(candidate.command),
            "picture": candidate.picture.map { pictures.json($0) }
                ?? PictureFault.inAnswer.json(.init(candidate.digest)),
        ])
    }

    // MARK: Before

    private func json(_ change: GalleryChange, of image: GalleryImage) -> JSONValue {
        let difference = pictures.difference(change.before?.picture, image.picture)
        let map = difference.flatMap { try? $0.get() }
        var problem: String?
        if case .failure(let fault)? = difference { problem = fault.sentence }
        return .object([
            "kind": .string(change.kind.rawValue), "from": .string(change.former?.text),
            "what": .array(change.parts.map { .string($0.rawValue) }),
            "before": change.before.map { json($0) } ?? .null,
            "difference": map.map { $0.json(pictures.picture(image.picture)?.size) } ?? .null,
            "differenceProblem": .string(problem),
            "words": change.words.map { .array($0.map(\.json)) } ?? .null,
            "facts": .array(change.facts.map(\.json)),
        ])
    }

    private func json(_ before: GalleryBefore) -> JSONValue {
        .object([
            "picture": pictures.json(before.picture), "problem": .string(before.problem?.sentence),
            "prompt": .string(before.prompt), "references": .array(before.references.map { json($0) }),
            "request": .array(before.request.map(\.json)), "revisedPrompt": .string(before.revisedPrompt),
        ])
    }

    private func json(_ removed: RemovedImage) -> JSONValue {
        .object([
            "name": .string(removed.name.text), "before": json(removed.before), "path": .string(removed.path.text),
        ])
    }
}
