import ImageAssetsModel

/// Turns text from a server into one short line that is safe to print anywhere.
///
/// No control characters, terminal escapes or invisible marks, no workflow command of a CI system, no HTML, no key, no
/// payload.
struct SafeLine: Sendable {
    /// Characters of a line, its end included.
    static let maximumLength = 300
    /// Bytes of a text that are looked at.
    private static let examined = 65_536
    /// Characters of what is left without markup; a line shows fewer.
    private static let kept = 4_096

    let key: APIKey?

    /// `text` in one line, and after it `ending`, which is never cut off and holds nothing secret.
    func line(_ text: String, ending: String = "") -> String {
        let line = self.text(text)
        let end = Self.plain(ending)
        let room = max(0, Self.maximumLength - end.count)
        return (line.count <= room ? line : line.prefix(max(0, room - 1)) + "…") + end
    }

    /// `text` made safe, at whatever length.
    func text(_ text: String) -> String {
        var text = text
        if text.utf8.count > Self.examined { text = String(decoding: text.utf8.prefix(Self.examined), as: UTF8.self) }
        if text.contains(/<[a-zA-Z!\/]/.byScalars) { text = Markup.text(of: text) }
        text = String(Self.plain(text).prefix(Self.kept))
        // After invisible characters are gone: none of them may hide a key or a payload.
        return withoutSecrets(text).trimmed
    }

    private static func plain(_ text: String) -> String {
        replacements.reduce(text) { $0.replacing($1.0.byScalars, with: $1.1) }
            // Marks that stack on a letter reach into other lines; no script needs more than three.
            .replacing(/\p{M}{4,}/.byScalars) { Substring($0.output.unicodeScalars.prefix(3)) }
    }

    /// `text` without the key and without payload, and otherwise as it is: for what is kept and not only shown.
    func withoutSecrets(_ text: String) -> String {
        Self.redactions.reduce(key?.redacted(from: text) ?? text) { $0.replacing($1.0.byScalars, with: $1.1) }
    }

    private static var replacements: [(Regex<Substring>, String)] {
        [
            // Terminal escapes as a whole, so that their letters do not stay behind.
            (/\u{1B}\][^\u{07}\u{1B}]*(?:\u{07}|\u{1B}\\)?/, ""),
            (/(?:\u{1B}\[|\u{9B})[0-?]*[ -\/]*[@-~]?/, ""),
            (/\u{1B}[ -\/]*[0-~]?/, ""),
            (/[\p{Cf}\p{Co}\p{Cn}\u{FFFD}]/, ""),
            (/[\p{Cc}\p{Z}]+/, " "),
            (/:{2,}/, ":"),
            (/#{2,}\[/, "["),
        ]
    }

    private static var redactions: [(Regex<Substring>, String)] {
        [
            (/(?i)bearer +[A-Za-z0-9._~+\/=-]{12,}/, "Bearer [key]"),
            // Somebody's key, with the stars and dots of whoever shortened it, to its very end.
            (/(?i)\b(?:sk|pk|rk|gsk|xai|hf)[-_][^\s"'<>(),;，。]{6,}/, "[key]"),
            (/[A-Za-z0-9+\/=_\\-]{48,}/, "[…]"),
            // Payload in lines.
            (/[A-Za-z0-9+\/_-]{20,}(?:\s+[A-Za-z0-9+\/_-]{20,})+(?:\s+[A-Za-z0-9+\/_-]*=+)?/, "[…]"),
        ]
    }
}
