/// What a page says to people.
enum Markup {
    /// Its title when it has one, else its text.
    static func text(of page: String) -> String {
        var text = page
        if let tag = page.firstRange(of: /(?i)<title(?:\s[^<>]*)?>/.byScalars) {
            text = String(page[tag.upperBound...].prefix { $0 != "<" })
        }
        return replacements.reduce(text) { $0.replacing($1.0.byScalars, with: $1.1) }
    }

    /// None of them looks behind the next `<`: what a server sends must not cost time beyond its length.
    private static var replacements: [(Regex<Substring>, String)] {
        [
            (/(?i)<(?:script|style)\b[^<]*/, " "), (/<[a-zA-Z!\/][^<>]*>?/, " "), (/&nbsp;/, " "), (/&lt;/, "<"),
            (/&gt;/, ">"), (/&quot;/, "\""), (/&#39;/, "'"), (/&amp;/, "&"),
        ]
    }
}
