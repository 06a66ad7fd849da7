/// A value of a `JSONDocument`, or a key: where it stands, for the document to say what it is.
package struct JSONNode: Sendable, Hashable {
    package enum Kind: Sendable {
        case null, boolean, number, string, array, object
    }

    package let kind: Kind
    /// Of its first byte in the `SourceText`.
    package let offset: Int
    let index: Int
}

/// One member of an object.
package struct JSONMember: Sendable {
    package let key: JSONNode
    package let value: JSONNode
}
