import ImageAssetsSystem

extension JSONNode {
    /// Reads a text that is exactly one JSON value (RFC 8259): no comments, no trailing commas, nothing after it.
    ///
    /// Whatever a person has to correct is found here or in the tree, never repaired in silence.
    ///
    /// - Parameters:
    ///   - streamed: a member of the value whose own members go to `each` as they are read, and are not kept: a long
    ///     list takes no more memory than its longest element.
    package init(
        parsing source: SourceText, streaming streamed: String? = nil, each: (JSONMember) -> Void = { _ in }
    ) throws(JSONSyntaxError) {
        if let fault = JSONFault(encodingOf: source) { throw fault.error(in: source) }
        let result: Result<JSONNode, JSONFault>? = source.withUnsafePointer { start in
            withoutActuallyEscaping(each) { each in
                var parser = JSONParser(start: start, count: source.byteCount, streamed: streamed, each: each)
                do throws(JSONFault) { return .success(try parser.document()) } catch { return .failure(error) }
            }
        }
        switch result {
        case .success(let node): self = node
        case .failure(let fault): throw fault.error(in: source)
        case nil: throw JSONFault.emptyFile.error(in: source)
        }
    }
}

/// A recursive-descent parser that takes one step per token: the bytes between are skipped by the C library, which is
/// optimised in every build.
package struct JSONParser {
    static let maximumDepth = 64

    package let start: UnsafePointer<UInt8>
    package let count: Int
    var cursor: UnsafePointer<UInt8>
    private var depth = 0
    private let streamed: String?
    private let each: (JSONMember) -> Void

    // NUL-terminated, as C takes them. A string's run ends at a quote, a backslash or a control character.
    private let stringStops = chars(JSONText.escaped)
    private let whiteSpace = chars(" \t\n\r")
    private let wordCharacters = chars("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._$")

    init(
        start: UnsafePointer<UInt8>, count: Int, streamed: String? = nil,
        each: @escaping (JSONMember) -> Void = { _ in }
    ) {
        self.streamed = streamed
        self.each = each
        self.start = start
        self.count = count
        cursor = start
    }

    private static func chars(_ text: StaticString) -> UnsafePointer<CChar> {
        UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    package var offset: Int { cursor - start }
    var isAtEnd: Bool { offset >= count }
    private var cursorAsChars: UnsafePointer<CChar> {
        UnsafeRawPointer(cursor).assumingMemoryBound(to: CChar.self)
    }

    package mutating func document() throws(JSONFault) -> JSONNode {
        skipWhiteSpace()
        if isAtEnd { throw .emptyFile }
        let node = try value(after: nil)
        skipWhiteSpace()
        guard isAtEnd else { throw .afterTheEnd(self) }
        return node
    }

    private mutating func skipWhiteSpace() {
        if cursor.pointee <= 0x20 { cursor += strspn(cursorAsChars, whiteSpace) }
    }

    // MARK: Values

    /// `opener` is where the list or object around it begins.
    private mutating func value(after opener: Int?) throws(JSONFault) -> JSONNode {
        let offset = self.offset
        switch cursor.pointee {
        case UInt8(ascii: "\""): return JSONNode(.string(try string()), at: offset)
        case UInt8(ascii: "{"): return JSONNode(.object(try nested(offset, Self.members)), at: offset)
        case UInt8(ascii: "["): return JSONNode(.array(try nested(offset, Self.elements)), at: offset)
        default: break
        }
        let length = strspn(cursorAsChars, wordCharacters)
        guard length > 0 else { throw .noValue(self, opener: opener) }
        let word = String(decoding: UnsafeBufferPointer(start: cursor, count: length), as: UTF8.self)
        guard let kind = JSONNode.Kind(word: word) else { throw .word(word, at: offset) }
        cursor += length
        return JSONNode(kind, at: offset)
    }

    private mutating func nested<Content>(
        _ opener: Int, _ content: (inout JSONParser, Int) throws(JSONFault) -> [Content]
    ) throws(JSONFault) -> [Content] {
        guard depth < Self.maximumDepth else { throw .tooDeep(at: opener) }
        depth += 1
        cursor += 1
        skipWhiteSpace()
        let result = try content(&self, opener)
        cursor += 1
        depth -= 1
        return result
    }

    private static func elements(_ parser: inout JSONParser, _ opener: Int) throws(JSONFault) -> [JSONNode] {
        var elements: [JSONNode] = []
        if parser.cursor.pointee == UInt8(ascii: "]") { return elements }
        while true {
            elements.append(try parser.value(after: opener))
            if try parser.separator(before: UInt8(ascii: "]"), opener: opener) { return elements }
        }
    }

    private static func members(_ parser: inout JSONParser, _ opener: Int) throws(JSONFault) -> [JSONMember] {
        var members: [JSONMember] = []
        try parser.eachMember(opener) { members.append($0) }
        return members
    }

    private static func streamedMembers(_ parser: inout JSONParser, _ opener: Int) throws(JSONFault) -> [JSONMember] {
        try parser.eachMember(opener, parser.each)
        return []
    }

    private mutating func eachMember(_ opener: Int, _ take: (JSONMember) -> Void) throws(JSONFault) {
        if cursor.pointee == UInt8(ascii: "}") { return }
        while true {
            let keyOffset = offset
            guard cursor.pointee == UInt8(ascii: "\"") else { throw .noKey(self, opener: opener) }
            let key = try string()
            skipWhiteSpace()
            guard cursor.pointee == UInt8(ascii: ":") else { throw .noColon(self, key: key, opener: opener) }
            cursor += 1
            skipWhiteSpace()
            let value =
                if depth == 1, key == streamed, cursor.pointee == UInt8(ascii: "{") {
                    JSONNode(.object(try nested(offset, Self.streamedMembers)), at: offset)
                } else {
                    try value(after: opener)
                }
            take(JSONMember(key: key, keyOffset: keyOffset, value: value))
            if try separator(before: UInt8(ascii: "}"), opener: opener) { return }
        }
    }

    /// Whether the list or object is at its end; else a comma was passed and something follows.
    private mutating func separator(before closer: UInt8, opener: Int) throws(JSONFault) -> Bool {
        skipWhiteSpace()
        if cursor.pointee == closer { return true }
        guard cursor.pointee == UInt8(ascii: ",") else { throw .noComma(self, closer: closer, opener: opener) }
        let comma = offset
        cursor += 1
        skipWhiteSpace()
        if cursor.pointee == closer { throw .trailingComma(at: comma, closer: closer) }
        return false
    }

    // MARK: Strings

    private mutating func string() throws(JSONFault) -> String {
        let opener = offset
        cursor += 1
        var text = run()
        while cursor.pointee != UInt8(ascii: "\"") {
            guard cursor.pointee == UInt8(ascii: "\\") else { throw .inString(self, opener: opener) }
            text.unicodeScalars.append(try escape(opener))
            text += run()
        }
        cursor += 1
        return text
    }

    private mutating func run() -> String {
        let length = strcspn(cursorAsChars, stringStops)
        if length == 0 { return "" }
        defer { cursor += length }
        return String(decoding: UnsafeBufferPointer(start: cursor, count: length), as: UTF8.self)
    }

    private mutating func escape(_ opener: Int) throws(JSONFault) -> Unicode.Scalar {
        let backslash = offset
        cursor += 1
        let letter = cursor.pointee
        guard letter != 0 || !isAtEnd else { throw .inString(self, opener: opener) }
        if letter == UInt8(ascii: "u") {
            cursor += 1
            return try unicodeEscape(backslash)
        }
        let scalar: Unicode.Scalar
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scalar = Unicode.Scalar(letter)
        case UInt8(ascii: "b"): scalar = "\u{8}"
        case UInt8(ascii: "f"): scalar = "\u{C}"
        case UInt8(ascii: "n"): scalar = "\n"
        case UInt8(ascii: "r"): scalar = "\r"
        case UInt8(ascii: "t"): scalar = "\t"
        default: throw .unknownEscape(self, at: backslash)
        }
        cursor += 1
        return scalar
    }

    private mutating func unicodeEscape(_ backslash: Int) throws(JSONFault) -> Unicode.Scalar {
        let unit = try fourDigits(backslash)
        guard UTF16.isSurrogate(unit) else {
            guard let scalar = Unicode.Scalar(UInt32(unit)) else { throw .loneSurrogate(unit, at: backslash) }
            return scalar
        }
        guard UTF16.isLeadSurrogate(unit), cursor.pointee == UInt8(ascii: "\\"), cursor[1] == UInt8(ascii: "u")
        else { throw .loneSurrogate(unit, at: backslash) }
        cursor += 2
        let trail = try fourDigits(offset - 2)
        guard UTF16.isTrailSurrogate(trail),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(trail & 0x3FF)))
        else { throw .loneSurrogate(unit, at: backslash) }
        return scalar
    }

    private mutating func fourDigits(_ backslash: Int) throws(JSONFault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(cursor.pointee)).hexDigitValue, cursor.pointee < 0x80
            else { throw .shortUnicodeEscape(at: backslash) }
            unit = unit << 4 | UInt16(digit)
            cursor += 1
        }
        return unit
    }
}

