import ImageAssetsSystem

/// A server's text, made easy to search: in lower case, without white space, and with what URLs, HTML and JSON write
/// for a character put back.
struct EchoedText {
    /// In lower case.
    private(set) var characters: Data
    /// For each character the bytes of the original that stand for it.
    private var places: [Range<Int>]

    init(_ bytes: [UInt8]) {
        let visible = bytes.indices.filter { bytes[$0] > 0x20 }
        characters = Data(visible.map { Self.lowercased(bytes[$0]) })
        places = visible.map { $0..<$0 + 1 }
    }

    static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }

    func find(_ piece: Data, from start: Int) -> Range<Int>? {
        characters.withUnsafeBytes { $0.find(piece, in: start..<$0.count) }.map { $0..<$0 + piece.count }
    }

    /// The bytes of the original for a range of characters.
    func place(of range: Range<Int>) -> Range<Int> {
        places[range.lowerBound].lowerBound..<places[range.upperBound - 1].upperBound
    }

    /// With every escape that stands for one character of ASCII replaced by it; nil when there is none. What is escaped
    /// twice takes two of these.
    func unescaped() -> EchoedText? {
        let bytes = Array(characters)
        var result = self
        (result.characters, result.places) = (Data(capacity: bytes.count), [])
        result.places.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            let (character, length) = Self.escape(in: bytes, at: position) ?? (bytes[position], 1)
            result.characters.append(Self.lowercased(character))
            result.places.append(place(of: position..<position + length))
            position += length
        }
        return result.characters.count == bytes.count ? nil : result
    }

    private static func escape(in bytes: [UInt8], at position: Int) -> (character: UInt8, length: Int)? {
        let rest = bytes[(position + 1)...]
        switch bytes[position] {
        case UInt8(ascii: "%"):
            return number(rest.prefix(2), radix: 16, digits: 2).map { ($0, 3) }
        case UInt8(ascii: "\\"):
            switch rest.first {
            case UInt8(ascii: "u"): return number(rest.dropFirst().prefix(4), radix: 16, digits: 4).map { ($0, 6) }
            case UInt8(ascii: "x"): return number(rest.dropFirst().prefix(2), radix: 16, digits: 2).map { ($0, 4) }
            case .some(let byte) where ispunct(Int32(byte)) != 0: return (byte, 2)
            default: return nil
            }
        case UInt8(ascii: "&"):
            return entity(rest)
        default:
            return nil
        }
    }

    /// `&#43;`, `&#x2b;` and the entities with names, after their `&`. The semicolon may be missing, as browsers have
    /// it.
    private static func entity(_ rest: ArraySlice<UInt8>) -> (UInt8, Int)? {
        if rest.first == UInt8(ascii: "#") {
            let isHex = rest.dropFirst().first == UInt8(ascii: "x")
            let digits = rest.dropFirst(isHex ? 2 : 1).prefix(7)
                .prefix { isHex ? isHexDigit($0) : (0x30...0x39).contains($0) }
            guard let character = number(digits, radix: isHex ? 16 : 10, digits: digits.count) else { return nil }
            let isClosed = rest.dropFirst(digits.endIndex - rest.startIndex).first == UInt8(ascii: ";")
            return (character, 1 + digits.endIndex - rest.startIndex + (isClosed ? 1 : 0))
        }
        for (name, character) in names where rest.starts(with: name.utf8) { return (character, 1 + name.utf8.count) }
        return nil
    }

    private static let names: [(String, UInt8)] = [
        ("amp;", 0x26), ("lt;", 0x3C), ("gt;", 0x3E), ("quot;", 0x22), ("apos;", 0x27), ("plus;", 0x2B), ("sol;", 0x2F),
        ("equals;", 0x3D), ("lowbar;", 0x5F), ("colon;", 0x3A), ("period;", 0x2E), ("commat;", 0x40), ("excl;", 0x21),
        ("num;", 0x23), ("dollar;", 0x24), ("percnt;", 0x25), ("ast;", 0x2A), ("grave;", 0x60), ("hat;", 0x5E),
    ]

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    /// A number that is a character of ASCII.
    private static func number(_ text: ArraySlice<UInt8>, radix: Int, digits: Int) -> UInt8? {
        guard digits > 0, text.count == digits, text.allSatisfy(isHexDigit),
            let value = Int(String(decoding: text, as: UTF8.self), radix: radix), (0x21...0x7E).contains(value)
        else { return nil }
        return UInt8(value)
    }
}
