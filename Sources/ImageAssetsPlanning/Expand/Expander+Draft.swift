import ImageAssetsModel

/// One image of an entry: its texts are made, and checked like anything that is written there.
extension Expander {
    mutating func draft(of bound: BoundEntry, _ combination: Combination?) -> EntryDraft {
        let entry = bound.entry
        var draft = EntryDraft()
        draft.combination = combination
        let errorsBefore = faults.errorCount
        if let combination { faults.subject = .image(combination, nil) }
        draft.name = bound.name.flatMap { imageName($0, "\"name\"", combination) }
        faults.subject = draft.subject
        draft.prompt = prompt(of: bound, combination)
        if case .inline(_, let template, let start)? = entry.prompt?.value {
            draft.template = template
            draft.firstLine = start
        }
        draft.references = references(of: bound, combination)
        draft.isEdit = entry.isEdit
        draft.mask = bound.mask.flatMap { picture($0, "\"mask\"", combination) }
        draft.model = entry.model
        draft.parameters = entry.parameters
        if let name = draft.name, let output = bound.output {
            let site = entry.ownsOutput ? output.location : name.location
            draft.outputSite = site
            draft.output = self.output(output, name.value, combination, site: site)
        }
        guard bound.isSound, faults.errorCount == errorsBefore, let name = draft.name, let prompt = draft.prompt,
            let model = draft.model, let size = entry.size, let output = draft.output,
            let parameters = draft.parameters, let expect = entry.expect
        else { return draft }
        draft.entry = ImageEntry(
            name: name, family: combination?.member, prompt: prompt, references: draft.references, mask: draft.mask,
            model: model, size: size, output: output, parameters: parameters, expect: expect, variant: entry.variant,
            frozen: entry.frozen, location: entry.location)
        return draft
    }

    private mutating func prompt(of bound: BoundEntry, _ combination: Combination?) -> Located<PromptSource>? {
        switch bound.entry.prompt?.value {
        case nil: nil
        case .inline(let text, _, _)?: bound.entry.prompt.map { Located(.inline(text), at: $0.location) }
        case .file?:
            bound.promptFile.flatMap { path($0, "\"promptFile\"", combination) }.map {
                Located(.file($0.value), at: $0.location)
            }
        }
    }

    private mutating func references(
        of bound: BoundEntry, _ combination: Combination?
    ) -> [Located<PictureSource>] {
        if let fixed = bound.fixedReferences { return fixed }
        let sources = bound.references.compactMap { picture($0, "the reference", combination) }
        sources.warnOfTwins(&faults)
        return sources
    }

    private mutating func picture(
        _ picture: BoundPicture, _ what: String, _ combination: Combination?
    ) -> Located<PictureSource>? {
        switch picture {
        case .file(let filling):
            path(filling, what, combination).map { Located(.file($0.value), at: $0.location) }
        case .image(let filling):
            imageName(filling, "\"image\"", combination).map { Located(.image($0.value), at: $0.location) }
        }
    }
}
