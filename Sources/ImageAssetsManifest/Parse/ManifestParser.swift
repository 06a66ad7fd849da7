import ImageAssetsModel
import ImageAssetsText

/// A manifest as far as it could be understood, with all its faults.
package struct ParsedManifest {
    /// Nil when the service is unknown, or the text is no manifest at all.
    package var rules: ServiceRules?
    /// Requests that a run may send when its command line does not say.
    package var maximumRequests: Int?
    package var spending = SpendingRules()
    package var swiftNames: SwiftNames?
    /// In the order of the file.
    package var fragments: [Fragment] = []
    package var drafts: [EntryDraft] = []
    /// Whether the drafts are all images: an entry whose `each` is wrong has none.
    package var hasAllImages = true
    package var faults: FileDiagnostics
    /// The families, and which of their variables are used by anything but a prompt.
    package var families: [(family: Family, used: Set<Int>)] = []

    /// Of fragments that stand in files of their own.
    package var fragmentFiles: [PackagePath] { fragments.compactMap { $0.file?.value } }
}

/// Reads what a manifest says, without looking at any other file. A fault in one place hides none in another.
package struct ManifestParser {
    static let version = 1

    static let topKeys: StaticString =
        "$schema version service maxRequests maxCost prices swift fragments defaults images"
    static let defaultKeys: StaticString = "model size output parameters expect label renditions"
    static let imageKeys: StaticString =
        """
        name each except prompt promptFile references mask model size output parameters expect variant frozen alt \
        label renditions
        """

    static func has(_ keys: StaticString, _ key: Substring) -> Bool { "\(keys)".split(separator: " ").contains(key) }

    /// The folder that the manifest lies in; nil for the package root.
    let folder: PackagePath?
    let json: JSONDocument
    var faults: FileDiagnostics
    var rules: ServiceRules? = .bettertoken
    var fragments: [Fragment] = []
    /// Those that families made so far.
    var combinationCount = 0
    /// Those of all images so far, and of which entry they became too many.
    var renditionCount: (all: Int, tooMany: SourceLocation?) = (0, nil)
    private var hasAllImages = true
    private var maximumRequests: Int?
    private var names: SwiftNames?
    private var spending = SpendingRules()

    package static func parse(_ source: SourceText, file: PackagePath) -> ParsedManifest {
        Expander.expand(templates(source, file: file))
    }

    /// What is written, before anything is filled in.
    static func templates(_ source: SourceText, file: PackagePath) -> ManifestTemplate {
        var faults = FileDiagnostics(source, file: file)
        do throws(JSONSyntaxError) {
            var parser = ManifestParser(folder: file.parent, json: try JSONDocument(source), faults: faults)
            let entries = parser.document(parser.json.root)
            parser.faults.forgetSource()
            return ManifestTemplate(
                rules: parser.rules, maximumRequests: parser.maximumRequests, spending: parser.spending,
                swiftNames: parser.names,
                folder: parser.folder,
                fragments: parser.fragments, entries: entries, hasAllImages: parser.hasAllImages, faults: parser.faults)
        } catch {
            faults.add(error.diagnostic(file: file.text))
            return ManifestTemplate(rules: nil, folder: file.parent, hasAllImages: false, faults: faults)
        }
    }

    private init(folder: PackagePath?, json: JSONDocument, faults: FileDiagnostics) {
        self.folder = folder
        self.json = json
        self.faults = faults
    }

    private mutating func document(_ node: JSONNode) -> [EntryTemplate] {
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
        if let node = top["swift"] { names = swiftNames(node) }
        spending = SpendingRules(
            prices: top["prices"].flatMap { readPrices($0) },
            maximumCost: top["maxCost"].flatMap { readMaximumCost($0) })
        if let node = top["fragments"] { fragments = readFragments(node) }
        let defaults = top["defaults"].map { self.defaults($0) } ?? EntryDefaults()
        guard let images = top["images"] else {
            if top.isMissing("images") { faults.error(at: node.offset, "\"images\" is missing") }
            return []
        }
        guard let nodes = list(images, "\"images\"", of: "objects") else { return [] }
        return entries(nodes, defaults)
    }

    /// As many as make no more images than a manifest has.
    private mutating func entries(_ nodes: [JSONNode], _ defaults: EntryDefaults) -> [EntryTemplate] {
        var entries: [EntryTemplate] = []
        entries.reserveCapacity(min(nodes.count, Bounds.images))
        var count = 0
        var first: JSONNode?
        for node in nodes.prefix(Bounds.images) {
            let entry = entry(node, defaults)
            count += entry?.family?.numbers.count ?? 1
            if count > Bounds.images { first = first ?? node }
            if let entry, count <= Bounds.images {
                entries.append(entry)
            } else {
                hasAllImages = false
            }
        }
        if nodes.count > Bounds.images {
            count += nodes.count - Bounds.images
            first = first ?? nodes[Bounds.images]
            hasAllImages = false
        }
        if let first {
            faults.error(
                at: first.offset, "\(count) images; a manifest has at most \(Bounds.images)",
                hint: "Give some of them a manifest of their own.")
        }
        if let place = renditionCount.tooMany {
            faults.error(
                at: place, "\(renditionCount.all) renditions; a manifest has at most \(Bounds.allRenditions)",
                hint: "Give some of the images a manifest of their own.")
        }
        return entries
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
