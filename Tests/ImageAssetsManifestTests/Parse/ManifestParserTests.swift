import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite struct ManifestParserTests {
    private func parse(_ text: String, file: String = "images.json") throws -> [ImageEntry] {
        let parsed = ManifestParser.parse(SourceText(text), file: try PackagePath(file))
        #expect(parsed.faults.all.isEmpty)
        return parsed.drafts.compactMap(\.entry)
    }

    @Test("without defaults an image has the service's model, 1024x1024 and Images/${name}.png")
    func fallbacks() throws {
        let image = try #require(
            try parse(#"{"version": 1, "images": [{"name": "hero", "prompt": "A poster"}]}"#).first)
        let place = SourceLocation(line: 1, column: 27)
        #expect(image.location == place)
        #expect(image.name == Located(try ImageName("hero"), at: SourceLocation(line: 1, column: 36)))
        #expect(image.prompt == Located(.inline("A poster"), at: SourceLocation(line: 1, column: 54)))
        #expect(image.model == Located("gpt-image-2", at: place))
        #expect(image.size.value == RequestedSize("1024x1024"))
        #expect(image.output == Located(try PackagePath("Images/hero.png"), at: place))
        #expect(image.parameters.value.isEmpty)
        #expect(image.expect.value == Expectation())
        #expect(image.variant == nil)
        #expect(!image.frozen)
    }

    @Test("what an image says wins over defaults as a whole: nothing of the default is mixed in")
    func wholeWins() throws {
        let text = """
            {
              "version": 1,
              "service": "openai",
              "defaults": {
                "size": "auto", "parameters": { "quality": "low", "background": "opaque" },
                "expect": { "alpha": "forbidden", "minWidth": 512 }, "output": "Art/${name}.png"
              },
              "images": [
                { "name": "a", "prompt": "A poster" },
                { "name": "b", "prompt": "A poster", "size": "1536x1024", "parameters": { "quality": "high" },
                  "expect": {}, "output": "Other/${name}-${name}.png" }
              ]
            }
            """
        let parsed = ManifestParser.parse(SourceText(text), file: try PackagePath("images.json"))
        #expect(parsed.rules?.name == "openai")
        let entries = try parse(text)
        let (a, b) = (entries[0], entries[1])
        #expect(a.size == Located(.auto, at: SourceLocation(line: 5, column: 13)))
        #expect(a.parameters.value == ["quality": .string("low"), "background": .string("opaque")])
        #expect(a.expect.value == Expectation(minWidth: 512, alpha: .forbidden))
        #expect(a.output.value == (try PackagePath("Art/a.png")))
        #expect(
            b.size == Located(.pixels(try #require(PixelSize("1536x1024"))), at: SourceLocation(line: 10, column: 50)))
        #expect(b.parameters.value == ["quality": .string("high")])
        #expect(b.expect.value == Expectation())
        #expect(b.output.value == (try PackagePath("Other/b-b.png")))
    }

    @Test("paths are relative to the manifest's folder")
    func folder() throws {
        let text = """
            {"version": 1, "images": [
            {"name": "a", "promptFile": "Prompts/a.txt", "references": ["b.png", "C/d.png"], "output": "${name}.png"}]}
            """
        let image = try #require(try parse(text, file: "art/icons.json").first)
        #expect(image.prompt.value == .file(try PackagePath("art/Prompts/a.txt")))
        #expect(image.references.compactMap(\.value.path?.text) == ["art/b.png", "art/C/d.png"])
        #expect(image.output.value.text == "art/a.png")
    }

    @Test("a field of the request is found in the manifest, however a server writes it")
    func fields() throws {
        let text = """
            {"version": 1, "service": "openai", "images": [
            {"name": "a",
            "prompt": "A poster",
            "model": "gpt-image-2",
            "size": "1024x1024",
            "references": [
            "a.png"],
            "parameters": {"quality": "low"}}]}
            """
        let image = try #require(try parse(text).first)
        for (field, line) in [
            ("prompt", 3), ("model", 4), ("size", 5), ("body.size", 5), ("image", 7), ("image[]", 7), ("image[0]", 7),
            ("quality", 8), ("body.quality", 8), ("background", nil), ("", nil), (".", nil),
        ] {
            #expect(image.location(ofField: field)?.line == line, "\(field)")
        }
    }

    @Test("the lines of a prompt are joined by line feeds and sent as they are written")
    func lines() throws {
        let image = try #require(
            try parse(#"{"version": 1, "images": [{"name": "a", "prompt": ["One.", "", " Two.\r\n"]}]}"#).first)
        #expect(image.prompt.value == .inline("One.\n\n Two.\r\n"))
    }

    @Test("every member of expect, variant and frozen arrive")
    func allFields() throws {
        let text = """
            {"version": 1, "images": [{"name": "a", "prompt": "A poster", "variant": -3, "frozen": true, "expect": {
            "width": 160, "height": 90, "minWidth": 1, "minHeight": 2, "aspectRatio": "16:9", "alpha": "required",
            "maxBytes": 7, "blank": true, "unchanged": true}}]}
            """
        let image = try #require(try parse(text).first)
        #expect(image.variant == -3)
        #expect(image.frozen)
        #expect(
            image.expect.value
                == Expectation(
                    width: 160, height: 90, minWidth: 1, minHeight: 2, aspectRatio: AspectRatio("16:9"),
                    alpha: .required, maxBytes: 7, allowsBlank: true, allowsUnchanged: true))
    }

    @Test("a manifest of a newer version is refused for that alone")
    func newer() throws {
        let parsed = ManifestParser.parse(
            SourceText(#"{"version": 9, "images": {}, "more": 1}"#), file: try PackagePath("images.json"))
        #expect(
            parsed.faults.all.map(\.message)
                == ["the manifest has version 9; this tool reads versions up to 1"])
    }

    @Test("text from the manifest cannot move the terminal's cursor or hide")
    func controlCharacters() throws {
        let parsed = ManifestParser.parse(
            SourceText(#"{"version": 1, "images": [], "\u001b[2J\u202e": 1}"#), file: try PackagePath("images.json"))
        #expect(parsed.faults.all.map(\.message) == [#"unknown key "\u{001B}[2J\u{202E}""#])
    }
}
