import Foundation

/// What a server says is wrong, out of any of the shapes in which servers say it.
///
/// `{error: {message, type, param, code}}` with any of them null, numeric or a list; `{error: "…"}`; `{message}`;
/// `{detail}` as text or as a list of `{loc, msg}`; a JSON text or list; HTML; plain text; nothing.
struct ErrorBody: Sendable {
    var message = ""
    var type = ""
    var code = ""
    /// The request field that it complains about.
    var parameter: String?

    init(_ body: Data) {
        guard let answer = JSONAnswer(body) else {
            message = String(decoding: body.prefix(65_536), as: UTF8.self)
            return
        }
        read(answer.readable(answer.root), depth: 0)
    }

    /// The error inside an answer that came with a status of success; nil when there is none, or one that says nothing: some
    /// servers write its empty fields beside every image.
    init?(inSuccess answer: JSONAnswer) {
        guard let object = answer.root as? [String: Any], let error = object["error"], !(error is NSNull) else {
            return nil
        }
        if let flag = error as? Bool, !flag { return nil }
        var inner = ErrorBody()
        inner.read(answer.readable(error), depth: 1)
        if inner.message.isEmpty, inner.type.isEmpty, inner.code.isEmpty, !(error is NSNumber) { return nil }
        read(answer.readable(object.filter { $0.key != "data" }), depth: 0)
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
                parameter = parameter ?? part.parameter
                return part.message
            }
            if message.isEmpty { message = parts.filter { !$0.isEmpty }.joined(separator: "; ") }
        case let object as [String: Any]:
            type = type.isEmpty ? Self.word(object["type"]) : type
            code = code.isEmpty ? Self.word(object["code"]) : code
            let parameter = Self.word(object["param"])
            if !parameter.isEmpty { self.parameter = parameter }
            // FastAPI's place of a fault: ["body", "size"].
            if let place = (object["loc"] as? [Any])?.last as? String { self.parameter = self.parameter ?? place }
            for key in ["error", "errors", "message", "msg", "detail", "error_msg", "error_message", "title"] {
                if let inner = object[key], !(inner is NSNull) { read(inner, depth: depth + 1) }
            }
        default:
            break
        }
    }

    private init() {}

    private static func word(_ value: Any?) -> String {
        switch value {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: ""
        }
    }

    /// Whether it says one of the words, of its own accord: servers repeat the prompt in their messages, in whole or in part.
    func says(_ words: [String], besides prompt: String = "") -> Bool {
        let names = [type, code].map { $0.lowercased() }
        if words.contains(where: { word in names.contains { $0.contains(word) } }) { return true }
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
