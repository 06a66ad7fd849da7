import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem
import ImageAssetsText

extension Lockfile {
    /// Reads the text that `text(for:)` writes, strictly: whatever it does not know is a fault, never skipped.
    ///
    /// - Parameter file: the lockfile's own path; the paths in it are relative to its folder.
    package init(parsing source: SourceText, file: PackagePath) throws(LockfileError) {
        let reader: LockfileReader
        do throws(JSONSyntaxError) {
            reader = LockfileReader(json: try JSONDocument(source), file: file)
        } catch {
            throw LockfileError(file, .damaged(error.message, at: error.location))
        }
        images = try reader.images()
    }
}

/// Reads the parts of a lockfile, each fault with its place and the way out.
struct LockfileReader {
    let json: JSONDocument
    let file: PackagePath

    func damaged(_ what: String, at node: JSONNode) -> LockfileError {
        LockfileError(file, .damaged(what, at: json.source.location(at: node.offset)))
    }

    func mismatch(_ wanted: String, _ node: JSONNode) -> LockfileError {
        damaged("\(json.kindName(node)) stands where \(wanted) belongs", at: node)
    }

    func newer(_ what: String, at node: JSONNode) -> LockfileError {
        LockfileError(file, .newer(what, at: json.source.location(at: node.offset)))
    }

    func images() throws(LockfileError) -> [ImageName: LockEntry] {
        try checkVersion(json.root)
        // What else is wrong may be no fault in another version.
        try check(json.root, keys: "images version")
        let node = try required(json.root, "images")
        guard let members = json.members(node) else { throw mismatch("an object", node) }
        var images: [ImageName: LockEntry] = [:]
        images.reserveCapacity(members.count)
        for member in members {
            let name = try name(member.key)
            guard images.updateValue(try entry(member.value), forKey: name) == nil else {
                throw damaged("the image \(name) stands in it twice", at: member.key)
            }
        }
        return images
    }

    private func name(_ node: JSONNode) throws(LockfileError) -> ImageName {
        let text = try string(node)
        guard let name = try? ImageName(text) else {
            throw damaged("\(Diagnostic.quoted(text)) is no name of an image", at: node)
        }
        return name
    }

    private func checkVersion(_ root: JSONNode) throws(LockfileError) {
        guard let version = json.member(root, "version") else { throw damaged("it has no version", at: root) }
        guard let number = json.integer(version), number >= 1 else {
            throw damaged("its version is \(json.kindName(version)), not a whole number from 1", at: version)
        }
        guard number <= Lockfile.version else {
            throw newer("has version \(number); this tool reads versions up to \(Lockfile.version)", at: version)
        }
    }

    private func entry(_ node: JSONNode) throws(LockfileError) -> LockEntry {
        try check(node, keys: "accepted asset fingerprint inputs labels placeholder renditions revisedPrompt")
        return LockEntry(
            recipe: try recipe(required(node, "inputs")),
            fingerprint: Fingerprint(try digest(required(node, "fingerprint"))),
            asset: try asset(required(node, "asset"), labels: optional(node, "labels", labels)),
            revisedPrompt: try optional(node, "revisedPrompt", string),
            kind: try kind(node),
            renditions: try optional(node, "renditions", renditions) ?? [:]
        )
    }

    func kind(_ node: JSONNode) throws(LockfileError) -> LockedKind {
        let isAccepted = try optional(node, "accepted", boolean) == true
        guard try optional(node, "placeholder", boolean) == true else { return isAccepted ? .accepted : .made }
        // Nothing writes that. Taken for the one it would be paid for, for the other somebody's work would go.
        if isAccepted { throw damaged("the entry is marked as accepted and as a placeholder", at: node) }
        return .placeholder
    }

    private func recipe(_ node: JSONNode) throws(LockfileError) -> Recipe {
        try check(node, keys: "mask model operation parameters prompt references size variant")
        let parameters = try optional(node, "parameters", parameters) ?? [:]
        let references = try optional(node, "references", references) ?? []
        let prompt = try prompt(required(node, "prompt"))
        return Recipe(
            operation: try value(required(node, "operation"), "operation", Operation.init(rawValue:)),
            model: try string(required(node, "model")),
            prompt: prompt,
            size: try value(required(node, "size"), "size", RequestedSize.init),
            parameters: parameters,
            references: references,
            mask: try optional(node, "mask", picture),
            variant: try optional(node, "variant", integer)
        )
    }

    private func prompt(_ node: JSONNode) throws(LockfileError) -> String {
        let lines = try elements(node)
        if lines.count == 1 { return try string(lines[0]) }
        var prompt = ""
        for (index, line) in lines.enumerated() { prompt += try (index == 0 ? "" : "\n") + string(line) }
        return prompt
    }

    private func parameters(_ node: JSONNode) throws(LockfileError) -> [String: ParameterValue] {
        guard let members = json.members(node) else { throw mismatch("an object", node) }
        var parameters: [String: ParameterValue] = [:]
        for member in members {
            let key = json.string(member.key) ?? ""
            guard parameters.updateValue(try parameter(member.value), forKey: key) == nil else {
                throw damaged("the member \(Diagnostic.quoted(key)) stands there twice", at: member.key)
            }
        }
        return parameters
    }

