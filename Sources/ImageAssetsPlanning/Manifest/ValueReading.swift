import ImageAssetsModel

/// Values of the kinds that the manifest has. Each is nil after its fault was reported.
extension FileDiagnostics {
    /// The largest whole number that every reader of JSON keeps exactly.
    static let largestInteger = 9_007_199_254_740_991

    package mutating func string(_ node: JSONNode, _ what: String) -> Located<String>? {
        guard case .string(let text) = node.kind else { return mismatch(node, what, "a string") }
        return Located(text, at: location(node.offset))
    }

    package mutating func boolean(_ node: JSONNode, _ what: String) -> Bool? {
        guard case .boolean(let value) = node.kind else { return mismatch(node, what, "true or false") }
        return value
    }

    package mutating func integer(
        _ node: JSONNode, _ what: String, in range: ClosedRange<Int> = -largestInteger...largestInteger
    ) -> Int? {
        switch node.kind {
        case .integer(let value) where range.contains(value): return value
        case .integer(let value) where value < range.lowerBound:
            error(at: node.offset, "\(what) must be at least \(range.lowerBound), and is \(value)")
            return nil
        case .integer(let value):
            error(at: node.offset, "\(what) must be at most \(range.upperBound), and is \(value)")
            return nil
        default: return mismatch(node, what, "a whole number")
        }
    }

    package mutating func list(_ node: JSONNode, _ what: String, of elements: String) -> [JSONNode]? {
        guard case .array(let nodes) = node.kind else { return mismatch(node, what, "a list of \(elements)") }
        return nodes
    }

    package mutating func object(_ node: JSONNode, _ what: String) -> [JSONMember]? {
        guard case .object(let members) = node.kind else { return mismatch(node, what, "an object") }
        return members
    }

    /// A path as it is written: relative to the manifest's folder.
    package mutating func path(_ node: JSONNode, _ what: String) -> Located<PackagePath>? {
        guard let text = string(node, what) else { return nil }
        do {
            return Located(try PackagePath(text.value), at: text.location)
        } catch {
            let (message, hint) = error.sentence(about: "\(what) \(Diagnostic.quoted(text.value))")
            self.error(at: text.location, message, hint: hint)
            return nil
        }
    }

    mutating func mismatch<Value>(_ node: JSONNode, _ what: String, _ wanted: String) -> Value? {
        let hint = node.kind == .null ? "Leave it out." : nil
        error(at: node.offset, "\(what) must be \(wanted), not \(node.kindName)", hint: hint)
        return nil
    }
}
