import ImageAssetsText
import Testing

@Suite("A command line that is being typed")
struct TypedLineTests {
    private func line(_ words: String...) -> TypedLine {
        TypedLine(words, at: words.count - 1, home: "/home/ann")
    }

    @Test("an option's values are found wherever they stand, but never in the word that is being typed")
    func values() {
        let typed = line("image-assets", "check", "--manifest", "a.json", "--manifest=b.json", "ic")
        #expect(typed.values(of: "--manifest") == ["a.json", "b.json"])
        #expect(typed.word == "ic")
        #expect(line("image-assets", "check", "--manifest", "a").values(of: "--manifest") == [])
        #expect(line("image-assets", "check", "--manifest").values(of: "--manifest") == [])
        let earlier = TypedLine(["image-assets", "check", "ic", "--manifest", "a.json"], at: 2)
        #expect(earlier.values(of: "--manifest") == ["a.json"])
        #expect(earlier.word == "ic")
    }

    @Test("Bash makes a word of its own of each \"=\"")
    func bash() {
        #expect(line("image-assets", "check", "--manifest", "=", "a.json", "ic").values(of: "--manifest") == ["a.json"])
        #expect(line("image-assets", "check", "--manifest", "=", "").values(of: "--manifest") == [])
    }

    @Test("what stands behind \"--\" is no option")
    func names() {
        #expect(line("image-assets", "check", "--", "--manifest", "a.json", "ic").values(of: "--manifest") == [])
    }

    @Test(
        "quotes are taken off as shells do, and nothing is run",
        arguments: [
            (#""My App""#, "My App"), ("My\\ App", "My App"), ("'My App'", "My App"), (#"a"b c"'d e'"#, "ab cd e"),
            (#""a\"b\c""#, #"a"b\c"#), (#"'a\b'"#, #"a\b"#), ("~/App", "/home/ann/App"), ("~", "/home/ann"),
            ("'~/App'", "~/App"), ("~ben/App", "~ben/App"), ("$(touch x)`y`", "$(touch x)`y`"), ("''", ""),
            ("\"My Ap", "My Ap"), ("a\\", "a"),
        ])
    func quotes(_ typed: String, _ word: String) {
        #expect(line("image-assets", "--package-path", typed, "").values(of: "--package-path") == [word])
    }

    @Test("a shell that says something impossible is told nothing")
    func strange() {
        #expect(TypedLine([], at: 0).word == "")
        #expect(TypedLine(["a"], at: -1).word == "")
        #expect(TypedLine(["a"], at: 7).values(of: "--manifest") == [])
    }
}