extension JSONNode.Kind {
    /// What a bare word or number is; nil when it is neither.
    package init?(word: String) {
        switch word {
        case "true": self = .boolean(true)
        case "false": self = .boolean(false)
        case "null": self = .null
        default:
            // Most numbers are written as Swift writes them.
            if let value = Int(word), String(value) == word {
                self = .integer(value)
                return
            }
            guard let shape = Self.numberShape(word) else { return nil }
            if shape == .whole, let value = Int(word) { self = .integer(value) } else { self = .number(word) }
        }
    }

    private enum NumberShape { case whole, fractional }

    /// Number = `-`? (`0` | `1`–`9` digits) (`.` digits)? (`e` sign? digits)?
    private static func numberShape(_ word: String) -> NumberShape? {
        var rest = Substring(word).utf8
        func takeDigits() -> Int {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        func take(_ accepted: String) -> Bool {
            guard let first = rest.first, accepted.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        _ = take("-")
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let digits = takeDigits()
        guard digits > 0, !startsWithZero || digits == 1 else { return nil }
        if rest.isEmpty { return .whole }
        if take("."), takeDigits() == 0 { return nil }
        if take("eE") {
            _ = take("+-")
            if takeDigits() == 0 { return nil }
        }
        return rest.isEmpty ? .fractional : nil
    }
}
