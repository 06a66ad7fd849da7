import ImageAssetsModel
import ImageAssetsText

/// One image of an entry: its texts are made, and checked like anything that is written there.
extension Expander {
    mutating func draft(of bound: BoundEntry, _ combination: Combination?) -> EntryDraft {
        let written = bound.entry
        let errorsBefore = faults.errorCount
        if let combination { faults.subject = .image(combination, nil) }
        let name = bound.name.flatMap { imageName($0, "\"name\"", combination) }
        if let combination { faults.subject = .image(combination, name?.value) }
        let prompt = prompt(of: bound, combination)
        let references = references(of: bound, combination)
        let mask = bound.mask.flatMap { picture($0, "\"mask\"", combination) }
        var output: Located<PackagePath>?
        var site: SourceLocation?
        if let name, let bound = bound.output {
            let place = written.ownsOutput ? bound.location : name.location
            site = place
            output = self.output(bound, name.value, combination, site: place)
        }
        var appearances: [Located<ImageName>] = []
        let renditions = name.map { self.renditions(of: bound, $0, combination, &appearances) } ?? []
        let alt = bound.alt.flatMap { self.alt($0, combination) }
        var entry: ImageEntry?
        if bound.isSound, faults.errorCount == errorsBefore, let name, let prompt, let model = written.model,
            let size = written.size, let output, let parameters = written.parameters, let expect = written.expect
        {
            entry = ImageEntry(
                name: name, family: combination?.member, prompt: prompt, references: references, mask: mask,
                model: model, size: size, output: output, parameters: parameters, expect: expect,
                variant: written.variant, frozen: written.frozen, alt: alt,
                label: written.label?.value ?? LabelOptions(), renditions: renditions, location: written.location)
        }
        return EntryDraft(
            of: written, combination, name: name, prompt: prompt, references: references, mask: mask, output: output,
            outputSite: site, renditions: renditions, appearances: appearances, entry: entry)
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
