/// A JSON value by itself, to be written, or as it was read where nobody asks for its place. Numbers of the tool's own
/// are whole: nothing that it writes needs others.
package enum JSONValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// Any other number, as it was written where it was read.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// In any order: members are sorted when they are written. Keys are unique, and `object(_:)` sorts by them, so that
    /// equal objects are equal values.
    case object([Member])

    package struct Member: Sendable, Hashable {
        package let key: String
        package let value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// What was read. Of members with the same key the last one counts, as in most readers.
    package init(parsing source: SourceText) throws(JSONSyntaxError) {
        let json = try JSONDocument(source)
        self.init(json, json.root)
    }

    private init(_ json: JSONDocument, _ node: JSONNode) {
        switch node.kind {
        case .null: self = .null
        case .boolean: self = .boolean(json.boolean(node) ?? false)
        case .number: self = json.integer(node).map { .integer($0) } ?? .number(json.number(node))
        case .string: self = .string(json.string(node) ?? "")
        case .array: self = .array((json.elements(node) ?? []).map { JSONValue(json, $0) })
        case .object:
            let members = (json.members(node) ?? []).map { (json.string($0.key) ?? "", JSONValue(json, $0.value)) }
            self = .object(Dictionary(members) { _, last in last })
        }
    }

    package static func object(_ members: [String: JSONValue]) -> JSONValue {
        .object(members.map { Member($0.key, $0.value) }.sorted { $0.key < $1.key })
    }
}

extension JSONValue {
    /// A member's value; nil also for what is no object.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    package var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}
