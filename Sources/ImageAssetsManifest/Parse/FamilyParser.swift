import ImageAssetsText

/// `each`.
extension ManifestParser {
    /// Nil after a fault: then nobody knows which images there are.
    mutating func family(_ reader: ObjectReader, each: JSONNode, template: String) -> Family? {
        let faultsBefore = faults.errorCount
        let variables = self.variables(each)
        guard faults.errorCount == faultsBefore, let variables else {
            // Its values are known as far as they are right, and an exception of others would be told to be wrong.
            return nil
        }
        let counts = variables.map(\.values.count)
        let product = counts.reduce(1) { $0.multipliedReportingOverflow(by: $1).overflow ? .max : $0 * $1 }
        guard product <= Bounds.combinations - combinationCount else {
            faults.error(
                at: each.offset,
                "\"each\" makes \(product == .max ? "countless" : String(product)) combinations; at most "
                    + "\(Bounds.combinations) are looked at in a manifest",
                hint: "A manifest has at most \(Bounds.images) images.")
            return nil
        }
        combinationCount += product
        var isLeft = [Bool](repeating: true, count: product)
        if let except = reader["except"] { leaveOut(except, of: variables, &isLeft) }
        guard faults.errorCount == faultsBefore else { return nil }
        let numbers = isLeft.indices.filter { isLeft[$0] }
        if numbers.isEmpty {
            let left = product == 1 ? "out the only combination" : "none of the \(product) combinations"
            faults.error(at: each.offset, "\"except\" leaves \(left)")
            return nil
        }
        return Family(template: template, variables: variables, numbers: numbers)
    }

    // MARK: Variables

    private mutating func variables(_ node: JSONNode) -> [Family.Variable]? {
        guard let members = json.members(node) else { return mismatch(node, "\"each\"", "an object") }
        if members.isEmpty { faults.error(at: node.offset, "\"each\" has no variable") }
        if members.count > Bounds.variables {
            faults.error(
                at: members[Bounds.variables].key.offset,
                "\(members.count) variables; an image has at most \(Bounds.variables)")
        }
        var variables: [Family.Variable] = []
        var seen: [String: SourceLocation] = [:]
        for member in members.prefix(Bounds.variables) {
            let name = json.string(member.key) ?? ""
            let location = faults.location(member.key.offset)
            let isName = checkName(name, "variable", at: location, &seen)
            if isName, let fragment = fragments.first(where: { $0.name == name }) {
                faults.error(
                    at: location,
                    "the variable \(Diagnostic.quoted(name)) has the name of the fragment at \(fragment.location)",
                    hint: "Rename one of them: ${\(Diagnostic.unquoted(name))} could mean either.")
            }
            let values = self.values(member.value, of: name)
            if isName, let values {
                variables.append(Family.Variable(name: name, location: location, values: values))
            }
        }
        return variables
    }

    private mutating func values(_ node: JSONNode, of variable: String) -> [Family.Value]? {
        let what = "the variable \(Diagnostic.quoted(variable))"
        guard let nodes = list(node, what, of: "values") else { return nil }
        if nodes.isEmpty { faults.error(at: node.offset, "\(what) has no value") }
        if nodes.count > Bounds.images {
            faults.error(
                at: nodes[Bounds.images].offset, "\(what) has \(nodes.count) values; at most \(Bounds.images) are read")
        }
        var values: [Family.Value] = []
        var seen: [String: SourceLocation] = [:]
        for node in nodes.prefix(Bounds.images) {
            guard let value = value(node, of: what) else { continue }
            if let first = seen[value.id] {
                faults.twice(
                    at: value.location, "\(what) has the value \(Diagnostic.quoted(value.id))", first: first)
            } else {
                seen[value.id] = value.location
                values.append(value)
            }
        }
        return values
    }

    /// Its texts are literal: `${` means nothing in them.
    private mutating func value(_ node: JSONNode, of variable: String) -> Family.Value? {
        let location = faults.location(node.offset)
        if let text = json.string(node) { return Family.Value(id: text, members: [:], location: location) }
        guard let members = json.members(node) else {
            return mismatch(node, "a value of \(variable)", "a string or an object of strings")
        }
        let faultsBefore = faults.errorCount
        var texts: [String: String] = [:]
        var seen: [String: SourceLocation] = [:]
        for member in members {
            let name = json.string(member.key) ?? ""
            let isName = checkName(name, "member", at: faults.location(member.key.offset), &seen)
            let what = "the member \(Diagnostic.quoted(name))"
            let text = json.string(member.value) ?? mismatch(member.value, what, "a string")
            if isName, let text { texts[name] = text }
        }
        guard faults.errorCount == faultsBefore else { return nil }
        guard let id = texts["id"] else {
            let nearest = NearestName.of("id", among: texts.keys.sorted())
            faults.error(
                at: location, "a value of \(variable) has no \"id\"",
                hint: nearest.map { "Is \(Diagnostic.quoted($0)) meant to be it?" }
                    ?? "${…} without a member stands for it.")
            return nil
        }
        return Family.Value(id: id, members: texts, location: location)
    }
}
