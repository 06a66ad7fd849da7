import ImageAssetsModel

extension ManifestParser {
    package mutating func image(_ node: JSONNode, _ defaults: EntryDefaults) -> EntryDraft {
        guard let members = faults.object(node, "an image") else { return EntryDraft() }
        let faultsBefore = faults.errorCount
        let reader = ObjectReader(
            members, at: node.offset, allowed: Self.imageKeys, elsewhere: Self.topOnly, &faults)
        let place = faults.location(node.offset)
        var draft = EntryDraft()

        draft.name = name(reader)
        draft.prompt = prompt(reader)
        if let node = reader["references"] {
            draft.references = self.references(node)
            if case .array(let nodes) = node.kind { draft.isEdit = !nodes.isEmpty }
        }
        draft.model = reader["model"].map { self.model($0) } ?? defaults.model.value(or: fallbackModel(at: place))
        let size =
            reader["size"].map { self.size($0) } ?? defaults.size.value(or: Located(Self.fallbackSize, at: place))
        let own = reader["output"].map { output($0) }
        let template = own ?? defaults.output.value(or: Located(Self.fallbackOutput, at: place))
        if let name = draft.name, let template {
            let site = own == nil ? name.location : template.location
            draft.outputSite = site
            draft.output = outputPath(template, for: name.value, site: site)
        }
        draft.parameters =
            reader["parameters"].map { self.parameters($0) } ?? defaults.parameters.value(or: Located([:], at: place))
        let expect =
            reader["expect"].map { self.expect($0) } ?? defaults.expect.value(or: Located(.none, at: place))
        let variant = reader["variant"].flatMap { faults.integer($0, "\"variant\"") }
        let frozen = reader["frozen"].flatMap { faults.boolean($0, "\"frozen\"") } ?? false

        guard faults.errorCount == faultsBefore, let name = draft.name, let prompt = draft.prompt,
            let model = draft.model, let size, let output = draft.output, let parameters = draft.parameters, let expect
        else { return draft }
        draft.entry = ImageEntry(
            name: name, prompt: prompt, references: draft.references, model: model, size: size, output: output,
            parameters: parameters, expect: expect, variant: variant, frozen: frozen, location: place)
        return draft
    }

    private static let topOnly = Dictionary(
        uniqueKeysWithValues: topKeys.map { ($0, "at the top of the manifest") })
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
        guard let text = faults.string(node, "\"name\"") else { return nil }
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
            return faults.path(file, "\"promptFile\"").map { Located(.file($0.value.inside(folder)), at: $0.location) }
        case (let inline?, let file?):
            faults.error(
                at: max(inline.offset, file.offset), "\"prompt\" and \"promptFile\" exclude each other",
                hint: "Remove one of them.")
            _ = self.inline(inline)
            _ = faults.path(file, "\"promptFile\"")
            return nil
        }
    }

    private mutating func inline(_ node: JSONNode) -> Located<PromptSource>? {
        var text = ""
        switch node.kind {
        case .string(let string): text = string
        case .array(let lines):
            var strings: [String] = []
            for line in lines {
                guard let string = faults.string(line, "a line of \"prompt\"") else { continue }
                strings.append(string.value)
            }
            guard strings.count == lines.count else { return nil }
            text = strings.joined(separator: "\n")
        default: return faults.mismatch(node, "\"prompt\"", "a string or a list of lines")
        }
        if let fault = PromptText.fault(of: text, limit: rules?.maximumPromptLength) {
            faults.error(at: node.offset, "the prompt \(fault)")
            return nil
        }
        return Located(.inline(text), at: faults.location(node.offset))
    }

    /// Those that are right, and no more than can be sent: the files of a faulty list are looked at all the same.
    private mutating func references(_ node: JSONNode) -> [Located<PackagePath>] {
        guard let nodes = faults.list(node, "\"references\"", of: "paths") else { return [] }
        let maximum = rules?.maximumReferences ?? Bounds.references
        if let rules, nodes.count > maximum {
            faults.error(
                at: nodes[maximum].offset, "\(nodes.count) references; \(rules.name) takes at most \(maximum)")
        }
        var paths: [Located<PackagePath>] = []
        for node in nodes.prefix(maximum) {
            guard let path = faults.path(node, "the reference") else { continue }
            let inside = path.value.inside(folder)
            if paths.contains(where: { $0.value == inside }) {
                faults.warning(at: path.location, "\(inside) is sent twice with this image")
            }
            paths.append(Located(inside, at: path.location))
        }
        return paths
    }
}