    private func references(_ node: JSONNode) throws(LockfileError) -> [Input] {
        let elements = try elements(node)
        guard elements.count <= Bounds.references else {
            throw damaged("it has \(elements.count) references of one image", at: node)
        }
        var references: [Input] = []
        for element in elements { references.append(try picture(element)) }
        return references
    }

    private func picture(_ node: JSONNode) throws(LockfileError) -> Input {
        try check(node, keys: "image path sha256 type")
        return Input(
            path: try path(required(node, "path")),
            of: try optional(node, "image", name),
            sha256: try digest(required(node, "sha256")),
            type: try value(required(node, "type"), "media type", ReferenceType.init(rawValue:))
        )
    }

    private func asset(
        _ node: JSONNode, labels: Set<ProvenanceLabel>?
    ) throws(LockfileError) -> LockedAsset {
        try check(node, keys: "bitDepth blank bytes colorType height path sha256 transparent width")
        return LockedAsset(
            path: try path(required(node, "path")),
            sha256: try digest(required(node, "sha256")),
            byteCount: try integer(required(node, "bytes"), in: 1...Int.max),
            facts: AssetFacts(
                width: try integer(required(node, "width"), in: 1...Int(Int32.max)),
                height: try integer(required(node, "height"), in: 1...Int(Int32.max)),
                bitDepth: try bitDepth(required(node, "bitDepth")),
                colorType: try value(required(node, "colorType"), "colour type", PNGColorType.init(rawValue:)),
                isTransparent: try optional(node, "transparent", boolean) ?? false,
                isBlank: try optional(node, "blank", boolean) ?? false,
                labels: labels
            )
        )
    }

    // MARK: Members

    /// Refuses an object that has a key twice, or another than these.
    func check(_ node: JSONNode, keys known: StaticString) throws(LockfileError) {
        guard node.kind == .object else { throw mismatch("an object", node) }
        guard let odd = json.oddKey(node, known: known) else { return }
        let key = json.string(odd) ?? ""
        if "\(known)".split(separator: " ").contains(key[...]) {
            throw damaged("the member \"\(key)\" stands there twice", at: odd)
        }
        // Each kind of member came with a version of this tool: one that it does not know is no damage.
        throw newer("was written by a newer version: the member \(Diagnostic.quoted(key)) is unknown here", at: odd)
    }

    func required(_ node: JSONNode, _ key: StaticString) throws(LockfileError) -> JSONNode {
        guard let value = json.member(node, key) else { throw damaged("the member \"\(key)\" is missing", at: node) }
        return value
    }

    func optional<Value>(
        _ node: JSONNode, _ key: StaticString, _ read: (JSONNode) throws(LockfileError) -> Value
    ) throws(LockfileError) -> Value? {
        guard let value = json.member(node, key) else { return nil }
        return try read(value)
    }

    // MARK: Values

    private func parameter(_ node: JSONNode) throws(LockfileError) -> ParameterValue {
        if let text = json.string(node) { return .string(text) }
        if let number = json.integer(node) { return .integer(number) }
        if let flag = json.boolean(node) { return .boolean(flag) }
        throw damaged("\(json.kindName(node)) stands where a parameter's value belongs", at: node)
    }

    func path(_ node: JSONNode) throws(LockfileError) -> PackagePath {
        let text = try string(node)
        do throws(PackagePath.Fault) {
            return try PackagePath(text).inside(file.parent)
        } catch {
            throw damaged(error.sentence(about: "the path \(Diagnostic.quoted(text))").message, at: node)
        }
    }

    func digest(_ node: JSONNode) throws(LockfileError) -> SHA256Digest {
        if let digest = json.bytes(node).flatMap({ SHA256Digest(hex: $0) }) { return digest }
        return try value(node, "SHA-256 digest", SHA256Digest.init(hex:))
    }

    private func value<Value>(
        _ node: JSONNode, _ what: String, _ make: (String) -> Value?
    ) throws(LockfileError) -> Value {
        let text = try string(node)
        guard let value = make(text) else { throw damaged("\(Diagnostic.quoted(text)) is no \(what)", at: node) }
        return value
    }

    func string(_ node: JSONNode) throws(LockfileError) -> String {
        guard let text = json.string(node) else { throw mismatch("a string", node) }
        return text
    }

    private func integer(_ node: JSONNode) throws(LockfileError) -> Int {
        guard let number = json.integer(node) else { throw mismatch("a whole number", node) }
        return number
    }

    func integer(_ node: JSONNode, in range: ClosedRange<Int>) throws(LockfileError) -> Int {
        let number = try integer(node)
        guard range.contains(number) else { throw damaged("the number \(number) cannot stand here", at: node) }
        return number
    }

    private func bitDepth(_ node: JSONNode) throws(LockfileError) -> Int {
        let depth = try integer(node, in: 1...16)
        guard depth.nonzeroBitCount == 1 else { throw damaged("\(depth) is no bit depth", at: node) }
        return depth
    }

    func boolean(_ node: JSONNode) throws(LockfileError) -> Bool {
        guard let flag = json.boolean(node) else { throw mismatch("true or false", node) }
        return flag
    }

    func elements(_ node: JSONNode) throws(LockfileError) -> [JSONNode] {
        guard let elements = json.elements(node) else { throw mismatch("a list", node) }
        return elements
    }
}
