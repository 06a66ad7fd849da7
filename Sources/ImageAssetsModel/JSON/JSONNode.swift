/// A JSON value, and where it stands.
package struct JSONNode: Sendable, Hashable {
    package let kind: Kind
    /// Of its first byte in the `SourceText`.
    package let offset: Int

    package init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    package enum Kind: Sendable, Hashable {
        case null
        case boolean(Bool)
        /// Written without fraction and exponent, and small enough for an `Int`.
        case integer(Int)
        /// Any other number, as it is written.
        case number(String)
        case string(String)
        case array([JSONNode])
        /// In the order of the file. A key that stands there twice is here twice: that is for the reader to judge.
        case object([JSONMember])
    }

    /// What it is, for a sentence: `a string`, `an object`.
    package var kindName: String {
        switch kind {
        case .null: "null"
        case .boolean(let value): String(value)
        case .integer(let value): "the number \(value)"
        case .number(let text): "the number \(Diagnostic.shortened(text))"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

/// One member of an object.
package struct JSONMember: Sendable, Hashable {
    package let key: String
    /// Of the key's opening quote.
    package let keyOffset: Int
    package let value: JSONNode

    package init(key: String, keyOffset: Int, value: JSONNode) {
        self.key = key
        self.keyOffset = keyOffset
        self.value = value
    }
}
