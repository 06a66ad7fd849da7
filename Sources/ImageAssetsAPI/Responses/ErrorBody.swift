import ImageAssetsModel
import ImageAssetsSystem

/// What a server says is wrong, out of any of the shapes in which servers say it.
///
/// `{error: {message, type, param, code}}` with any of them null, numeric or a list; `{error: "…"}`; `{message}`;
/// `{errorKey, errorMessage}`; `{detail}` as text or as a list of `{loc, msg}`; one in another, also as JSON inside a
/// message; a JSON text or list; HTML; plain text; nothing.
struct ErrorBody: Sendable {
    /// These are the innermost: gateways wrap what they were told.
    var message = ""
    var type = ""
    var code = ""
    /// The request field that it complains about.
    var parameter: String?
    /// Seconds that a member tells to wait.
    private(set) var wait: Double?
    /// Every type, code and status in it, and every other short text, at whatever depth.
    private var names: Set<String> = []
    /// Every message in it, shown or not.
    private var messages: [String] = []

    init(_ body: Data) {
        guard let answer = JSONAnswer(body) else {
            let text = body.prefix(65_536)
            // Text has no zeros; what has is nothing to read to people.
            if !text.prefix(512).contains(0) { message = String(decoding: text, as: UTF8.self) }
            return
        }
        read(answer.root, depth: 0)
    }

    /// What an answer with a status of success says beside or instead of its image.
    init(inSuccess answer: JSONAnswer) {
        read(answer.root, depth: 0)
        for case .object(let members) in answer.values.map(\.kind) {
            if let data = members.last(where: { $0.key == "data" }) { read(data.value, depth: 1) }
        }
    }

    private mutating func read(_ value: JSONNode, depth: Int) {
        guard depth < 6 else { return }
        switch value.kind {
        case .string(let text): take(message: text, depth: depth)
        case .array(let list):
            let parts = list.map { element in
                var part = ErrorBody()
                part.read(element, depth: depth + 1)
                if type.isEmpty { type = part.type }
                if code.isEmpty { code = part.code }
                names.formUnion(part.names)
                messages += part.messages
                wait = wait ?? part.wait
                parameter = parameter ?? part.parameter
                return part.message
            }
            if message.isEmpty { message = parts.filter { !$0.isEmpty }.joined(separator: "; ") }
        case .object(let members): read(members, depth: depth)
        case .null, .boolean, .integer, .number: break
        }
    }

    private mutating func read(_ object: [JSONMember], depth: Int) {
        // However they are written: errorMessage, error_message, ErrorMessage.
        let members = Dictionary(
            object.map { ($0.key.lowercased().filter(\.isLetter), $0.value) }, uniquingKeysWith: { first, _ in first })
        let place = Self.place(members["loc"])
        for key in Self.messageKeys {
            guard let inner = members[key] else { continue }
            if let text = inner.text, let place, message.isEmpty {
                take(message: "\(place): \(text)", depth: depth + 1)
            } else {
                read(inner, depth: depth + 1)
            }
        }
        // What nobody needs to read may still say what it is about: {"error":{"data":{"reason":"…"}}}.
        for (key, inner) in members where !Self.messageKeys.contains(key) {
            var part = ErrorBody()
            part.read(inner, depth: depth + 1)
            names.formUnion(part.names)
            messages += part.messages
            wait = wait ?? part.wait
        }
        wait = wait ?? Self.wait(in: members)
        names.formUnion(Self.nameKeys.map { Self.word(members[$0]) })
        if type.isEmpty { type = Self.word(members["type"]) }
        if code.isEmpty {
            code = ["code", "errorkey", "errorcode"].map { Self.word(members[$0]) }.first { !$0.isEmpty } ?? ""
        }
        parameter = parameter ?? [Self.word(members["param"]), place ?? ""].first { !$0.isEmpty }
    }

    private static let messageKeys = [
        "error", "errors", "message", "msg", "detail", "errormsg", "errormessage", "errmsg", "errordescription",
        "description", "statusmsg", "title",
    ]
    private static let nameKeys = [
        "type", "code", "status", "errorkey", "errorcode", "errcode", "errortype", "statuscode", "reason",
    ]

    /// FastAPI's place of a fault: ["body", "size"].
    private static func place(_ value: JSONNode?) -> String? {
        if case .array(let parts)? = value?.kind { parts.last?.text } else { nil }
    }

    /// `retryDelay: "34s"` as Google has it, `retry_after: 12`.
    private static func wait(in members: [String: JSONNode]) -> Double? {
        if let delay = members["retrydelay"]?.text { return ToldWait.duration(delay) }
        for (key, unit) in [("retryafterms", 0.001), ("retryafter", 1), ("retryafterseconds", 1)] {
            if let number = Double(word(members[key])), number >= 0 { return number * unit }
        }
        return nil
    }

    /// A message that is JSON, or holds some, is what that says: gateways pass on what they were told as a text.
    private mutating func take(message text: String, depth: Int) {
        if let start = text.firstIndex(of: "{"), let end = text.lastIndex(of: "}"), start < end,
            text.utf8.count <= 65_536,
            let object = try? JSONNode(parsing: SourceText(String(text[start...end])))
        {
            var inner = ErrorBody()
            inner.read(object, depth: depth + 1)
            if !inner.message.isEmpty {
                names.formUnion(inner.names)
                messages += inner.messages
                wait = wait ?? inner.wait
                if type.isEmpty { type = inner.type }
                if code.isEmpty { code = inner.code }
                parameter = parameter ?? inner.parameter
                return add(message: String(text[..<start]) + inner.message)
            }
        }
        add(message: text)
    }

    private mutating func add(message text: String) {
        if message.isEmpty { message = text }
        // A link to what an error means says nothing of its own.
        if !text.hasPrefix("http") { messages.append(text) }
    }

    init() {}

    private static func word(_ value: JSONNode?) -> String {
        switch value?.kind {
        case .string(let text)?, .number(let text)?: text
        case .integer(let number)?: String(number)
        default: ""
        }
    }

    /// Whether it says one of the words, of its own accord: servers repeat the prompt in their messages, in whole or in
    /// part.
    func says(_ words: [String], besides prompt: String = "") -> Bool {
        let words = words.map { Self.plain($0[...]) }
        if names.map({ Self.plain($0.prefix(200)) }).contains(where: { name in words.contains(where: name.contains) }) {
            return true
        }
        let prompt = Self.plain(prompt[...])
        return (messages + [message]).prefix(64).contains { message in
            let message = Self.plain(message.prefix(4_096))
            return words.contains { word in
                message.ranges(of: word).contains { !Self.isRepeated($0, of: message, from: prompt) }
            }
        }
    }

    /// Seconds that a message tells to wait in words, where these are not the prompt's.
    func waitInWords(besides prompt: String) -> Double? {
        (messages + [message]).prefix(64).lazy.compactMap {
            ToldWait.seconds(in: String($0.prefix(4_096)), besides: prompt)
        }
        .first
    }

    /// In lower case, with one blank for whatever parts words: `insufficient_quota` is “insufficient quota”.
    private static func plain(_ text: Substring) -> String {
        text.lowercased().split { $0.isWhitespace || $0 == "_" || $0 == "-" }.joined(separator: " ")
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

extension JSONNode {
    fileprivate var text: String? {
        if case .string(let text) = kind { text } else { nil }
    }
}
