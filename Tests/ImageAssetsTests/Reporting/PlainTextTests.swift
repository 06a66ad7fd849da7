import Testing

@testable import ImageAssets

@Suite("Plain text")
struct PlainTextTests {
    @Test(
        "what would steer a terminal or a CI log is shown instead of obeyed",
        arguments: [
            ("\u{1B}[31mred", "\\u{1B}[31mred"), ("a\nb", "a\\u{A}b"), ("##[error]x", "## [error]x"),
            ("\u{202E}evil", "\\u{202E}evil"), ("👩\u{200D}🎨 一张", "👩\u{200D}🎨 一张"),
        ])
    func plain(_ text: String, _ expected: String) {
        #expect(text.plain == expected)
    }
}
