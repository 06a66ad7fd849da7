import ImageAssetsPNG

extension Lockfile {
    /// How every message about damage begins.
    static let damage = "the lockfile is damaged: "

    /// Reads the text that `text(for:)` writes, strictly: whatever it does not know is a fault, never skipped.
    ///
    /// - Parameters:
    ///   - file: the lockfile's own path; the paths in it are relative to its folder.
    ///   - entries: the manifest's: a text that is the same in both is kept once.
    package init(
        parsing source: SourceText, file: PackagePath, sharing entries: [ImageName: ImageEntry] = [:]
    ) throws(Diagnostic) {
        let reader = LockfileReader(source: source, file: file, entries: entries)
        var entries: [ImageName: LockEntry] = [:]
        var fault: Diagnostic?
        let root: JSONNode
        do {
            root = try JSONNode(parsing: source, streaming: "images") { member in
                guard fault == nil else { return }
                do throws(Diagnostic) {
                    try reader.add(member, to: &entries)
                } catch {
                    fault = error
                }
            }
        } catch {
            throw reader.fault(error.message, at: error.offset)
        }
        try reader.checkVersion(root)
        // What else is wrong may be no fault in another version.
        _ = try reader.object(reader.members(of: root, known: ["images", "version"]).required("images"))
        if let fault { throw fault }
        images = entries
    }
}

/// Reads the parts of a lockfile, each fault with its place and the way out.
private struct LockfileReader {
    package let source: SourceText
    package let file: PackagePath
    package let entries: [ImageName: ImageEntry]

    package func fault(_ what: String, at offset: Int) -> Diagnostic {
        Diagnostic(
            file: file.text, at: source.location(at: offset), Lockfile.damage + what,
            hint: "Bring it back as it was committed (git checkout -- \(file)). Do not delete it: it says which images "
                + "are paid for."
        )
    }

    /// Each kind of member came with a version of this tool: one that it does not know is no damage.
    private func newer(_ member: JSONMember) -> Diagnostic {
        Diagnostic(
            file: file.text, at: source.location(at: member.keyOffset),
            "the lockfile was written by a newer version: the member \(Diagnostic.quoted(member.key)) is unknown here",
            hint: "Update swift-image-assets to the version that your team uses."
        )
    }

    package func checkVersion(_ root: JSONNode) throws(Diagnostic) {
        guard case .object(let members) = root.kind, let version = members.first(where: { $0.key == "version" })?.value
        else { throw fault("it has no version", at: root.offset) }
        guard case .integer(let number) = version.kind, number >= 1 else {
            throw fault("its version is \(version.kindName), not a whole number from 1", at: version.offset)
        }
        guard number <= Lockfile.version else {
            throw Diagnostic(
                file: file.text, at: source.location(at: version.offset),
                "the lockfile has version \(number); this tool reads versions up to \(Lockfile.version)",
                hint: "Update swift-image-assets to the version that your team uses."
            )
        }
    }

    package func add(_ member: JSONMember, to entries: inout [ImageName: LockEntry]) throws(Diagnostic) {
        let name: ImageName
        do {
            name = try ImageName(member.key)
        } catch {
            throw fault("\(Diagnostic.quoted(member.key)) is no name of an image", at: member.keyOffset)
        }
        guard entries.updateValue(try entry(member.value, name), forKey: name) == nil else {
            throw fault("the image \(name) stands in it twice", at: member.keyOffset)
        }
    }

    private func entry(_ node: JSONNode, _ name: ImageName) throws(Diagnostic) -> LockEntry {
        let known = entries[name]
        let entry = try members(
            of: node, known: ["accepted", "asset", "fingerprint", "inputs", "placeholder", "revisedPrompt"]
        )
        return LockEntry(
            recipe: try recipe(entry.required("inputs"), known),
            fingerprint: Fingerprint(try digest(entry.required("fingerprint"))),
            asset: try asset(entry.required("asset"), known),
            revisedPrompt: try entry.optional("revisedPrompt").map(string),
            isPlaceholder: try entry.optional("placeholder").map(boolean) ?? false,
            isAccepted: try entry.optional("accepted").map(boolean) ?? false
        )
    }

    private func recipe(_ node: JSONNode, _ known: ImageEntry?) throws(Diagnostic) -> Recipe {
        let inputs = try members(
            of: node, known: ["model", "operation", "parameters", "prompt", "references", "size", "variant"]
        )
        var parameters: [String: ParameterValue] = [:]
        if let node = inputs.optional("parameters") {
            for member in try object(node) {
                guard parameters.updateValue(try parameter(member.value), forKey: member.key) == nil else {
                    throw fault("the member \(Diagnostic.quoted(member.key)) stands there twice", at: member.keyOffset)
                }
            }
        }
        var references: [Input] = []
        if let node = inputs.optional("references") {
            let elements = try array(node)
            guard elements.count <= Bounds.references else {
                throw fault("it has \(elements.count) references of one image", at: node.offset)
            }
            for element in elements { references.append(try reference(element)) }
        }
        var lines: [String] = []
        for line in try array(inputs.required("prompt")) { lines.append(try string(line)) }
        var prompt = lines.count == 1 ? lines[0] : lines.joined(separator: "\n")
        if case .inline(let text)? = known?.prompt.value, text.isIdentical(to: prompt) { prompt = text }
        return Recipe(
            operation: try value(inputs.required("operation"), "operation", Operation.init(rawValue:)),
            model: try string(inputs.required("model")),
            prompt: prompt,
            size: try value(inputs.required("size"), "size", RequestedSize.init),
            parameters: parameters,
            references: references,
            variant: try inputs.optional("variant").map(integer)
        )
    }

