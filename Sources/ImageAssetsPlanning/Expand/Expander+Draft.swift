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
        if case .inline(_, let template)? = entry.prompt?.value { draft.template = template }
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
        case .inline(let text, _)?: bound.entry.prompt.map { Located(.inline(text), at: $0.location) }
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

    // MARK: Texts

    private mutating func imageName(
        _ filling: Filling<ImageName>, _ what: String, _ combination: Combination?
    ) -> Located<ImageName>? {
        switch filling {
        case .fixed(let name, let location): return Located(name, at: location)
        case .varying(let template, let location):
            var text = ""
            do throws(ImageName.Fault) {
                let length = template.scalarCount(combination)
                guard length <= ImageName.maximumLength else { throw .tooLong(length: length) }
                text = template.text(combination)
                return Located(try ImageName(text), at: location)
            } catch {
                let sentence =
                    if case .tooLong(let length) = error {
                        "\(what) has \(length) characters"
                    } else {
                        error.sentence(about: text)
                    }
                // Names differ; what is wrong with them is the same.
                let kind = if case .tooLong = error { "too long" } else { error.sentence(about: "") }
                refuse(at: location, sentence, hint: ImageName.rule, kind: kind, combination)
                return nil
            }
        }
    }

    private mutating func path(
        _ filling: Filling<PackagePath>, _ what: String, _ combination: Combination?
    ) -> Located<PackagePath>? {
        switch filling {
        case .fixed(let path, let location): return Located(path.inside(folder), at: location)
        case .varying(let template, let location):
            var text: String?
            do throws(PackagePath.Fault) {
                let path = try Self.path(template, combination, &text)
                return Located(path.inside(folder), at: location)
            } catch {
                let (message, hint) = error.sentence(about: what + (text.map { " " + Diagnostic.quoted($0) } ?? ""))
                refuse(
                    at: location, message, hint: hint, kind: error.sentence(about: what).message, combination)
                return nil
            }
        }
    }

    /// The path of one image's asset.
    ///
    /// - Parameter site: where a fault of it is to be shown.
    private mutating func output(
        _ output: BoundOutput, _ name: ImageName, _ combination: Combination?, site: SourceLocation
    ) -> Located<PackagePath>? {
        var text: String?
        do throws(PackagePath.Fault) {
            let path = try Self.path(output.template, combination, name: name.text, &text)
            if path.text.isPNG { return Located(path.inside(folder), at: output.location) }
            refuse(
                at: site, "the output \(Diagnostic.quoted(path.text)) does not end in .png",
                hint: "Every image is written as PNG.", kind: "png", combination)
        } catch {
            if let text, combination != nil {
                let (message, hint) = error.sentence(about: "the output \(Diagnostic.quoted(text))")
                refuse(at: site, message, hint: hint, kind: error.sentence(about: "the output").message, combination)
            } else {
                let what = "the output" + (combination == nil ? " of \(Diagnostic.quoted(name.text))" : "")
                faults.error(
                    at: site, error.sentence(about: what).message,
                    hint: "Give the image a shorter name, or an output of its own.")
            }
        }
        return nil
    }

    /// - Parameter kind: what is the same for other images of the family, whose texts differ.
    private mutating func refuse(
        at location: SourceLocation, _ message: String, hint: String?, kind: String, _ combination: Combination?
    ) {
        faults.add(
            Diagnostic(file: faults.file, at: location, message, hint: hint), kind: combination == nil ? nil : kind)
    }

    /// - Parameter text: what it was made of, where it is not too long to be made.
    private static func path(
        _ template: BoundTemplate, _ combination: Combination?, name: String = "", _ text: inout String?
    ) throws(PackagePath.Fault) -> PackagePath {
        let bytes = template.byteCount(combination, name: name)
        guard bytes <= Bounds.pathBytes else { throw .tooLong(bytes: bytes) }
        let made = template.text(combination, name: name)
        text = made
        return try PackagePath(made)
    }
}
