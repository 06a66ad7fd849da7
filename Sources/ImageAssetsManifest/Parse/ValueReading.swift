import ImageAssetsModel
import ImageAssetsText

/// Values of the kinds that the manifest has. Each is nil after its fault was reported.
extension ManifestParser {
    /// The largest whole number that every reader of JSON keeps exactly.
    static let largestInteger = 9_007_199_254_740_991

    /// A text in which nothing is filled in: `${` is an error, as whoever writes it means something by it.
    mutating func string(_ node: JSONNode, _ what: String) -> Located<String>? {
        guard let text = json.string(node) else { return mismatch(node, what, "a string") }
        let location = faults.location(node.offset)
        if json.mayHoldNames(node), TemplateScan.parts(of: text) != nil {
            faults.error(at: location, "\(what) cannot hold ${…}", hint: Self.fieldsWithNames)
            return nil
        }
        return Located(text, at: location)
    }

    private static let fieldsWithNames =
        "Variables stand in prompts, names, paths and \"alt\", and nowhere else."

    mutating func boolean(_ node: JSONNode, _ what: String) -> Bool? {
        json.boolean(node) ?? mismatch(node, what, "true or false")
    }

    mutating func integer(
        _ node: JSONNode, _ what: String, in range: ClosedRange<Int> = -largestInteger...largestInteger
    ) -> Int? {
        guard let value = json.integer(node) else { return mismatch(node, what, "a whole number") }
        if range.contains(value) { return value }
        let bound = value < range.lowerBound ? "at least \(range.lowerBound)" : "at most \(range.upperBound)"
        faults.error(at: node.offset, "\(what) must be \(bound), and is \(value)")
        return nil
    }

    mutating func list(_ node: JSONNode, _ what: String, of elements: String) -> [JSONNode]? {
        json.elements(node) ?? mismatch(node, what, "a list of \(elements)")
    }

    /// A path as it is written: relative to the manifest's folder.
    mutating func path(_ node: JSONNode, _ what: String) -> Located<PackagePath>? {
        guard let text = string(node, what) else { return nil }
        do {
            return Located(try PackagePath(text.value), at: text.location)
        } catch {
            let (message, hint) = error.sentence(about: "\(what) \(Diagnostic.quoted(text.value))")
            faults.error(at: text.location, message, hint: hint)
            return nil
        }
    }

    mutating func word<Word: RawRepresentable<String> & CaseIterable>(_ node: JSONNode, _ what: String) -> Word? {
        word(node, what, among: Word.allCases.map(\.rawValue)).flatMap(Word.init)
    }

    mutating func word(_ node: JSONNode, _ what: String, among words: [String]) -> String? {
        guard let text = string(node, what) else { return nil }
        if words.contains(text.value) { return text.value }
        faults.error(
            at: text.location, "\(what) cannot be \(Diagnostic.quoted(text.value))",
            hint: suggestion(text.value, words))
        return nil
    }

    mutating func mismatch<Value>(_ node: JSONNode, _ what: String, _ wanted: String) -> Value? {
        let hint = node.kind == .null ? "Leave it out." : nil
        faults.error(at: node.offset, "\(what) must be \(wanted), not \(json.kindName(node))", hint: hint)
        return nil
    }
}
