import ImageAssetsModel

/// A manifest as far as it could be understood, with all its faults.
package struct ParsedManifest {
    /// Nil when the service is unknown, or the text is no manifest at all.
    package var rules: ServiceRules?
    /// Requests that a run may send when its command line does not say.
    package var maximumRequests: Int?
    package var drafts: [EntryDraft] = []
    package var faults: FileDiagnostics

    /// Those that have no fault.
    package var entries: [ImageName: ImageEntry] {
        var entries: [ImageName: ImageEntry] = [:]
        entries.reserveCapacity(drafts.count)
        for draft in drafts {
            if let entry = draft.entry { entries[entry.name.value] = entry }
        }
        return entries
    }
}

/// Reads what a manifest says, without looking at any other file. A fault in one place hides none in another.
package struct ManifestParser {
    package static let version = 1

    static let topKeys: StaticString = "$schema version service maxRequests defaults images"
    static let defaultKeys: StaticString = "model size output parameters expect"
    static let imageKeys: StaticString =
        "name prompt promptFile references model size output parameters expect variant frozen"

    static func has(_ keys: StaticString, _ key: Substring) -> Bool { "\(keys)".split(separator: " ").contains(key) }

    /// The folder that the manifest lies in; nil for the package root.
    let folder: PackagePath?
    let json: JSONDocument
    var faults: FileDiagnostics
    var rules: ServiceRules? = .bettertoken
    private var maximumRequests: Int?

    package static func parse(_ source: SourceText, file: PackagePath) -> ParsedManifest {
        var faults = FileDiagnostics(source, file: file)
        do throws(JSONSyntaxError) {
            var parser = ManifestParser(folder: file.parent, json: try JSONDocument(source), faults: faults)
            let drafts = parser.document(parser.json.root)
            parser.faults.forgetSource()
            return ParsedManifest(
                rules: parser.rules, maximumRequests: parser.maximumRequests, drafts: drafts, faults: parser.faults)
        } catch {
            faults.add(error.diagnostic(file: file.text))
            return ParsedManifest(faults: faults)
        }
    }

    private init(folder: PackagePath?, json: JSONDocument, faults: FileDiagnostics) {
        self.folder = folder
        self.json = json
        self.faults = faults
    }

    private mutating func document(_ node: JSONNode) -> [EntryDraft] {
        // Of a newer manifest nothing else can be judged.
        guard node.kind != .object || checkVersion(node) else { return [] }
        let top = object(node, "the manifest", allowed: Self.topKeys) { key in
            guard Self.has(Self.imageKeys, key) else { return nil }
            return Self.has(Self.defaultKeys, key) ? "in \"defaults\" or in an image" : "in an image"
        }
        guard let top else { return [] }
        if let schema = top["$schema"] { _ = string(schema, "\"$schema\"") }
        if let service = top["service"] { readService(service) }
        if let node = top["maxRequests"] {
            maximumRequests = integer(node, "\"maxRequests\"", in: 0...Self.largestInteger)
        }
        let defaults = top["defaults"].map { self.defaults($0) } ?? EntryDefaults()
        guard let images = top["images"] else {
            if top.isMissing("images") { faults.error(at: node.offset, "\"images\" is missing") }
            return []
        }
        guard let nodes = list(images, "\"images\"", of: "objects") else { return [] }
        if nodes.count > Bounds.images {
            faults.error(
                at: nodes[Bounds.images].offset, "\(nodes.count) images; a manifest has at most \(Bounds.images)",
                hint: "Give some of them a manifest of their own.")
        }
        var drafts: [EntryDraft] = []
        drafts.reserveCapacity(min(nodes.count, Bounds.images))
        for node in nodes.prefix(Bounds.images) { drafts.append(image(node, defaults)) }
        return drafts
    }

    private mutating func checkVersion(_ node: JSONNode) -> Bool {
        guard let value = json.member(node, "version") else {
            let keys = (json.members(node) ?? []).compactMap { json.string($0.key) }
            if NearestName.of("version", among: keys) == nil {
                faults.error(at: node.offset, "\"version\" is missing", hint: "Write \"version\": \(Self.version).")
            }
            return true
        }
        guard let version = integer(value, "\"version\"", in: 1...Int.max) else { return true }
        if version <= Self.version { return true }
        faults.error(
            at: value.offset,
            "the manifest has version \(version); this tool reads versions up to \(Self.version)",
            hint: "Update swift-image-assets.")
        return false
    }

    private mutating func readService(_ node: JSONNode) {
        rules = nil
        guard let name = string(node, "\"service\"") else { return }
        rules = ServiceRules.all.first { $0.name == name.value }
        if rules == nil {
            let names = ServiceRules.all.map(\.name)
            faults.error(
                at: name.location, "unknown service \(Diagnostic.quoted(name.value))",
                hint: NearestName.hint(name.value, among: names) ?? "Known are \(names.joined(separator: ", ")).")
        }
    }
}
