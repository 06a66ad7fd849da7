import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

/// One entry, many images.
@Suite struct ExpanderTests {
    private func parse(_ images: String, _ top: String = "", file: String = "images.json") throws -> ParsedManifest {
        let parsed = ManifestParser.parse(
            SourceText(#"{"version": 1, \#(top) "images": [\#(images)]}"#), file: try PackagePath(file))
        #expect(parsed.faults.all.isEmpty)
        return parsed
    }

    @Test("there is one image for each combination, in the order written, the last variable fastest")
    func order() throws {
        let parsed = try parse(
            #"""
            {"name": "first", "prompt": "A"},
            {"name": "${b}-${a}", "each": {"a": ["2", "1"], "b": ["x", "y", "z"]}, "prompt": "A",
             "except": [{"b": "y", "a": "2"}, {"b": "z"}]},
            {"name": "last", "prompt": "A"}
            """#)
        #expect(parsed.drafts.compactMap(\.name?.value.text) == ["first", "x-2", "x-1", "y-1", "last"])
        let entries = parsed.drafts.compactMap(\.entry)
        #expect(entries.map { $0.family == nil } == [true, false, false, false, true])
        #expect(
            entries[3].family
                == FamilyMember(of: "${b}-${a}", [FamilyMember.Value("a", "1"), FamilyMember.Value("b", "y")]))
        #expect(Set(entries[1...3].map(\.location)).count == 1)
    }

    @Test("names and paths are filled in, the image's own name in its output alone")
    func fields() throws {
        let parsed = try parse(
            #"""
            {"name": "${a}", "each": {"a": [{"id": "fox", "file": "f.png", "text": "t.txt"}]},
             "promptFile": "Prompts/${a.text}", "references": ["In/${a.file}", {"image": "${a}-sketch"}, "x.png"],
             "mask": {"image": "${a.id}-mask"}, "output": "Out/${name}/${a.file}"}
            """#, file: "art/icons.json")
        let entry = try #require(parsed.drafts.first?.entry)
        #expect(entry.name.value.text == "fox")
        #expect(entry.prompt.value == .file(try PackagePath("art/Prompts/t.txt")))
        #expect(
            entry.references.map(\.value) == [
                .file(try PackagePath("art/In/f.png")), .image(try ImageName("fox-sketch")),
                .file(try PackagePath("art/x.png")),
            ])
        #expect(entry.mask?.value == .image(try ImageName("fox-mask")))
        #expect(entry.output.value.text == "art/Out/fox/f.png")
    }

    @Test("the output of defaults is filled in for each image, with what its own variables are")
    func defaultOutput() throws {
        let parsed = try parse(
            #"""
            {"name": "i-${a}", "each": {"a": ["1", "2"]}, "prompt": "A"},
            {"name": "j-${a}", "each": {"b": ["x"], "a": ["3"]}, "prompt": "A ${b}"}
            """#, #""defaults": {"output": "Art/${a}/${name}.png"},"#)
        #expect(parsed.drafts.compactMap(\.output?.value.text) == ["Art/1/i-1.png", "Art/2/i-2.png", "Art/3/j-3.png"])
    }

    @Test("values are literal: what looks like a name in them is none")
    func literal() throws {
        let manifest = try compose(
            ##"{"version": 1, "images": [{"name": "a-${n}", "each": {"n": [{"id": "1", "t": "$${n} ${x} ${"}]}, "##
                + ##""prompt": "A ${n.t}"}]}"##)
        #expect(manifest.prompts == ["a-1": "A $${n} ${x} ${"])
    }

    @Test("an entry whose `each` is wrong makes nobody believe that all images are known")
    func unknownImages() throws {
        let path = try PackagePath("images.json")
        let wrong = ManifestParser.parse(
            SourceText(
                #"{"version": 1, "images": [{"name": "a", "prompt": "A"}, {"name": "b", "each": 7, "prompt": "A"}]}"#),
            file: path)
        #expect(wrong.drafts.compactMap(\.name?.value.text) == ["a"])
        #expect(!wrong.hasAllImages)
        #expect(try parse(#"{"name": "a", "prompt": "A"}"#).hasAllImages)
    }

    @Test("what is odd is told once for all images of a family")
    func warnings() throws {
        let text = #"""
            {"version": 1,
            "fragments": {"style": "flat",
            "unused": "round ${style}"},
            "images": [
            {"name": "a-${n}", "each": {"n": ["1", "2", "3"],
            "m": ["x"]}, "prompt": "A",
            "references": [{"image": "b"}, {"image": "b"}], "except": [{"n": "3"},
            {"m": "x", "n": "3"}]}]}
            """#
        #expect(
            try diagnostics(text).first { $0.contains("sent twice") }
                == "images.json:7:42: warning: all 2 images of a-${n}: the image b is sent twice with this image")
        let parsed = ManifestParser.parse(SourceText(text), file: try PackagePath("images.json"))
        #expect(
            parsed.faults.all.map(\.description).first
                == "images.json:8:1: warning: this exception leaves out nothing that others do not")
    }
}
