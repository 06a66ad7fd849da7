import Foundation

/// What a page says to people.
enum Markup {
    /// Its title when it has one, else its text.
    static func text(of page: String) -> String {
        var text = page
        if let tag = page.range(of: "(?i)<title(\\s[^<>]*)?>", options: .regularExpression) {
            text = String(page[tag.upperBound...].prefix { $0 != "<" })
        }
        for (pattern, replacement) in replacements {
            text = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
        }
        return text
    }

    /// None of them looks behind the next `<`: what a server sends must not cost time beyond its length.
    private static let replacements = [
        ("(?i)<(script|style)\\b[^<]*", " "), ("<[a-zA-Z!/][^<>]*>?", " "), ("&nbsp;", " "), ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ]
}
