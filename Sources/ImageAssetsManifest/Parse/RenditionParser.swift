import ImageAssetsModel
import ImageAssetsText

/// `renditions`.
extension ManifestParser {
    /// Those whose paths are right: they are held against other files beside the faults of others.
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
            let written = json.member(node, rendition.kind.key).flatMap { json.string($0) } ?? ""
            if let first = seen[written] {
                faults.error(
                    at: rendition.path.location,
                    "the \(rendition.kind.rawValue) \(Diagnostic.quoted(written)) is also that of the rendition at "
                        + "\(first)")
            } else {
                seen[written] = rendition.path.location
                renditions.append(rendition)
            }
        }
        checkFileCount(renditions)
        return renditions
    }

    /// A set counts as all its files.
    private mutating func checkFileCount(_ renditions: [RenditionTemplate]) {
        var count = 0
        var first: SourceLocation?
        for rendition in renditions {
            count += rendition.fileCount
            if count > Bounds.renditions { first = first ?? rendition.path.location }
        }
        guard let first else { return }
        faults.error(
            at: first,
            "the renditions are \(count) files, with those of sets; an image has at most \(Bounds.renditions)")
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
        renditionCount.all += count * renditions.reduce(0) { $0 + $1.fileCount }
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
                "\"label\" at \(label.location) is false, and \"expect\" of a rendition requires one")
        }
    }

    private mutating func rendition(_ node: JSONNode) -> RenditionTemplate? {
        let kinds = RenditionKind.allCases.filter { json.member(node, $0.key) != nil }
        let kind = kinds.count == 1 ? kinds.first : nil
        let reader = object(node, "a rendition", allowed: kind?.keys ?? RenditionKind.allKeys) { key in
            kind?.place(of: key)
        }
        guard let reader else { return nil }
        if kinds.isEmpty { tellMissing(reader) }
        if kinds.count > 1 { tellTwo(kinds, node) }
        let output = reader["output"].flatMap { renditionOutput($0) }
        let imageset = reader["imageset"].flatMap { setPath($0, .imageset) }
        let appiconset = reader["appiconset"].flatMap { setPath($0, .appiconset) }
        let faultsBefore = faults.errorCount
        let format = kind == nil || kind == .output ? output?.format : .png
        let form = form(reader, kind, format)
        let contents = contents(reader, kind)
        let dark = reader["dark"].flatMap { varyingName($0, "\"dark\"") }
        let tinted = reader["tinted"].flatMap { varyingName($0, "\"tinted\"") }
        if let contents, faults.errorCount == faultsBefore { checkPoints(form, contents, reader) }
        let expect = reader["expect"].flatMap { self.expect($0, isRenditions: true) }
        if let expect, faults.errorCount == faultsBefore {
            let set = contents.map { (contents: $0, name: writtenName(reader, kind)) }
            check(expect, of: form, set, format)
        }
        guard let kind, let path = output?.template ?? imageset ?? appiconset else { return nil }
        return RenditionTemplate(
            kind: kind, path: path, form: form, expect: expect ?? Located(.none, at: faults.location(node.offset)),
            contents: contents, dark: dark, tinted: tinted)
    }

    /// Of a set, before anything is filled in.
    private func writtenName(_ reader: ObjectReader, _ kind: RenditionKind?) -> String {
        let path = kind.flatMap { json.member(reader.node, $0.key) }.flatMap { json.string($0) } ?? ""
        let folder = path.split(separator: "/").last ?? ""
        return String(folder.dropLast(kind?.pathExtension?.count ?? 0))
    }

    // MARK: What it is

    private mutating func tellMissing(_ reader: ObjectReader) {
        guard reader.isMissing("output"), reader.isMissing("imageset"), reader.isMissing("appiconset") else { return }
        faults.error(
            at: reader.offset, "\"output\", \"imageset\" or \"appiconset\" is missing",
            hint: "One of them says what the rendition is, and where it goes.")
    }

    private mutating func tellTwo(_ kinds: [RenditionKind], _ node: JSONNode) {
        let last = kinds.compactMap { json.member(node, $0.key)?.offset }.max() ?? node.offset
        let words = kinds.map { "\"\($0.rawValue)\"" }
        faults.error(
            at: last, "\(words.listed) exclude each other", hint: "Make each of them a rendition of its own.")
    }

    private mutating func renditionOutput(
        _ node: JSONNode
    ) -> (template: Located<Template>, format: RenditionFormat)? {
        guard let (output, sample) = outputPath(node) else { return nil }
        if let format = RenditionFormat(extensionOf: sample) { return (output, format) }
        let isOnlyLarge = RenditionFormat(extensionOf: sample.lowercased()) != nil
        let set = RenditionKind.allCases.first { $0.pathExtension.map(sample.hasSuffix) ?? false }
        faults.error(
            at: output.location, "\"output\" \(quoted(node)) does not end in .png, .jpg, .jpeg or .webp",
            hint: isOnlyLarge
                ? "The extension is written in small letters."
                : set.map { "A set of an asset catalog is written \"\($0.rawValue)\": …" }
                    ?? "The extension is the format, and no variable can stand for it.")
        return nil
    }
}
