import ImageAssetsSystem

/// Turns text from a server into one short line that is safe to print anywhere.
///
/// No control characters, terminal escapes or invisible marks, no workflow command of a CI system, no HTML, no key, no
/// payload.
struct SafeLine: Sendable {
    /// Characters of a line.
    static let maximumLength = 300
    /// Bytes of a text that are looked at; a line shows fewer.
    private static let examined = 16_384

    let key: APIKey?

    /// `text` in one line.
    func line(_ text: String) -> String {
        let line = self.text(text)
        return line.count <= Self.maximumLength ? line : line.prefix(Self.maximumLength - 1) + "…"
    }

    /// `text` made safe, at whatever length.
    func text(_ text: String) -> String {
        let text = Self.plain(String(decoding: text.utf8.prefix(Self.examined), as: UTF8.self))
        // After invisible characters are gone: none of them may hide a key or a payload.
        return withoutSecrets(text).trimmed
    }

    /// `text` without the key and without payload, and otherwise as it is: for what is kept and not only shown.
    func withoutSecrets(_ text: String) -> String {
        // What is called a key, and is as long and as mixed as one.
        let named = /(?i)((?:key|token)\b[^:=]{0,16}[:=]\s*["'`“]?)(?=[^\s\d]*\d)[\w.~+\/=*-]{15,}[\w=*]/.byScalars
        return Self.replacing(Self.secrets, in: key?.redacted(from: text) ?? text)
            .replacing(named) { "\($0.output.1)[key]" }
    }

    /// Of a page what it says to people: its title when it has one, else its text. Of all else what is visible.
    static func plain(_ text: String) -> String {
        var text = text
        if let title = text.firstRange(of: /(?i)<title(?:\s[^<>]*)?>/.byScalars) {
            text = String(text[title.upperBound...].prefix { $0 != "<" })
        }
        return replacing(unsafe, in: text)
            // Marks that stack on a letter reach into other lines; no script needs more than three.
            .replacing(/\p{M}{4,}/.byScalars) { Substring($0.output.unicodeScalars.prefix(3)) }
    }

    private static func replacing(_ rules: [(Regex<Substring>, String)], in text: String) -> String {
        rules.reduce(text) { $0.replacing($1.0.byScalars, with: $1.1) }
    }

    /// No rule looks behind the next `<`: what a server sends must not cost time beyond its length.
    private static var unsafe: [(Regex<Substring>, String)] {
        [
            (/(?i)<(?:script|style)\b[^<]*/, " "), (/<[a-zA-Z!\/][^<>]*>?/, " "), (/&nbsp;/, " "), (/&lt;/, "<"),
            (/&gt;/, ">"), (/&quot;/, "\""), (/&#39;/, "'"), (/&amp;/, "&"),
            // Terminal escapes as a whole, so that their letters do not stay behind.
            (/\u{1B}\][^\u{07}\u{1B}]*(?:\u{07}|\u{1B}\\)?/, ""), (/(?:\u{1B}\[|\u{9B})[0-?]*[ -\/]*[@-~]?/, ""),
            (/\u{1B}[ -\/]*[0-~]?/, ""), (/[\p{Cf}\p{Co}\p{Cn}\u{FFFD}]/, ""), (/[\p{Cc}\p{Z}]+/, " "), (/:{2,}/, ":"),
            (/#{2,}\[/, "["),
        ]
    }

    private static var secrets: [(Regex<Substring>, String)] {
        [
            (/(?i)bearer +[A-Za-z0-9._~+\/=-]{12,}/, "Bearer [key]"),
            // Somebody's key, with the stars and dots of whoever shortened it, to its very end.
            (/(?i)\b(?:sk|pk|rk|gsk|xai|hf)[-_][^\s"'<>()\[\],;，。]{6,}/, "[key]"),
            (/\bAIza[\w-]{16,}/, "[key]"),
            (/[A-Za-z0-9+\/=_\\-]{48,}/, "[…]"),
            // Payload in lines.
            (/[A-Za-z0-9+\/_-]{20,}(?:\s+[A-Za-z0-9+\/_-]{20,})+(?:\s+[A-Za-z0-9+\/_-]*=+)?/, "[…]"),
        ]
    }
}
