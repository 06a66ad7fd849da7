import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

/// Words move into fragments, families and files, and nobody pays: what is hashed is the prompt as it is sent.
@Suite struct SharedWordsTests {
    private static let written = #"""
        {"version": 1, "images": [
        {"name": "hero", "prompt": "A lighthouse.\nFlat, teal\nand sand."},
        {"name": "icon-fox-happy", "prompt": "A fox, smiling.\nFlat, teal\nand sand."},
        {"name": "icon-fox-sad", "prompt": "A fox, looking down.\nFlat, teal\nand sand."},
        {"name": "icon-owl-happy", "prompt": "A owl, smiling.\nFlat, teal\nand sand."}]}
        """#
    private static let each = #"""
        "each": {"animal": ["fox", "owl"], "mood": [{"id": "happy", "text": "smiling"},
        {"id": "sad", "text": "looking down"}]}, "except": [{"animal": "owl", "mood": "sad"}]
        """#

    @Test(
        "moving words into a fragment, a file or a family changes no fingerprint",
        arguments: [
            #"{"version": 1, "fragments": {"style": "Flat, ${palette}.", "palette": ["teal", "and sand"]}, "images": ["#
                + #"{"name": "hero", "prompt": ["A lighthouse.", "${style}"]},"#
                + #"{"name": "icon-${animal}-${mood}", \#(each), "prompt": ["A ${animal}, ${mood.text}.", "${style}"]}]}"#,
            #"{"version": 1, "fragments": {"style": {"file": "style.txt"}}, "images": ["#
                + #"{"name": "hero", "promptFile": "hero.txt"},"#
                + #"{"name": "icon-${animal}-${mood}", \#(each), "promptFile": "icon.txt"}]}"#,
        ])
    func moved(text: String) throws {
        let files = [
            "style.txt": "Flat, teal\nand sand.", "hero.txt": "A lighthouse.\n${style}",
            "icon.txt": "A ${animal}, ${mood.text}.\n${style}",
        ]
        let before = try compose(Self.written)
        let after = try compose(text, files: files)
        #expect(after.prompts == before.prompts)
        #expect(after.fingerprints == before.fingerprints)
        #expect(before.fingerprints.values.allSatisfy { $0 != nil })
    }

    private func family(_ values: String, except: String = "") throws -> ComposedManifest {
        try compose(
            #"{"version": 1, "images": [{"name": "i-${n}", "each": {"n": [\#(values)]}, \#(except)"prompt": "A ${n}"}]}"#
        )
    }

    @Test("adding a value makes only its images new, and another order or an exception changes none")
    func values() throws {
        let before = try family(#""1", "2""#).fingerprints
        let more = try family(#""3", "1", "2""#).fingerprints
        #expect(more.filter { before[$0.key] != nil } == before)
        #expect(Set(more.keys).subtracting(before.keys) == ["i-3"])
        #expect(try family(#""2", "1""#).fingerprints == before)
        #expect(try family(#""2", "3", "1""#, except: #""except": [{"n": "3"}], "#).fingerprints == before)
        #expect(try family(#"{"id": "1", "more": "x"}, "2""#).fingerprints == before)
    }

    @Test("a renamed image is the same picture: its name is in no prompt")
    func renamed() throws {
        let text = { (name: String) in
            #"{"version": 1, "images": [{"name": "\#(name)-${n}", "each": {"n": ["1"]}, "prompt": "A ${n}"}]}"#
        }
        #expect(try compose(text("a")).fingerprints["a-1"] == compose(text("b")).fingerprints["b-1"])
    }

    @Test("the same fragment has for each image the words of that image's own variables")
    func variablesInFragments() throws {
        let manifest = try compose(
            #"""
            {"version": 1, "fragments": {"style": "in ${colour}, $${x}", "whole": "${style}; ${style}"}, "images": [
            {"name": "a-${colour}", "each": {"colour": ["red", "blue"]}, "prompt": "A, ${whole}."},
            {"name": "b-${n}", "each": {"n": ["1"], "colour": [{"id": "green"}]}, "prompt": "B${n}${colour}, ${style}"}]}
            """#)
        #expect(
            manifest.prompts == [
                "a-red": "A, in red, ${x}; in red, ${x}.", "a-blue": "A, in blue, ${x}; in blue, ${x}.",
                "b-1": "B1green, in green, ${x}",
            ])
    }

    @Test("a prompt without `${…}` is sent as it is written, whatever other signs it has")
    func plain() throws {
        let prompt = #"{\"a\": {\"b\": \"$1\"}} $ $$ } { \r\n"#
        let manifest = try compose(
            #"{"version": 1, "images": [{"name": "a", "prompt": "\#(prompt)"}, {"name": "b", "promptFile": "b.txt"}]}"#,
            files: ["b.txt": "{name} $$ {"])
        #expect(manifest.prompts == ["a": "{\"a\": {\"b\": \"$1\"}} $ $$ } { \r\n", "b": "{name} $$ {"])
    }

    @Test("fragments and variables that nothing uses are warned of, where nothing else is wrong")
    func unused() throws {
        let text = { (prompt: String) in
            #"""
            {"version": 1, "fragments": {
            "style": "flat ${light}",
            "light": "dusk",
            "other": "round"},
            "images": [{"name": "a-${n}", "each": {
            "m": ["x"],
            "n": ["1", "2"]},
            "prompt": "\#(prompt)"}]}
            """#
        }
        #expect(
            try diagnostics(text("A ${style}")) == [
                """
                images.json:4:1: warning: nothing uses the fragment "other"
                    hint: A prompt includes it as ${other}.
                """,
                #"images.json:6:1: warning: nothing uses the variable "m""#,
            ])
        #expect(try diagnostics(text("A ${style} ${m} ${other}")).isEmpty)
        #expect(
            try diagnostics(text("A ${sytle}")) == [
                """
                images.json:8:14: error: all 2 images of a-${n}: there is no variable or fragment "sytle"
                    hint: Did you mean "style"?
                """
            ])
    }

    @Test("each piece of a prompt is told with where it is written")
    func origins() throws {
        let manifest = try compose(
            #"""
            {"version": 1, "fragments": {
            "style": "flat, ${light} ${n}",
            "light": {"file": "light.txt"}},
            "images": [{"name": "a-${n}", "each": {"n": [
            {"id": "1", "t": "one"},
            {"id": "2", "t": "two"}]}, "except": [{"n": "1"}],
            "prompt": ["A ${n.t}.", "${style}"]}, {"name": "b", "prompt": "B"}, {"name": "c", "promptFile": "c.txt"}]}
            """#, files: ["light.txt": "dusk", "c.txt": "C\nof ${light}, late"])
        func pieces(of name: String) throws -> [PromptPiece]? {
            let name = try ImageName(name)
            return manifest.origins.pieces(of: [name])[name]
        }
        let inline = try #require(try pieces(of: "a-2"))
        #expect(
            inline.map { "\($0.file):\($0.location.line):\($0.location.column) \($0.origin) \($0.text)" } == [
                "images.json:7:12 entry A ",
                #"images.json:6:1 variable("n", member: Optional("t"), id: "2") two"#,
                "images.json:7:21 entry .\n",
                #"images.json:2:10 fragment("style") flat, "#,
                #"light.txt:1:1 fragment("light") dusk"#,
                #"images.json:2:25 fragment("style")  "#,
                #"images.json:6:1 variable("n", member: nil, id: "2") 2"#,
            ])
        let fromFile = try #require(try pieces(of: "c"))
        #expect(
            fromFile.map { "\($0.file):\($0.location.line):\($0.location.column)" }
                == ["c.txt:1:1", "light.txt:1:1", "c.txt:2:12"])
        for product in manifest.products {
            #expect(try pieces(of: product.name.text)?.map(\.text).joined() == product.recipe.prompt)
        }
        #expect(try pieces(of: "none") == nil)
    }
}
