import ImageAssetsText

/// `except`.
extension ManifestParser {
    mutating func leaveOut(_ node: JSONNode, of variables: [Family.Variable], _ isLeft: inout [Bool]) {
        guard let nodes = list(node, "\"except\"", of: "objects") else { return }
        if nodes.count > Bounds.exceptions {
            faults.error(
                at: nodes[Bounds.exceptions].offset,
                "\(nodes.count) exceptions; an image has at most \(Bounds.exceptions)")
        }
        let indexes = variables.map { variable in
            Dictionary(variable.values.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
        }
        for node in nodes.prefix(Bounds.exceptions) {
            guard let chosen = exception(node, of: variables, indexes) else { continue }
            if !Self.leaveOut(chosen, of: variables, &isLeft) {
                faults.warning(
                    at: faults.location(node.offset), "this exception leaves out nothing that others do not")
            }
        }
    }

    /// For each variable the index of the value that it names; nil where it names none.
    private mutating func exception(
        _ node: JSONNode, of variables: [Family.Variable], _ indexes: [[String: Int]]
    ) -> [Int?]? {
        guard let members = json.members(node) else { return mismatch(node, "an exception", "an object") }
        if members.isEmpty {
            faults.error(at: node.offset, "this exception names no variable")
            return nil
        }
        var chosen = [Int?](repeating: nil, count: variables.count)
        var isRight = true
        for member in members {
            let name = json.string(member.key) ?? ""
            guard let variable = variables.firstIndex(where: { $0.name == name }) else {
                isRight = false
                faults.error(
                    at: member.key.offset, "\"each\" has no variable \(Diagnostic.quoted(name))",
                    hint: suggestion(name, variables.map(\.name)))
                continue
            }
            if chosen[variable] != nil {
                isRight = false
                faults.error(at: member.key.offset, "\(Diagnostic.quoted(name)) stands here a second time")
            }
            guard
                let id = json.string(member.value)
                    ?? mismatch(member.value, Diagnostic.quoted(name), "the id of a value")
            else {
                isRight = false
                continue
            }
            chosen[variable] = indexes[variable][id]
            if chosen[variable] == nil {
                isRight = false
                let ids = variables[variable].values.prefix(100).map(\.id)
                faults.error(
                    at: member.value.offset,
                    "this exception matches nothing: \(Diagnostic.quoted(name)) has no value \(Diagnostic.quoted(id))",
                    hint: NearestName.hint(id, among: ids)
                        ?? "Its values are \(ids.map { Diagnostic.unquoted($0) }.listed).")
            }
        }
        return isRight ? chosen : nil
    }

    /// Whether anything was left that it matches.
    private static func leaveOut(
        _ chosen: [Int?], of variables: [Family.Variable], _ isLeft: inout [Bool]
    ) -> Bool {
        let counts = variables.map(\.values.count)
        let strides = Family.strides(counts)
        var numbers = [0]
        for variable in variables.indices {
            let values = chosen[variable].map { $0...$0 } ?? 0...counts[variable] - 1
            var more: [Int] = []
            more.reserveCapacity(numbers.count * values.count)
            for number in numbers {
                for value in values { more.append(number + value * strides[variable]) }
            }
            numbers = more
        }
        var matches = false
        for number in numbers where isLeft[number] {
            isLeft[number] = false
            matches = true
        }
        return matches
    }
}
