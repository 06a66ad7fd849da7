import CImageAssetsBytes
import ImageAssetsSystem

/// Reads what `XMLDocument` holds, a tag at a time: what lies between them is passed over by C.
struct XMLReader {
    static let bracket = Data("<".utf8)
    private static let blanks = " \t\r\n"
    private static let xmlNamespace = "http://www.w3.org/XML/1998/namespace"
    private static let maximumNameLength = 256

    private let bytes: UnsafeRawBufferPointer
    private var at = 0
    private var parts = 0
    private(set) var elements: [XMLDocument.Element] = []
    /// Those around the place that is read, and the prefixes that each declares.
    private var open: [(element: Int, prefixes: [String])] = []
    /// The last is the one that holds; the empty prefix is for elements without one.
    private var namespaces: [String: [String]] = ["xml": [xmlNamespace]]

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func read() -> Bool {
        guard hasOnlyCharacters else { return false }
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { at = 3 }
        while at < bytes.count {
            let tag = bytes.find(Self.bracket, in: at..<bytes.count) ?? bytes.count
            guard holdsText(at..<tag) else { return false }
            at = tag
            guard at == bytes.count || takeTag() else { return false }
        }
        return open.isEmpty && !elements.isEmpty
    }

    /// UTF-8, and of the control characters those three that XML has.
    private var hasOnlyCharacters: Bool {
        guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return false }
        return cbytes_utf8(base, bytes.count) == bytes.count
            && bytes.find(Data([0]), in: 0..<bytes.count) == nil
            && bytes.end(of: Self.controls, inside: false, from: 0) == bytes.count
    }

    private static let controls = String(
        String.UnicodeScalarView((1..<0x20).filter { ![9, 10, 13].contains($0) }.map { Unicode.Scalar($0 as UInt8) }))

    private mutating func count(_ more: Int = 1) -> Bool {
        parts += more
        return parts <= XMLDocument.maximumParts
    }

    /// Around the root there is white space only.
    private mutating func holdsText(_ range: Range<Int>) -> Bool {
        open.isEmpty ? bytes.end(of: Self.blanks, from: range.lowerBound) >= range.upperBound : holdsReferences(range)
    }

    private mutating func holdsReferences(_ range: Range<Int>) -> Bool {
        guard let references = Self.references(bytes, range) else { return false }
        return count(references.count)
    }

    private mutating func takeTag() -> Bool {
        guard count(), at + 1 < bytes.count else { return false }
        switch bytes[at + 1] {
        case UInt8(ascii: "!"), UInt8(ascii: "?"):
            guard let special = Self.special(bytes, at: at), !special.isText || !open.isEmpty else { return false }
            at = special.end
            return true
        case UInt8(ascii: "/"): return takeEnd()
        default: return takeStart()
        }
    }

    // MARK: Elements

    private mutating func takeEnd() -> Bool {
        let start = at
        at += 2
        guard let tag = name(), let (element, prefixes) = open.last, elements[element].tag == tag else { return false }
        passBlanks()
        guard take(">") else { return false }
        if let content = elements[element].content { elements[element].content = content.lowerBound..<start }
        close(element, prefixes)
        return true
    }

    private mutating func close(_ element: Int, _ prefixes: [String]) {
        elements[element].range = elements[element].range.lowerBound..<at
        for prefix in prefixes { namespaces[prefix]?.removeLast() }
        open.removeLast()
    }

    private typealias Written = (name: String, range: Range<Int>, value: Range<Int>)

    private mutating func takeStart() -> Bool {
        guard open.count < XMLDocument.maximumDepth, !open.isEmpty || elements.isEmpty else { return false }
        let start = at
        at += 1
        guard let tag = name(), let written = attributes() else { return false }
        let isEmpty = take("/")
        guard take(">"), let prefixes = declare(written), let name = resolve(tag, isElement: true) else { return false }
        var attributes: [XMLDocument.Attribute] = []
        var known: Set<XMLDocument.Name> = []
        for one in written where !Self.isDeclaration(one.name) {
            guard let name = resolve(one.name, isElement: false), known.insert(name).inserted else { return false }
            attributes.append(XMLDocument.Attribute(name: name, range: one.range, value: one.value))
        }
        if let parent = open.last?.element { elements[parent].children.append(elements.count) }
        open.append((elements.count, prefixes))
        elements.append(
            XMLDocument.Element(
                name: name, tag: tag, attributes: attributes, range: start..<at, content: isEmpty ? nil : at..<at))
        if isEmpty { close(elements.count - 1, prefixes) }
        return true
    }

    private mutating func attributes() -> [Written]? {
        var written: [Written] = []
        while true {
            let start = at
            passBlanks()
            guard at < bytes.count else { return nil }
            if bytes[at] == UInt8(ascii: ">") || bytes[at] == UInt8(ascii: "/") { return written }
            guard at > start, count(), let name = name() else { return nil }
            passBlanks()
            guard take("=") else { return nil }
            passBlanks()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'"),
                let end = bytes.find(Data([bytes[at]]), in: at + 1..<bytes.count)
            else { return nil }
            let value = at + 1..<end
            guard bytes.find(Self.bracket, in: value) == nil, holdsReferences(value) else { return nil }
            at = end + 1
            written.append((name, start..<at, value))
        }
    }

    // MARK: Names

    private static func isDeclaration(_ name: String) -> Bool { name == "xmlns" || name.hasPrefix("xmlns:") }

    /// The prefixes that were declared; nil where one is declared twice or for nothing.
    private mutating func declare(_ attributes: [Written]) -> [String]? {
        var prefixes: [String] = []
        var known: Set<String> = []
        for one in attributes where Self.isDeclaration(one.name) {
            let prefix = one.name == "xmlns" ? "" : String(one.name.dropFirst(6))
            guard let namespace = Self.text(bytes, one.value), !namespace.isEmpty || prefix.isEmpty,
                prefix != "xmlns", prefix != "xml" || namespace == Self.xmlNamespace, known.insert(prefix).inserted
            else { return nil }
            prefixes.append(prefix)
            namespaces[prefix, default: []].append(namespace)
        }
        return prefixes
    }

    private func resolve(_ name: String, isElement: Bool) -> XMLDocument.Name? {
        let words = name.split(separator: ":", omittingEmptySubsequences: false)
        if words.count == 1 {
            return XMLDocument.Name(namespace: isElement ? namespaces[""]?.last ?? "" : "", local: name)
        }
        guard let namespace = namespaces[String(words[0])]?.last else { return nil }
        return XMLDocument.Name(namespace: namespace, local: String(words[1]))
    }

    /// With its prefix.
    private mutating func name() -> String? {
        let end = bytes.end(of: " \t\r\n/>=<\"'&?!;", inside: false, from: at)
        guard end > at, end - at <= Self.maximumNameLength else { return nil }
        let name = bytes.text(at..<end)
        let words = name.split(separator: ":", omittingEmptySubsequences: false)
        guard words.count <= 2, words.allSatisfy({ $0.utf8.first.map(Self.beginsName) ?? false }) else { return nil }
        at = end
        return name
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private mutating func passBlanks() { at = bytes.end(of: Self.blanks, from: at) }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: sign) else { return false }
        at += 1
        return true
    }
}
