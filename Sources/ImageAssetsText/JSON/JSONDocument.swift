import CImageAssetsBytes
import ImageAssetsSystem

/// A text that is exactly one JSON value (RFC 8259), and the one way to read what it says: no comments, no trailing
/// commas, nothing after it.
///
/// Whatever a person has to correct is found here or by the reader, never repaired in silence. The C library goes over
/// the text once and leaves a list of where each value begins and ends; strings are made of those that somebody reads.
package final class JSONDocument {
    package let source: SourceText
    private let text: UnsafePointer<UInt8>
    private var scanned: cbytes_json
    private let tokens: UnsafeMutablePointer<cbytes_json_token>

    package init(_ source: SourceText) throws(JSONSyntaxError) {
        if let fault = JSONFault(encodingOf: source) { throw fault.error(in: source) }
        let scanned = cbytes_json_scan(source.start, source.byteCount)
        guard let tokens = scanned.tokens else { throw JSONFault(scanned, in: source).error(in: source) }
        self.source = source
        self.scanned = scanned
        self.tokens = tokens
        text = source.start
    }

    deinit { cbytes_json_free(&scanned) }

    package var root: JSONNode { node(0) }

    private func node(_ index: Int) -> JSONNode {
        let offset = Int(tokens[index].start)
        let kind: JSONNode.Kind =
            switch text[offset] {
            case UInt8(ascii: "\""): .string
            case UInt8(ascii: "{"): .object
            case UInt8(ascii: "["): .array
            case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
            case UInt8(ascii: "n"): .null
            default: .number
            }
        return JSONNode(kind: kind, offset: offset, index: index)
    }

    // MARK: Values, each nil when it is of another kind

    package func string(_ node: JSONNode) -> String? {
        guard node.kind == .string else { return nil }
        return Self.string(tokens[node.index], in: text)
    }

    static func string(_ token: cbytes_json_token, in text: UnsafePointer<UInt8>) -> String {
        let start = Int(token.start) + 1
        let count = Int(token.end) - start
        guard token.has_escapes != 0 else {
            return String(decoding: UnsafeBufferPointer(start: text + start, count: count), as: UTF8.self)
        }
        return String(unsafeUninitializedCapacity: count) { buffer in
            buffer.baseAddress.map { cbytes_json_unescape(text, token, $0) } ?? 0
        }
    }

    /// Whether what a string says can hold `${`: most can be told from the text not to.
    package func mayHoldNames(_ node: JSONNode) -> Bool {
        let token = tokens[node.index]
        if token.has_escapes != 0 { return true }
        let start = UnsafeRawPointer(text + node.offset + 1)
        let said = UnsafeRawBufferPointer(start: start, count: Int(token.end) - node.offset - 1)
        return TemplateScan.opening(in: said, from: 0) != nil
    }

    /// What a string says that is written without escapes, as it stands in the text.
    package func bytes(_ node: JSONNode) -> UnsafeBufferPointer<UInt8>? {
        let token = tokens[node.index]
        guard node.kind == .string, token.has_escapes == 0 else { return nil }
        return UnsafeBufferPointer(start: text + node.offset + 1, count: Int(token.end) - node.offset - 1)
    }

    package func boolean(_ node: JSONNode) -> Bool? {
        node.kind == .boolean ? text[node.offset] == UInt8(ascii: "t") : nil
    }

    /// Written without fraction and exponent, and small enough for an `Int`.
    package func integer(_ node: JSONNode) -> Int? {
        guard node.kind == .number else { return nil }
        var end: UnsafeMutablePointer<CChar>?
        errno = 0
        let value = strtoll(UnsafeRawPointer(text + node.offset).assumingMemoryBound(to: CChar.self), &end, 10)
        guard errno == 0, UnsafeRawPointer(end) == UnsafeRawPointer(text + Int(tokens[node.index].end)) else {
            return nil
        }
        return Int(value)
    }

    package func elements(_ node: JSONNode) -> [JSONNode]? {
        guard node.kind == .array else { return nil }
        var elements: [JSONNode] = []
        var index = node.index + 1
        while index < tokens[node.index].end {
            elements.append(self.node(index))
            index = cbytes_json_behind(text, tokens, index)
        }
        return elements
    }

    // MARK: Objects

    /// In the order of the file. A key that stands there twice is here twice: that is for the reader to judge.
    package func members(_ node: JSONNode) -> [JSONMember]? {
        guard node.kind == .object else { return nil }
        var members: [JSONMember] = []
        var index = node.index + 1
        while index < tokens[node.index].end {
            members.append(JSONMember(key: self.node(index), value: self.node(index + 1)))
            index = cbytes_json_behind(text, tokens, index + 1)
        }
        return members
    }

    /// The value of the first member with this key, which is one of a format's own.
    package func member(_ node: JSONNode, _ key: StaticString) -> JSONNode? {
        let index = node.kind == .object ? cbytes_json_member(text, tokens, node.index, key.cString) : 0
        return index == 0 ? nil : self.node(index)
    }

    /// The first key of an object that is none of those known, or that the object has already; nil where all are right.
    ///
    /// - Parameter known: the keys of a format, a space between them.
    package func oddKey(_ node: JSONNode, known: StaticString) -> JSONNode? {
        let index = node.kind == .object ? cbytes_json_odd_key(text, tokens, node.index, known.cString) : 0
        return index == 0 ? nil : self.node(index)
    }

    // MARK: Words

    /// A number as it is written.
    package func number(_ node: JSONNode) -> String {
        let count = Int(tokens[node.index].end) - node.offset
        return String(decoding: UnsafeBufferPointer(start: text + node.offset, count: count), as: UTF8.self)
    }

    /// What a value is, for a sentence: `a string`, `an object`.
    package func kindName(_ node: JSONNode) -> String {
        switch node.kind {
        case .null: "null"
        case .boolean: text[node.offset] == UInt8(ascii: "t") ? "true" : "false"
        case .number: "the number \(integer(node).map(String.init) ?? Diagnostic.shortened(number(node)))"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
