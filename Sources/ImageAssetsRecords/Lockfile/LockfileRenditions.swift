import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsText

/// Reads what was made of an image's asset, and which labels are in files.
extension LockfileReader {
    func renditions(_ node: JSONNode) throws(LockfileError) -> [PackagePath: LockedRendition] {
        guard let members = json.members(node) else { throw mismatch("an object", node) }
        var renditions: [PackagePath: LockedRendition] = [:]
        for member in members {
            let path = try path(member.key)
            guard renditions.updateValue(try rendition(member.value), forKey: path) == nil else {
                throw damaged("the rendition \(path) stands in it twice", at: member.key)
            }
        }
        return renditions
    }

    func labels(_ node: JSONNode) throws(LockfileError) -> Set<ProvenanceLabel> {
        var labels: Set<ProvenanceLabel> = []
        for element in try elements(node) {
            let text = try string(element)
            guard let label = ProvenanceLabel(rawValue: text) else {
                // Each kind of label came with a version of this tool, as each member did.
                throw newer(
                    "was written by a newer version: the label \(Diagnostic.quoted(text)) is unknown here", at: element)
            }
            guard labels.insert(label).inserted else {
                throw damaged("the label \(Diagnostic.quoted(text)) stands there twice", at: element)
            }
        }
        return labels
    }

    private func rendition(_ node: JSONNode) throws(LockfileError) -> LockedRendition {
        try check(node, keys: "accepted asset bytes fingerprint height labels placeholder recipe sha256 width")
        let recipe = try required(node, "recipe")
        return LockedRendition(
            recipe: try self.recipe(of: recipe),
            fingerprint: Fingerprint(try digest(required(node, "fingerprint"))),
            sha256: try digest(required(node, "sha256")),
            byteCount: try integer(required(node, "bytes"), in: 1...Int.max),
            picture: isContents(recipe) ? nil : try picture(node),
            kind: try kind(node)
        )
    }

    private func picture(_ node: JSONNode) throws(LockfileError) -> LockedRendition.Picture {
        LockedRendition.Picture(
            of: try digest(required(node, "asset")),
            width: try integer(required(node, "width"), in: 1...Int(Int32.max)),
            height: try integer(required(node, "height"), in: 1...Int(Int32.max)),
            labels: try labels(required(node, "labels")))
    }

    /// Whether it is of what Xcode reads of a set, which is no picture.
    private func isContents(_ recipe: JSONNode) -> Bool {
        json.member(recipe, "format").flatMap { json.string($0) } == CatalogContents.format
    }

    /// Only shown, but a member that is unknown here changes what is made all the same.
    private func recipe(of node: JSONNode) throws(LockfileError) -> JSONValue {
        try check(
            node,
            keys: """
                background cutout dark enlarge fit format height label lossless part platforms position quality \
                samples scales tinted trim width
                """)
        _ = try required(node, "format")
        return try object(node) { key, value throws(LockfileError) in
            switch key {
            case "cutout":
                try self.check(value, keys: "color inside tolerance")
                return try self.object(value, self.scalar)
            case "label":
                if self.json.boolean(value) == false { return .boolean(false) }
                try self.check(value, keys: "alt copyright credit digitalSourceType prompt system")
                return try self.object(value, self.scalar)
            case "platforms", "scales":
                var list: [JSONValue] = []
                for element in try self.elements(value) { list.append(try self.scalar(key, element)) }
                return .array(list)
            default: return try self.scalar(key, value)
            }
        }
    }

    private func object(
        _ node: JSONNode, _ read: (String, JSONNode) throws(LockfileError) -> JSONValue
    ) throws(LockfileError) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for member in json.members(node) ?? [] {
            let key = json.string(member.key) ?? ""
            members[key] = try read(key, member.value)
        }
        return .object(members)
    }

    private func scalar(_ key: String, _ node: JSONNode) throws(LockfileError) -> JSONValue {
        if let text = json.string(node) { return .string(text) }
        if let number = json.integer(node) { return .integer(number) }
        if let flag = json.boolean(node) { return .boolean(flag) }
        throw mismatch("a string, a whole number, true or false", node)
    }
}
