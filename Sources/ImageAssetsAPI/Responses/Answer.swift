import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem
import ImageAssetsText

/// A string or number of an answer.
struct Fact {
    /// Its name and those of what encloses it, from the outermost.
    let path: [String]
    /// The objects and lists that enclose it, by their places; the first is the answer itself, or one of its events.
    let parts: [Int]
    /// Between the quotation marks; to the end of the answer when it breaks off.
    let range: Range<Int>
    /// Without JSON's escapes; empty when it is payload.
    let text: String

    var name: String { path.last.map(Self.plain) ?? "" }
    /// Some servers write the fields of an error into every answer.
    var isError: Bool {
        let isSet = !["", "0", "200", "ok", "success", "none"].contains(text.lowercased())
        return isSet && (name == "statusmsg" || path.contains { Self.plain($0).contains("error") })
    }
    /// `errorMessage`, `error_message` and `ErrorMessage` are one name.
    static func plain(_ name: String) -> String { name.lowercased().filter(\.isLetter) }
}

/// An answer as a list of facts: whatever is read of it is looked up there.
///
/// They are told by quotation marks, braces and brackets alone. All else counts for nothing, so that an answer reads
/// alike whether it is one JSON value, a stream of events or has text around it, whether it is whole or breaks off, and
/// whatever is wrong with a member that nobody needs.
struct Answer {
    let body: Data
    private(set) var facts: [Fact] = []
    /// What it is as a whole.
    private(set) var form = UnreadAnswer.Kind.empty
    /// The last object so called.
    private(set) var usage = 0..<0
    private var isClosed = false
    /// Marks and bytes of strings that are still read. Only an attack has more, and a picture behind them is found
    /// without.
    private var (marks, room) = (1 << 15, 1 << 20)
    private static let blanks = " \t\r\n"

    init(_ body: Data, encoding: String? = nil) {
        self.body = body.startIndex == 0 ? body : Data(body)
        let (kind, head) = (FileKind(body), String(decoding: body.prefix(512), as: UTF8.self))
        let start = head.trimmed
        // What a page or a picture has in braces is no answer.
        if !start.hasPrefix("<"), self.body.png == nil { self.body.withUnsafeBytes { read($0) } }
        let value = Self.value(start)
        if case .string(let text)? = value { facts = [Fact(path: [], parts: [], range: 0..<0, text: text)] }
        let isQuoted = { (fact: Fact) in body.prefix(fact.range.lowerBound).last == UInt8(ascii: "\"") }
        let members = Set(facts.filter { !$0.text.isEmpty && isQuoted($0) }.compactMap(\.path.first)).sorted()
        let isObject = start.hasPrefix("{") || start.hasPrefix("[")
        let hasJSON = isClosed && (isObject || kind == .known(.text) && !members.isEmpty) || value != nil
        let forms: [(Bool, UnreadAnswer.Kind)] = [
            (start.isEmpty, .empty), (kind.isPage, .page),
            (start.hasPrefix("data:") || start.hasPrefix("event:"), .events), (hasJSON, .json(members: members)),
            (isObject, .cutJSON), (kind == .known(.text), .text),
        ]
        form = forms.first { $0.0 }?.1 ?? .bytes(encoding: encoding)
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer) {
        var (position, end) = (0, 0)
        var open: [(key: String?, start: Int)] = []
        var key: String?
        while marks > 0 {
            marks -= 1
            position = bytes.end(of: open.isEmpty ? "{[" : "\"{}[]", inside: false, from: position)
            guard position < bytes.count else { return }
            var name: String?
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let range = position + 1..<bytes.stringEnd(from: position + 1)
                position = min(bytes.count, range.upperBound + 1)
                let next = bytes.end(of: Self.blanks, from: position)
                guard next < bytes.count, bytes[next] == UInt8(ascii: ":") else { add(range, open, key); break }
                name = bytes.text(range.prefix(64))
                let number = bytes.end(of: Self.blanks, from: next + 1)
                position = bytes.end(of: "+-.0123456789Ee", from: number)
                if position > number { add(number..<position, open, name) }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                position += 1
                let part = open.removeLast()
                if part.key == "usage" { usage = part.start..<position }
                if open.isEmpty { (isClosed, end) = (true, position) }
            default:
                open.append((key, position))
                // The line before an event says what it is when the event itself does not.
                if open.count == 1, position > end { add(max(end, position - 256)..<position, open, "event") }
                position += 1
            }
            key = name
        }
    }

    private mutating func add(_ range: Range<Int>, _ open: [(key: String?, start: Int)], _ key: String?) {
        // No answer is deeper, and an attack must not cost its depth once for each of its strings.
        let open = open.prefix(64)
        let text = range.count <= min(1 << 19, room) ? Self.text(body[range]) : ""
        room -= text.isEmpty ? 0 : range.count
        let path = (open.map(\.key) + [key]).compactMap { $0 }
        facts.append(Fact(path: path, parts: open.map(\.start), range: range, text: text))
    }

    /// Neither control characters nor bytes that are no UTF-8 keep it from being read.
    private static func text(_ escaped: Data) -> String {
        let text = String(decoding: escaped, as: UTF8.self)
        guard escaped.holds("\\") else { return text }
        let line = text.utf8.map { max($0, UInt8(ascii: " ")) }
        if case .string(let text)? = value("\"\(String(decoding: line, as: UTF8.self))\"") { return text }
        return text
    }

    private static func value(_ text: String) -> JSONValue? { try? JSONValue(parsing: SourceText(text)) }

    /// Objects whose type has such a word in it.
    func parts(_ word: String) -> Set<Int> {
        let types = facts.filter { ["type", "event", "object", "partial_image_index"].contains($0.path.last) }
        return Set(types.filter { "\($0.name) \($0.text)".contains(word) }.compactMap(\.parts.last))
    }
}
