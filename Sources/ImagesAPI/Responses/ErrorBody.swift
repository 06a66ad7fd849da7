import Foundation

/// What a server says is wrong, out of any of the shapes in which servers say it.
///
/// `{error: {message, type, param, code}}` with any of them null, numeric or a list; `{error: "…"}`; `{message}`;
/// `{detail}` as text or as a list of `{loc, msg}`; one in another; a JSON text or list; HTML; plain text; nothing.
struct ErrorBody: Sendable {
    /// These are the innermost: gateways wrap what they were told.
    var message = ""
    var type = ""
    var code = ""
    /// The request field that it complains about.
    var parameter: String?
    /// Every type, code and status in it, at whatever depth.
    private var names: Set<String> = []

    init(_ body: Data) {
        guard let answer = JSONAnswer(body) else {
            let text = UTF16Text.utf8(body.prefix(65_536)) ?? body.prefix(65_536)
            // Text has no zeros; what has is nothing to read to people.
            if !text.prefix(512).contains(0) { message = String(decoding: text, as: UTF8.self) }
            return
        }
        read(answer.readable(answer.root), depth: 0)
    }

    /// What an answer with a status of success says beside or instead of its image.
    init(inSuccess answer: JSONAnswer) {
        read(answer.readable(answer.root), depth: 0)
        if let object = answer.root as? [String: Any], let data = object["data"] {
            read(answer.readable(data), depth: 1)
        }
    }

    private mutating func read(_ value: Any, depth: Int) {
        guard depth < 4 else { return }
        switch value {
        case let text as String:
            if message.isEmpty { message = text }
        case let list as [Any]:
            let parts = list.map { element in
                var part = ErrorBody()
                part.read(element, depth: depth + 1)
                if type.isEmpty { type = part.type }
                if code.isEmpty { code = part.code }
                names.formUnion(part.names)
                parameter = parameter ?? part.parameter
                return part.message
            }
            if message.isEmpty { message = parts.filter { !$0.isEmpty }.joined(separator: "; ") }
        case let object as [String: Any]:
            for key in ["error", "errors", "message", "msg", "detail", "error_msg", "error_message", "title"] {
                if let inner = object[key], !(inner is NSNull) { read(inner, depth: depth + 1) }
            }
            let own = ["type", "code", "status"].map { Self.word(object[$0]) }
            names.formUnion(own)
            if type.isEmpty { type = own[0] }
            if code.isEmpty { code = own[1] }
            // FastAPI's place of a fault: ["body", "size"].
            let place = (object["loc"] as? [Any])?.last as? String
            parameter = parameter ?? [Self.word(object["param"]), place ?? ""].first { !$0.isEmpty }
        default:
            break
        }
    }

    init() {}

    private static func word(_ value: Any?) -> String {
        switch value {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: ""
        }
    }

    /// Whether it says one of the words, of its own accord: servers repeat the prompt in their messages, in whole or in part.
    func says(_ words: [String], besides prompt: String = "") -> Bool {
        if words.contains(where: { word in names.contains { $0.lowercased().contains(word) } }) { return true }
        let (message, prompt) = (Self.plain(message.prefix(4_096)), Self.plain(prompt[...]))
        return words.contains { word in
            message.ranges(of: word).contains { !Self.isRepeated($0, of: message, from: prompt) }
        }
    }

    private static func plain(_ text: Substring) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A word is repeated from the prompt when it stands there with the same letters before it or after it.
    private static func isRepeated(_ word: Range<String.Index>, of message: String, from prompt: String) -> Bool {
        let before = message[..<word.lowerBound].suffix(neighbours)
        let after = message[word.upperBound...].prefix(neighbours)
        return !before.isEmpty && prompt.contains(before + message[word])
            || !after.isEmpty && prompt.contains(message[word] + after)
    }

    private static let neighbours = 8
}
