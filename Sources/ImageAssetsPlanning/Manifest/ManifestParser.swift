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

    /// Nil when there is any fault.
    package var manifest: Manifest? {
        let images = drafts.compactMap(\.entry)
        guard let rules, images.count == drafts.count, faults.errorCount == 0
        else { return nil }
        return Manifest(rules: rules, images: images)
    }
}

/// Reads what a manifest says, without looking at any other file. A fault in one place hides none in another.
package struct ManifestParser {
    package static let version = 1

    static let topKeys = ["$schema", "version", "service", "maxRequests", "defaults", "images"]
    static let defaultKeys = ["model", "size", "output", "parameters", "expect"]
    static let imageKeys =
        ["name", "prompt", "promptFile", "references"] + defaultKeys + ["variant", "frozen"]

    /// The folder that the manifest lies in; nil for the package root.
    package let folder: PackagePath?
    package var faults: FileDiagnostics
    package var rules: ServiceRules?
    package var maximumRequests: Int?
    /// Sizes that were read before: most images share a few.
    var rightSizes: [String: RequestedSize] = [:]

    package static func parse(_ source: SourceText, file: PackagePath) -> ParsedManifest {
        var parser = ManifestParser(
            folder: file.parent, faults: FileDiagnostics(source, file: file), rules: .bettertoken)
        do throws(JSONSyntaxError) {
            let drafts = parser.document(try JSONNode(parsing: source))
            parser.faults.forgetSource()
            return ParsedManifest(
                rules: parser.rules, maximumRequests: parser.maximumRequests, drafts: drafts, faults: parser.faults)
        } catch {
            parser.faults.add(error.diagnostic(file: file.text))
            return ParsedManifest(faults: parser.faults)
        }
    }

    private mutating func document(_ node: JSONNode) -> [EntryDraft] {
        guard let members = faults.object(node, "the manifest") else { return [] }
        // Of a newer manifest nothing else can be judged.
        guard checkVersion(members, of: node) else { return [] }
        let elsewhere = Dictionary(
            uniqueKeysWithValues: Self.imageKeys.map {
                ($0, Self.defaultKeys.contains($0) ? "in \"defaults\" or in an image" : "in an image")
            })
        let top = ObjectReader(members, at: node.offset, allowed: Self.topKeys, elsewhere: elsewhere, &faults)
        if let schema = top["$schema"] { _ = faults.string(schema, "\"$schema\"") }
        if let service = top["service"] { readService(service) }
        if let node = top["maxRequests"] {
            maximumRequests = faults.integer(node, "\"maxRequests\"", in: 0...FileDiagnostics.largestInteger)
        }
        let defaults = top["defaults"].map { self.defaults($0) } ?? EntryDefaults()
        guard let images = top["images"] else {
            if top.isMissing("images") { faults.error(at: node.offset, "\"images\" is missing") }
            return []
        }
        guard let nodes = faults.list(images, "\"images\"", of: "objects") else { return [] }
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

    private mutating func checkVersion(_ members: [JSONMember], of node: JSONNode) -> Bool {
        guard let member = members.first(where: { $0.key == "version" }) else {
            if NearestName.of("version", among: members.map(\.key)) == nil {
                faults.error(at: node.offset, "\"version\" is missing", hint: "Write \"version\": \(Self.version).")
            }
            return true
        }
        guard let version = faults.integer(member.value, "\"version\"", in: 1...Int.max) else { return true }
        if version <= Self.version { return true }
        faults.error(
            at: member.value.offset,
            "the manifest has version \(version); this tool reads versions up to \(Self.version)",
            hint: "Update swift-image-assets.")
        return false
    }

    private mutating func readService(_ node: JSONNode) {
        rules = nil
        guard let name = faults.string(node, "\"service\"") else { return }
        rules = ServiceRules.all.first { $0.name == name.value }
        if rules == nil {
            let names = ServiceRules.all.map(\.name)
            faults.error(
                at: name.location, "unknown service \(Diagnostic.quoted(name.value))",
                hint: NearestName.hint(name.value, among: names) ?? "Known are \(names.joined(separator: ", ")).")
        }
    }
}
