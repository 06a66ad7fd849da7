import ImageAssetsModel

extension ManifestParser {
    /// Reads one entry of `images`. Each field is read on its own, so that a fault in one hides none in another; the
    /// draft has an entry only when no field had a fault.
    mutating func image(_ node: JSONNode, _ defaults: EntryDefaults) -> EntryDraft {
        let faultsBefore = faults.errorCount
        let reader = object(node, "an image", allowed: Self.imageKeys) {
            Self.has(Self.topKeys, $0) ? Self.topPlace : nil
        }
        guard let reader else { return EntryDraft() }
        let place = faults.location(node.offset)
        var draft = EntryDraft()

        draft.name = name(reader)
        draft.prompt = prompt(reader)
        if let node = reader["references"] {
            draft.references = self.references(node)
            draft.isEdit = json.elements(node)?.isEmpty == false
        }
        draft.model = reader["model"].map { self.model($0) } ?? defaults.model ?? fallbackModel(at: place)
        let size = reader["size"].map { self.size($0) } ?? defaults.size ?? Located(Self.fallbackSize, at: place)
        // Twice optional: nil where the image has no output of its own, and nil within where that has a fault.
        let own = reader["output"].map { output($0) }
        let template = own ?? defaults.output ?? Located(Self.fallbackOutput, at: place)
        if let name = draft.name, let template {
            let site = own == nil ? name.location : template.location
            draft.outputSite = site
            draft.output = outputPath(template, for: name.value, site: site)
        }
        draft.parameters =
            reader["parameters"].map { self.parameters($0) } ?? defaults.parameters ?? Located([:], at: place)
        let expect = reader["expect"].map { self.expect($0) } ?? defaults.expect ?? Located(.none, at: place)
        let variant = reader["variant"].flatMap { integer($0, "\"variant\"") }
        let frozen = reader["frozen"].flatMap { boolean($0, "\"frozen\"") } ?? false

        guard faults.errorCount == faultsBefore, let name = draft.name, let prompt = draft.prompt,
            let model = draft.model, let size, let output = draft.output, let parameters = draft.parameters, let expect
        else { return draft }
        draft.entry = ImageEntry(
            name: name, prompt: prompt, references: draft.references, model: model, size: size, output: output,
            parameters: parameters, expect: expect, variant: variant, frozen: frozen, location: place)
        return draft
    }

    static let topPlace = "at the top of the manifest"
    private static let fallbackOutput = OutputTemplate("Images/{name}.png")
    private static let fallbackSize = RequestedSize("1024x1024") ?? .auto

    private func fallbackModel(at place: SourceLocation) -> Located<String>? {
        rules.map { Located($0.models.fallback, at: place) }
    }

    // MARK: Fields that only an image has

    private mutating func name(_ reader: ObjectReader) -> Located<ImageName>? {
        guard let node = reader["name"] else {
            if reader.isMissing("name") { faults.error(at: reader.offset, "\"name\" is missing") }
            return nil
        }
        guard let text = string(node, "\"name\"") else { return nil }
        do throws(ImageName.Fault) {
            return Located(try ImageName(text.value), at: text.location)
        } catch {
            faults.error(at: text.location, error.sentence(about: text.value), hint: ImageName.rule)
            return nil
        }
    }

    private mutating func prompt(_ reader: ObjectReader) -> Located<PromptSource>? {
        switch (reader["prompt"], reader["promptFile"]) {
        case (nil, nil):
            if reader.isMissing("prompt"), reader.isMissing("promptFile") {
                faults.error(at: reader.offset, "\"prompt\" or \"promptFile\" is missing")
            }
            return nil
        case (let inline?, nil): return self.inline(inline)
        case (nil, let file?):
            return path(file, "\"promptFile\"").map { Located(.file($0.value.inside(folder)), at: $0.location) }
        case (let inline?, let file?):
            faults.error(
                at: max(inline.offset, file.offset), "\"prompt\" and \"promptFile\" exclude each other",
                hint: "Remove one of them.")
            _ = self.inline(inline)
            _ = path(file, "\"promptFile\"")
            return nil
        }
    }

    private mutating func inline(_ node: JSONNode) -> Located<PromptSource>? {
        var text = ""
        if let string = json.string(node) {
            text = string
        } else if let lines = json.elements(node) {
            let strings = lines.compactMap { string($0, "a line of \"prompt\"")?.value }
            guard strings.count == lines.count else { return nil }
            text = strings.joined(separator: "\n")
        } else {
            return mismatch(node, "\"prompt\"", "a string or a list of lines")
        }
        if let fault = PromptText.fault(of: text, limit: rules?.maximumPromptLength) {
            faults.error(at: node.offset, "the prompt \(fault)")
            return nil
        }
        return Located(.inline(text), at: faults.location(node.offset))
    }

    /// The references whose paths are right, at most as many as the service takes. They are returned beside a fault
    /// too, so that a missing file is reported in the same run as a wrong path.
    private mutating func references(_ node: JSONNode) -> [Located<PictureSource>] {
        guard let nodes = list(node, "\"references\"", of: "paths") else { return [] }
        let maximum = rules?.maximumReferences ?? Bounds.references
        if let rules, nodes.count > maximum {
            faults.error(
                at: nodes[maximum].offset, "\(nodes.count) references; \(rules.name) takes at most \(maximum)")
        }
        var sources: [Located<PictureSource>] = []
        for node in nodes.prefix(maximum) {
            guard let path = path(node, "the reference") else { continue }
            let inside = path.value.inside(folder)
            if sources.contains(where: { $0.value == .file(inside) }) {
                faults.warning(at: path.location, "\(inside) is sent twice with this image")
            }
            sources.append(Located(.file(inside), at: path.location))
        }
        return sources
    }
}
