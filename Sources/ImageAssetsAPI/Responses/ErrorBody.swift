import ImageAssetsModel
import ImageAssetsSystem

/// What a server says is wrong, out of any of the shapes in which servers say it.
///
/// `{error: {message, type, param, code}}` with any of them null, numeric or a list; `{error: "…"}`; `{message}`;
/// `{errorKey, errorMessage}`; `{detail}` as text or as a list of `{loc, msg}`; one in another, also as JSON inside a
/// message; a JSON text or list; HTML; plain text; nothing.
struct ErrorBody: Sendable {
    /// Of several the innermost, as gateways wrap what they were told; else its code and type.
    private(set) var message = ""
    /// The request field that it complains about.
    private(set) var parameter: String?
    /// Whether it is text and no JSON: a page, most often not of the service's own.
    private(set) var isPlain = false
    /// The message and all else in it, in plain words.
    private var texts: [String] = []
    private var toldWait: Double?
    /// All of these, each in a line.
    private var said = Data()
    /// What was asked for: servers repeat it in their messages, in whole or in part, and its words say nothing.
    private var prompt = ""

    /// Members that carry a message, or enclose one; what comes first is shown.
    private static let messages = [
        "error", "errors", "message", "msg", "detail", "errormsg", "errormessage", "errmsg", "errordescription",
        "description", "statusmsg", "title", "data",
    ]
    /// `retryDelay: "34s"` as Google has it, `retry_after: 12`, with the unit that is understood.
    private static let waits = [
        ("retrydelay", ""), ("retryafterms", "ms"), ("retryafter", "s"), ("retryafterseconds", "s"),
    ]

    init(_ answer: Answer, besides prompt: String = "") {
        self.prompt = Self.plain(prompt[...])
        switch answer.form {
        case .json, .events: read(answer.facts.filter { !$0.text.isEmpty })
        case .bytes: break
        default:
            isPlain = true
            message = String(decoding: answer.body.prefix(65_536), as: UTF8.self)
        }
        texts.insert(Self.plain(message.prefix(4_096)), at: 0)
        said = Data(texts.joined(separator: "\n").utf8)
        // At last the word that decides.
        if message.isEmpty, let word = (Vocabulary.quota + Vocabulary.moderation).first(where: said.holds) {
            message = answer.facts.first { Self.plain($0.text.prefix(4_096)).contains(word) }?.text ?? ""
        }
    }

    private mutating func read(_ facts: [Fact]) {
        // A link to what an error means says nothing of its own.
        texts = facts.map(\.text).filter { !$0.hasPrefix("http") }.prefix(256).map { Self.plain($0.prefix(4_096)) }
        for (name, unit) in Self.waits {
            toldWait = toldWait ?? facts.first { $0.name == name }.flatMap { ToldWait.duration($0.text + unit) }
        }
        /// Each with its place among the messages, name by name.
        let told = facts.map { (rank: $0.path.map { Self.messages.firstIndex(of: Fact.plain($0)) ?? .max }, fact: $0) }
            .filter { !$0.rank.dropLast().contains(.max) }
        let first = told.map(\.rank).filter { !$0.contains(.max) }.min { $0.lexicographicallyPrecedes($1) }
        parameter = told.first { $0.fact.name == "param" }?.fact.text
        // FastAPI names the place of a fault before it: ["body", "size"].
        var (place, parts) = ("", [String]())
        for (rank, fact) in told {
            if fact.name == "loc", fact.text != "body" {
                place = fact.text + ": "
                parameter = parameter ?? fact.text
            } else if rank == first {
                parts.append(place + fact.text)
                place = ""
            }
        }
        message = parts.joined(separator: "; ")
        unwrap()
        if message.isEmpty { message = spoken(in: facts) ?? "" }
        let code = told.last { ["code", "errorkey", "errorcode"].contains($0.fact.name) && $0.fact.text != "0" }?.fact
        let type = told.last { $0.fact.name == "type" }?.fact
        if message.isEmpty { message = [code, type].compactMap { $0?.text }.joined(separator: ", ") }
    }

    /// What is said to people at whatever depth: of an error, else most of all.
    private func spoken(in facts: [Fact]) -> String? {
        let spoken = facts.filter { (Self.messages + ["content", "text", "refusal"]).contains($0.name) }
            .filter { !prompt.contains(Self.plain($0.text.prefix(200))) }
        return (spoken.first(where: \.isError) ?? spoken.max { $0.text.utf8.count < $1.text.utf8.count })?.text
    }

    /// A message that holds JSON is what that says: gateways pass on what they were told as a text.
    private mutating func unwrap() {
        guard let start = message.firstIndex(of: "{") else { return }
        let inner = ErrorBody(Answer(Data(message[start...].utf8)))
        if inner.isPlain || inner.message.isEmpty { return }
        message = message[..<start] + inner.message
        texts += inner.texts
        parameter = parameter ?? inner.parameter
        toldWait = toldWait ?? inner.toldWait
    }

    /// Seconds that it tells to wait.
    var wait: Double? { toldWait ?? texts.lazy.compactMap { ToldWait.seconds(in: $0, besides: prompt) }.first }

    /// Whether it says one of the words, of its own accord.
    func says(_ words: [String]) -> Bool {
        words.filter(said.holds).contains { word in texts.contains { isSaid(word, in: $0) } }
    }

    /// Repeated is what stands in the prompt with the same letters before it or after it.
    private func isSaid(_ word: String, in text: String) -> Bool {
        text.ranges(of: word).contains { place in
            let (before, after) = (text[..<place.lowerBound].suffix(8), text[place.upperBound...].prefix(8))
            return (before.isEmpty || !prompt.contains(before + word))
                && (after.isEmpty || !prompt.contains(word + after))
        }
    }

    /// In lower case, with one blank for whatever parts words: `insufficient_quota` is “insufficient quota”.
    static func plain(_ text: Substring) -> String {
        text.lowercased().replacing(/[\s_-]+/.byScalars, with: " ")
    }
}
