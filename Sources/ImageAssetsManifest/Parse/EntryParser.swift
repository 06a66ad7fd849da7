import ImageAssetsModel
import ImageAssetsText

extension ManifestParser {
    /// Reads one entry of `images`. Each field is read on its own, so that a fault in one hides none in another.
    ///
    /// Nil where nobody can say which images it stands for.
    mutating func entry(_ node: JSONNode, _ defaults: EntryDefaults) -> EntryTemplate? {
        let faultsBefore = faults.errorCount
        let reader = object(node, "an image", allowed: Self.imageKeys) {
            Self.has(Self.topKeys, $0) ? Self.topPlace : nil
        }
        guard let reader else { return nil }
        let place = faults.location(node.offset)
        var family: Family?
        if let each = reader["each"] {
            let template = reader["name"].flatMap { json.string($0) } ?? ""
            family = self.family(reader, each: each, template: template)
            faults.subject = family.map { .family($0) }
        } else if let except = reader["except"] {
            faults.error(at: except.offset, "\"except\" without \"each\" has nothing to leave out")
        }
        defer { faults.subject = nil }

        let name = name(reader)
        let prompt = prompt(reader)
        let references = reader["references"]
        let pictures = references.map { self.references($0) }
        let mask = reader["mask"].flatMap { picture($0, "\"mask\"") }
        let model = reader["model"].map { self.model($0) } ?? defaults.model ?? fallbackModel(at: place)
        let size = reader["size"].map { self.size($0) } ?? defaults.size ?? Located(Self.fallbackSize, at: place)
        // Twice optional: nil where the image has no output of its own, and nil within where that has a fault.
        let output = reader["output"].map { self.output($0) }
        let parameters =
            reader["parameters"].map { self.parameters($0) } ?? defaults.parameters ?? Located([:], at: place)
        let expect = reader["expect"].map { self.expect($0) } ?? defaults.expect ?? Located(.none, at: place)
        let variant = reader["variant"].flatMap { integer($0, "\"variant\"") }
        let frozen = reader["frozen"].flatMap { boolean($0, "\"frozen\"") } ?? false
        let alt = reader["alt"].flatMap { self.alt($0) }
        let label = reader["label"].map { self.label($0) } ?? defaults.label ?? nil
        let renditions = renditions(reader, defaults, label, of: family?.numbers.count ?? 1, at: place)
        if reader["each"] != nil && family == nil { return nil }
        return EntryTemplate(
            at: place, isSound: faults.errorCount == faultsBefore, family: family, name: name, prompt: prompt,
            references: pictures ?? [], isEdit: references.flatMap { json.elements($0) }?.isEmpty == false,
            mask: mask, model: model, size: size,
            output: output ?? defaults.output ?? Located(Self.fallbackOutput, at: place), ownsOutput: output != nil,
            parameters: parameters, expect: expect, variant: variant, frozen: frozen, alt: alt, label: label,
            renditions: renditions, ownsRenditions: reader["renditions"] != nil)
    }

    static let topPlace = "at the top of the manifest"
    private static let fallbackOutput = Template([
        .text("Images/"), .name(Template.Name("name", at: SourceLocation(line: 1, column: 1))), .text(".png"),
    ])
    private static let fallbackSize = RequestedSize("1024x1024") ?? .auto

    private func fallbackModel(at place: SourceLocation) -> Located<String>? {
        rules.map { Located($0.models.fallback, at: place) }
    }

    // MARK: Fields that only an image has

    private mutating func name(_ reader: ObjectReader) -> Located<Varying<ImageName>>? {
        if let node = reader["name"] { return varyingName(node, "\"name\"") }
        if reader.isMissing("name") { faults.error(at: reader.offset, "\"name\" is missing") }
        return nil
    }

    private mutating func prompt(_ reader: ObjectReader) -> Located<PromptTemplate>? {
        switch (reader["prompt"], reader["promptFile"]) {
        case (nil, nil):
            if reader.isMissing("prompt"), reader.isMissing("promptFile") {
                faults.error(at: reader.offset, "\"prompt\" or \"promptFile\" is missing")
            }
            return nil
        case (let inline?, nil): return self.inline(inline)
        case (nil, let file?):
            return varyingPath(file, "\"promptFile\"").map { Located(.file($0.value), at: $0.location) }
        case (let inline?, let file?):
            faults.error(
                at: max(inline.offset, file.offset), "\"prompt\" and \"promptFile\" exclude each other",
                hint: "Remove one of them.")
            _ = self.inline(inline)
            _ = varyingPath(file, "\"promptFile\"")
            return nil
        }
    }

    private mutating func inline(_ node: JSONNode) -> Located<PromptTemplate>? {
        guard let (written, template, start) = text(node, "\"prompt\"", "a string or a list of lines")
        else { return nil }
        let location = faults.location(node.offset)
        guard case .plain(let text) = template else { return Located(.inline(written, template, start), at: location) }
        if let fault = PromptText.fault(of: text, limit: rules?.maximumPromptLength) {
            faults.error(at: location, "the prompt \(fault)")
            return nil
        }
        return Located(.inline(text, nil, start), at: location)
    }
}
