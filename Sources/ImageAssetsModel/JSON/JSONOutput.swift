/// A JSON value to be written. Numbers of the tool's own are whole: nothing that it writes needs others.
package enum JSONOutput: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// Any other number, as it was written where it was read.
    case number(String)
    case string(String)
    case array([JSONOutput])
    /// In any order: members are sorted when they are written. Keys are unique.
    case object([Member])

    package struct Member: Sendable, Hashable {
        package let key: String
        package let value: JSONOutput

        package init(_ key: String, _ value: JSONOutput) {
            self.key = key
            self.value = value
        }
    }

    /// What was read. Of members with the same key the last one counts, as in most readers.
    package init(_ node: JSONNode) {
        switch node.kind {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .number(let text): self = .number(text)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .array(elements.map { JSONOutput($0) })
        case .object(let members):
            self = .object(Dictionary(members.map { ($0.key, JSONOutput($0.value)) }) { _, last in last })
        }
    }

    package static func object(_ members: [String: JSONOutput]) -> JSONOutput {
        .object(members.map { Member($0.key, $0.value) })
    }
}

extension JSONOutput: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(arrayLiteral elements: JSONOutput...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONOutput)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}
