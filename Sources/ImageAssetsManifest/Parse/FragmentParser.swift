import ImageAssetsModel
import ImageAssetsText

extension ManifestParser {
    mutating func readFragments(_ node: JSONNode) -> [Fragment] {
        guard let members = json.members(node) else { return mismatch(node, "\"fragments\"", "an object") ?? [] }
        if members.count > Bounds.fragments {
            faults.error(
                at: members[Bounds.fragments].key.offset,
                "\(members.count) fragments; a manifest has at most \(Bounds.fragments)")
        }
        var fragments: [Fragment] = []
        var seen: [String: SourceLocation] = [:]
        for member in members.prefix(Bounds.fragments) {
            let name = json.string(member.key) ?? ""
            let location = faults.location(member.key.offset)
            guard checkName(name, "fragment", at: location, &seen) else { continue }
            fragments.append(Fragment(name: name, location: location, text: fragment(member.value, name)))
        }
        return fragments
    }

    private mutating func fragment(_ node: JSONNode, _ name: String) -> Located<Fragment.Text>? {
        let what = "the fragment \(Diagnostic.quoted(name))"
        guard node.kind == .object else {
            let wanted = "a string, a list of lines or { \"file\": PATH }"
            return text(node, what, wanted).map { Located(.inline($0.template), at: $0.start) }
        }
        guard let reader = object(node, what, allowed: "file") else { return nil }
        guard let file = reader["file"] else {
            if reader.isMissing("file") { faults.error(at: node.offset, "\"file\" is missing") }
            return nil
        }
        return path(file, "\"file\"").map { Located(.file($0.value.inside(folder)), at: $0.location) }
    }

    /// Whether a variable, a fragment or a member can be called so.
    ///
    /// - Parameter seen: those before it, by their places.
    mutating func checkName(
        _ name: String, _ what: String, at location: SourceLocation, _ seen: inout [String: SourceLocation]
    ) -> Bool {
        if let first = seen.updateValue(location, forKey: name) {
            seen[name] = first
            faults.twice(at: location, "the \(what) \(Diagnostic.quoted(name)) stands here", first: first)
            return false
        }
        guard Template.isName(name) else {
            faults.error(
                at: location, "no \(what) can be called \(Diagnostic.quoted(name))", hint: Template.nameRule)
            return false
        }
        // A member is never written without its variable.
        if name == "name", what != "member" {
            faults.error(
                at: location, "no \(what) can be called \"name\"", hint: "${name} stands for the image's own name.")
            return false
        }
        return true
    }
}
