import ImageAssetsWords
import Testing

@Suite("Word diff")
struct WordDiffTests {
    @Test(
        "old and new stand where they differ, with a few words around",
        arguments: [
            ("a red fox", "a grey fox", "a [-red-] {+grey+} fox"),
            ("fox", "fox in snow", "fox {+in snow+}"),
            (
                "one two three four five six seven eight x", "one two three four five six seven eight y",
                "… six seven eight [-x-] {+y+}"
            ),
            ("a  b", "a b", "only white space changed"),
            ("a\nb", "a b", "a [-\\n-] b"),
            ("", "new", "{+new+}"),
            ("A fox in snow", "fox in snow", "[-A-] fox in snow"),
            ("a a a", "a a", "a a [-a-]"),
            ("x y", "a b", "[-x y-] {+a b+}"),
            ("a b", "a\nb", "a {+\\n+} b"),
        ])
    func small(_ old: String, _ new: String, _ diff: String) {
        #expect(WordDiff.text(from: old, to: new) == diff)
    }

    @Test(
        "what differs and looks the same is called so, or spelled by its code points",
        arguments: [
            ("a caf\u{E9}", "a cafe\u{301}", "only the Unicode form of its characters changed"),
            ("a  caf\u{E9}", "a cafe\u{301}", "only white space and the Unicode form of its characters changed"),
            ("a caf\u{E9}", "the cafe\u{301}", "[-a caf\\u{E9}-] {+the cafe\\u{301}+}"),
            ("a 画", "画 a", "[-a-] 画 {+a+}"),
            ("a b", "a\u{A0}b", "only white space changed: a space became U+00A0"),
            ("a\tb", "a b", "only white space changed: a tab became a space"),
            (" a", "a ", "only white space changed"),
        ])
    func lookalikes(_ old: String, _ new: String, _ diff: String) {
        #expect(WordDiff.text(from: old, to: new) == diff)
    }

    @Test("one word against thousands is a rewriting: to find it among them takes longer than it tells")
    func uneven() {
        let many = (0..<3000).map { "n\($0)" }.joined(separator: " ")
        let diff = WordDiff.text(from: "x", to: "\(many) x \(many)")
        #expect(diff.hasPrefix("[-x-] {+n0 n1 "))
        #expect(WordDiff.text(from: "x", to: "a x b") == "{+a+} x {+b+}")
    }

    @Test("a rewritten prompt of any length stays a line that can be read")
    func long() {
        let old = (0..<5000).map { "o\($0)" }.joined(separator: " ")
        let new = (0..<5000).map { "n\($0)" }.joined(separator: " ")
        let diff = WordDiff.text(from: "Same \(old) end", to: "Same \(new) end")
        #expect(diff.hasPrefix("Same [-o0 o1 "))
        #expect(diff.contains(" o29 … 4940 more words … o4970 "))
        #expect(diff.contains(" o4999-] {+n0 "))
        #expect(diff.hasSuffix(" n4999+} end"))
        #expect(diff.count < 1000)
    }
}
