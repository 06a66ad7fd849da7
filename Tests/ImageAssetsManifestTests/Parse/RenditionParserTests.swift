import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsManifest

@Suite struct RenditionParserTests {
    private func entries(_ text: String, file: String = "images.json") throws -> [ImageEntry] {
        let parsed = ManifestParser.parse(SourceText(text), file: try PackagePath(file))
        #expect(parsed.faults.all.map(\.description) == [])
        return parsed.drafts.compactMap(\.entry)
    }

    @Test("every key of a rendition arrives")
    func allKeys() throws {
        let text = ##"""
            {"version": 1, "images": [{"name": "fox", "prompt": "A fox", "renditions": [
            { "output": "Web/${name}.webp", "width": 12, "height": 34, "fit": "contain", "position": "right bottom",
              "background": "#A0b1C280", "enlarge": true, "cutout": { "color": "#00FF00", "tolerance": 7, "inside": true },
              "trim": 3, "quality": 9, "expect": { "maxBytes": 5, "label": "required" } },
            { "output": "${name}.png" }, { "output": "a.webp", "lossless": true }]}]}
            """##
        let entry = try #require(try entries(text).first)
        var form = RenditionForm(.webp, width: 12, height: 34)
        form.fit = .contain
        form.position = .rightBottom
        form.background = RGBAColor(0xA0, 0xB1, 0xC2, alpha: 0x80)
        form.enlarges = true
        form.cutout = RenditionForm.Cutout(color: RGBAColor(0, 255, 0), tolerance: 7, inside: true)
        form.trim = 3
        form.quality = 9
        var lossless = RenditionForm(.webp)
        lossless.isLossless = true
        #expect(
            entry.renditions == [
                Rendition(
                    try PackagePath("Web/fox.webp"), form, expect: Expectation(maxBytes: 5, requiresLabel: true),
                    at: SourceLocation(line: 2, column: 13)),
                Rendition(try PackagePath("fox.png"), RenditionForm(.png), at: SourceLocation(line: 5, column: 13)),
                Rendition(try PackagePath("a.webp"), lossless, at: SourceLocation(line: 5, column: 42)),
            ])
    }

    @Test("an image's renditions and label win over those of defaults as a whole")
    func wholeWins() throws {
        let text = """
            {"version": 1,
              "defaults": { "label": { "credit": "Us" }, "renditions": [
                { "output": "Web/${name}.webp" }, { "output": "Web/${name}.png" }] },
              "images": [
                { "name": "a", "prompt": "A" },
                { "name": "b", "prompt": "B", "renditions": [{ "output": "b.jpg" }], "label": { "copyright": "Me" } },
                { "name": "c", "prompt": "C", "renditions": [], "label": false },
                { "name": "d-${x}", "each": { "x": ["1", "2"] }, "prompt": "${x}" }
              ]
            }
            """
        let entries = try entries(text)
        #expect(
            entries.map { $0.renditions.map(\.output.text) } == [
                ["Web/a.webp", "Web/a.png"], ["b.jpg"], [], ["Web/d-1.webp", "Web/d-1.png"],
                ["Web/d-2.webp", "Web/d-2.png"],
            ])
        #expect(
            entries.map(\.label) == [
                LabelOptions(credit: "Us"), LabelOptions(copyright: "Me"), LabelOptions(isWritten: false),
                LabelOptions(credit: "Us"), LabelOptions(credit: "Us"),
            ])
    }

    @Test("outputs of renditions are relative to the manifest's folder")
    func folder() throws {
        let text = """
            {"version": 1, "images": [{"name": "a", "prompt": "A", "renditions": [{ "output": "Web/${name}.png" }]}]}
            """
        #expect(try entries(text, file: "art/icons.json").first?.renditions.first?.output.text == "art/Web/a.png")
    }

    @Test("alternative text is filled in for each image of a family, and never sent")
    func alt() throws {
        let text = #"""
            {"version": 1, "images": [{"name": "${x}", "prompt": "An icon", "alt": "$${x}: ${x.text}", "each":
            { "x": [{ "id": "1", "text": "A fox" }, { "id": "2", "text": "${x}" }] } }]}
            """#
        #expect(try entries(text).map(\.alt) == ["${x}: A fox", "${x}: ${x}"])
        #expect(try compose(text).products.map(\.recipe.prompt) == ["An icon", "An icon"])
    }

    @Test("the source type is an address, whichever way it is written")
    func sourceType() throws {
        for text in ["digitalArt", "http://cv.iptc.org/newscodes/digitalsourcetype/digitalArt"] {
            let manifest = #"""
                {"version": 1, "images": [{"name": "a", "prompt": "A", "label": { "digitalSourceType": "\#(text)" }}]}
                """#
            #expect(
                try entries(manifest).first?.label.digitalSourceType
                    == "http://cv.iptc.org/newscodes/digitalsourcetype/digitalArt")
        }
        #expect(ManifestParser.sourceTypes.contains { RenditionLabel.trained.hasSuffix("/" + $0) })
        #expect(ManifestParser.sourceTypes.contains { RenditionLabel.composite.hasSuffix("/" + $0) })
    }

    @Test("quality beside lossless is remarked, and no error")
    func qualityOfLossless() throws {
        let text = #"""
            {"version": 1, "images": [{"name": "a", "prompt": "A", "renditions": [
            { "output": "a.webp", "lossless": true, "quality": 7 }]}]}
            """#
        #expect(
            try diagnostics(text) == [
                """
                images.json:2:52: warning: "quality" changes no pixel of a lossless WebP
                    hint: Leave one of the two out.
                """
            ])
    }

    @Test("a family that uses a variable in a rendition or in alternative text alone uses it")
    func usedVariables() throws {
        let text = #"""
            {"version": 1, "images": [{"name": "${a}", "each": { "a": ["1"], "b": ["2"], "c": ["3"] }, "prompt": "A",
            "alt": "${b}", "renditions": [{ "output": "${c}.png" }]}]}
            """#
        #expect(try diagnostics(text) == [])
    }

    @Test("renditions of more images than a manifest can have are not made out")
    func countless() throws {
        let renditions = (1...64).map { #"{ "output": "${name}-\#($0).png" }"# }.joined(separator: ", ")
        let values = (1...2_000).map { "\"\($0)\"" }.joined(separator: ", ")
        let text = #"""
            {"version": 1, "images": [
            {"name": "a", "prompt": "A", "renditions": [{ "output": "a.png" }]},
            {"name": "b-${x}", "each": { "x": [\#(values)] }, "prompt": "${x}", "renditions": [\#(renditions)]}]}
            """#
        let parsed = ManifestParser.parse(SourceText(text), file: try PackagePath("images.json"))
        #expect(parsed.drafts.map(\.renditions.count).reduce(0, +) == 1)
        #expect(
            parsed.faults.all.map(\.description) == [
                """
                images.json:3:1: error: 128001 renditions; a manifest has at most 100000
                    hint: Give some of the images a manifest of their own.
                """
            ])
    }
}
