import ImageAssetsModel

/// `renditions`.
extension ManifestParser {
    static let renditionKeys: StaticString =
        "output width height fit position background enlarge cutout trim quality lossless expect"

    /// Those whose outputs are right: they are held against other files beside the faults of others.
    mutating func renditions(_ node: JSONNode) -> [RenditionTemplate]? {
        guard let nodes = list(node, "\"renditions\"", of: "objects") else { return nil }
        if nodes.count > Bounds.renditions {
            faults.error(
                at: nodes[Bounds.renditions].offset,
                "\(nodes.count) renditions; an image has at most \(Bounds.renditions)")
        }
        var renditions: [RenditionTemplate] = []
        var seen: [String: SourceLocation] = [:]
        for node in nodes.prefix(Bounds.renditions) {
            guard let rendition = rendition(node) else { continue }
            let written = json.member(node, "output").flatMap { json.string($0) } ?? ""
            if let first = seen[written] {
                faults.error(
                    at: rendition.output.location,
                    "the output \(Diagnostic.quoted(written)) is also that of the rendition at "
                        + "\(first.line):\(first.column)")
            } else {
                seen[written] = rendition.output.location
                renditions.append(rendition)
            }
        }
        return renditions
    }

    /// Those of an entry: none where all images together have too many.
    ///
    /// - Parameter count: how many images the entry makes.
    mutating func renditions(
        _ reader: ObjectReader, _ defaults: EntryDefaults, _ label: Located<LabelOptions>?, of count: Int,
        at place: SourceLocation
    ) -> [RenditionTemplate] {
        let own = reader["renditions"].map { renditions($0) }
        guard let renditions = own ?? defaults.renditions ?? nil, !renditions.isEmpty else { return [] }
        renditionCount.all += count * renditions.count
        if renditionCount.all > Bounds.allRenditions {
            renditionCount.tooMany = renditionCount.tooMany ?? place
            return []
        }
        checkLabels(renditions, label, at: own == nil ? place : nil)
        return renditions
    }

    /// Where no label is written, none can be asked for.
    ///
    /// - Parameter place: of the entry; nil where the renditions are its own.
    private mutating func checkLabels(
        _ renditions: [RenditionTemplate], _ label: Located<LabelOptions>?, at place: SourceLocation?
    ) {
        guard let label, !label.value.isWritten else { return }
        for rendition in renditions where rendition.expect.value.requiresLabel {
            faults.error(
                at: place ?? rendition.expect.location,
                "\"label\" at \(label.location.line):\(label.location.column) is false, and \"expect\" of a rendition"
                    + " requires one")
        }
    }

    private mutating func rendition(_ node: JSONNode) -> RenditionTemplate? {
        if refusesCatalog(node) { return nil }
        let reader = object(node, "a rendition", allowed: Self.renditionKeys) { key in
            switch key {
            case "alt", "label": "beside \"renditions\""
            default: nil
            }
        }
        guard let reader else { return nil }
        if reader.isMissing("output") { faults.error(at: reader.offset, "\"output\" is missing") }
        let output = reader["output"].flatMap { renditionOutput($0) }
        let faultsBefore = faults.errorCount
        let form = form(reader, output?.format)
        let expect = reader["expect"].flatMap { self.expect($0, isRenditions: true) }
        if let expect, faults.errorCount == faultsBefore { check(expect, of: form, output?.format) }
        guard let output else { return nil }
        return RenditionTemplate(
            output: output.template, form: form,
            expect: expect ?? Located(.none, at: faults.location(node.offset)))
    }

    /// Asset catalogs have a place among renditions, and nothing here makes them: the other keys of such a one would be
    /// judged by what it is not.
    private mutating func refusesCatalog(_ node: JSONNode) -> Bool {
        let key = json.members(node)?.lazy.map(\.key).first { [json] in
            ["imageset", "appiconset"].contains(json.string($0))
        }
        guard let key else { return false }
        faults.error(
            at: key.offset, "unknown key \(quoted(key))",
            hint: "This version makes PNG, JPEG and WebP files, each by its \"output\", and no asset catalogs.")
        return true
    }

    private mutating func renditionOutput(
        _ node: JSONNode
    ) -> (template: Located<Template>, format: RenditionFormat)? {
        guard let (output, sample) = outputPath(node) else { return nil }
        if let format = RenditionFormat(extensionOf: sample) { return (output, format) }
        let isOnlyLarge = RenditionFormat(extensionOf: sample.lowercased()) != nil
        faults.error(
            at: output.location, "\"output\" \(quoted(node)) does not end in .png, .jpg, .jpeg or .webp",
            hint: isOnlyLarge
                ? "The extension is written in small letters."
                : "The extension is the format, and no variable can stand for it.")
        return nil
    }
}
