import ImageAssetsText

/// An object of the manifest whose keys are known: what stands there twice or should not stand there is reported once,
/// when it is made.
struct ObjectReader {
    let node: JSONNode
    private let json: JSONDocument
    /// Known keys that an unknown key was taken for: not to be called missing as well.
    private var suggested: Set<String> = []

    fileprivate init(_ node: JSONNode, in json: JSONDocument) {
        self.node = node
        self.json = json
    }

    var offset: Int { node.offset }

    subscript(key: StaticString) -> JSONNode? { json.member(node, key) }

    func isMissing(_ key: StaticString) -> Bool { self[key] == nil && !suggested.contains("\(key)") }
}

extension ManifestParser {
    /// - Parameters:
    ///   - allowed: keys, a space between them.
    ///   - elsewhere: says of keys that are known at another place of the manifest where that is.
    mutating func object(
        _ node: JSONNode, _ what: String, allowed: StaticString, elsewhere: (Substring) -> String? = { _ in nil }
    ) -> ObjectReader? {
        guard node.kind == .object else { return mismatch(node, what, "an object") }
        var reader = ObjectReader(node, in: json)
        if json.oddKey(node, known: allowed) != nil { reader.refuse(allowed, elsewhere, &faults) }
        return reader
    }
}

extension ObjectReader {
    fileprivate mutating func refuse(
        _ allowed: StaticString, _ elsewhere: (Substring) -> String?, _ faults: inout FileDiagnostics
    ) {
        let allowed = "\(allowed)".split(separator: " ").map(String.init)
        var first: [String: JSONNode] = [:]
        for member in json.members(node) ?? [] {
            let key = json.string(member.key) ?? ""
            let quoted = Diagnostic.quoted(key)
            if !allowed.contains(key) {
                if let place = elsewhere(key[...]) {
                    faults.error(at: member.key.offset, "\(quoted) cannot stand here", hint: "It belongs \(place).")
                    continue
                }
                let nearest = NearestName.of(key, among: allowed)
                if let nearest { suggested.insert(nearest) }
                faults.error(
                    at: member.key.offset, "unknown key \(quoted)",
                    hint: nearest.map { "Did you mean \(Diagnostic.quoted($0))?" }
                        ?? "Allowed here: \(allowed.joined(separator: ", ")).")
            } else if let other = first[key] {
                faults.twice(at: member.key, "the key \(quoted) stands here", first: other)
            } else {
                first[key] = member.key
            }
        }
    }
}
