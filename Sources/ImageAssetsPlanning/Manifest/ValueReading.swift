/// Values of the kinds that the manifest has. Each is nil after its fault was reported.
extension FileDiagnostics {
    /// The largest whole number that every reader of JSON keeps exactly.
    static let largestInteger = 9_007_199_254_740_991

    mutating func string(_ node: JSONNode, _ what: String) -> Located<String>? {
        guard case .string(let text) = node.kind else { return mismatch(node, what, "a string") }
        return Located(text, at: location(node.offset))
    }

    mutating func boolean(_ node: JSONNode, _ what: String) -> Bool? {
        guard case .boolean(let value) = node.kind else { return mismatch(node, what, "true or false") }
        return value
    }

    mutating func integer(
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

    mutating func list(_ node: JSONNode, _ what: String, of elements: String) -> [JSONNode]? {
        guard case .array(let nodes) = node.kind else { return mismatch(node, what, "a list of \(elements)") }
        return nodes
    }

    mutating func object(_ node: JSONNode, _ what: String) -> [JSONMember]? {
        guard case .object(let members) = node.kind else { return mismatch(node, what, "an object") }
        return members
    }

    /// A path as it is written: relative to the manifest's folder.
    mutating func path(_ node: JSONNode, _ what: String) -> Located<PackagePath>? {
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

extension PackagePath.Fault {
    package func sentence(about path: String) -> (message: String, hint: String?) {
        switch self {
        case .empty: ("\(path) is empty", nil)
        case .absolute: ("\(path) is absolute", "Paths are relative to the manifest's folder.")
        case .emptyPart: ("\(path) has an empty part", "One slash stands between two names, and none at the end.")
        case .dotPart(".."): ("\(path) leads upwards", "Files lie in the manifest's folder or below it.")
        case .dotPart("."): ("\(path) has a part that is only a dot", "Leave it out.")
        case .dotPart(let part):
            ("\(path) has the part \(Diagnostic.quoted(part)), which begins with a dot", "Hidden files are never used.")
        case .character("\\"): ("\(path) has a backslash", "Names are separated by /.")
        case .character(let scalar): ("\(path) has the \(scalar.kindInPath) \(Diagnostic.visible(scalar))", nil)
        case .colon: ("\(path) begins with a colon", "Git and other tools take such a path for an instruction.")
        case .tooLong(let bytes):
            ("\(path) has \(bytes) bytes; a path has at most \(Bounds.pathBytes)", nil)
        case .tooDeep(let parts):
            ("\(path) has \(parts) parts; a path has at most \(Bounds.parts)", nil)
        case .partTooLong(let bytes):
            ("\(path) has a part of \(bytes) bytes; file systems take at most \(Bounds.partBytes)", nil)
        }
    }
}

extension Unicode.Scalar {
    /// Of one that no path may hold.
    fileprivate var kindInPath: String {
        switch properties.generalCategory {
        case .format: "invisible character"
        case .lineSeparator, .paragraphSeparator: "line separator"
        default: "control character"
        }
    }
}