    private func reference(_ node: JSONNode) throws(Diagnostic) -> Input {
        let reference = try members(of: node, known: ["path", "sha256", "type"])
        return Input(
            path: try path(reference.required("path")),
            sha256: try digest(reference.required("sha256")),
            type: try value(reference.required("type"), "media type", ReferenceType.init(rawValue:))
        )
    }

    private func asset(_ node: JSONNode, _ known: ImageEntry?) throws(Diagnostic) -> LockedAsset {
        let asset = try members(
            of: node,
            known: ["bitDepth", "blank", "bytes", "colorType", "height", "path", "sha256", "transparent", "width"]
        )
        var path = try path(asset.required("path"))
        if let output = known?.output.value, output == path { path = output }
        return LockedAsset(
            path: path,
            sha256: try digest(asset.required("sha256")),
            byteCount: try integer(asset.required("bytes"), in: 1...Int.max),
            facts: AssetFacts(
                width: try integer(asset.required("width"), in: 1...Int(Int32.max)),
                height: try integer(asset.required("height"), in: 1...Int(Int32.max)),
                bitDepth: try bitDepth(asset.required("bitDepth")),
                colorType: try value(asset.required("colorType"), "colour type", PNGColorType.init(rawValue:)),
                isTransparent: try asset.optional("transparent").map(boolean) ?? false,
                isBlank: try asset.optional("blank").map(boolean) ?? false
            )
        )
    }

    // MARK: Values

    private func parameter(_ node: JSONNode) throws(Diagnostic) -> ParameterValue {
        switch node.kind {
        case .string(let text): .string(text)
        case .integer(let number): .integer(number)
        case .boolean(let flag): .boolean(flag)
        default: throw fault("\(node.kindName) stands where a parameter's value belongs", at: node.offset)
        }
    }

    private func path(_ node: JSONNode) throws(Diagnostic) -> PackagePath {
        let text = try string(node)
        do throws(PackagePath.Fault) {
            return try PackagePath(text).inside(file.parent)
        } catch {
            throw fault(error.sentence(about: "the path \(Diagnostic.quoted(text))").message, at: node.offset)
        }
    }

    private func digest(_ node: JSONNode) throws(Diagnostic) -> SHA256Digest {
        try value(node, "SHA-256 digest", SHA256Digest.init(hex:))
    }

    private func value<Value>(
        _ node: JSONNode, _ what: String, _ make: (String) -> Value?
    ) throws(Diagnostic) -> Value {
        let text = try string(node)
        guard let value = make(text) else { throw fault("\(Diagnostic.quoted(text)) is no \(what)", at: node.offset) }
        return value
    }

    private func string(_ node: JSONNode) throws(Diagnostic) -> String {
        guard case .string(let text) = node.kind else { throw mismatch("a string", node) }
        return text
    }

    private func integer(_ node: JSONNode) throws(Diagnostic) -> Int {
        guard case .integer(let number) = node.kind else { throw mismatch("a whole number", node) }
        return number
    }

    private func integer(_ node: JSONNode, in range: ClosedRange<Int>) throws(Diagnostic) -> Int {
        let number = try integer(node)
        guard range.contains(number) else { throw fault("the number \(number) cannot stand here", at: node.offset) }
        return number
    }

    private func bitDepth(_ node: JSONNode) throws(Diagnostic) -> Int {
        let depth = try integer(node, in: 1...16)
        guard depth.nonzeroBitCount == 1 else { throw fault("\(depth) is no bit depth", at: node.offset) }
        return depth
    }

    private func boolean(_ node: JSONNode) throws(Diagnostic) -> Bool {
        guard case .boolean(let flag) = node.kind else { throw mismatch("true or false", node) }
        return flag
    }

    private func array(_ node: JSONNode) throws(Diagnostic) -> [JSONNode] {
        guard case .array(let elements) = node.kind else { throw mismatch("a list", node) }
        return elements
    }

    package func object(_ node: JSONNode) throws(Diagnostic) -> [JSONMember] {
        guard case .object(let members) = node.kind else { throw mismatch("an object", node) }
        return members
    }

    private func mismatch(_ wanted: String, _ node: JSONNode) -> Diagnostic {
        fault("\(node.kindName) stands where \(wanted) belongs", at: node.offset)
    }

    package func members(of node: JSONNode, known: [String]) throws(Diagnostic) -> Members {
        var values = [JSONNode?](repeating: nil, count: known.count)
        for member in try object(node) {
            guard let place = known.firstIndex(of: member.key) else {
                throw newer(member)
            }
            guard values[place] == nil else {
                throw fault("the member \"\(member.key)\" stands there twice", at: member.keyOffset)
            }
            values[place] = member.value
        }
        return Members(reader: self, node: node, known: known, values: values)
    }

    package struct Members {
        package let reader: LockfileReader
        package let node: JSONNode
        package let known: [String]
        /// In the order of `known`.
        package let values: [JSONNode?]

        func optional(_ key: String) -> JSONNode? {
            known.firstIndex(of: key).flatMap { values[$0] }
        }

        package func required(_ key: String) throws(Diagnostic) -> JSONNode {
            guard let value = optional(key) else {
                throw reader.fault("the member \"\(key)\" is missing", at: node.offset)
            }
            return value
        }
    }
}
