import ImageAssetsComposition
import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite struct SetParserTests {
    private func renditions(_ text: String, file: String = "images.json") throws -> [Rendition] {
        let parsed = ManifestParser.parse(SourceText(text), file: try PackagePath(file))
        #expect(parsed.faults.all.map(\.description) == [])
        return parsed.drafts.first?.entry?.renditions ?? []
    }

    @Test("every key of an imageset arrives in its files")
    func imageset() throws {
        let text = ##"""
            {"version": 1, "images": [{"name": "fox", "prompt": "A fox", "renditions": [
            { "imageset": "A.xcassets/${name} 1.imageset", "width": 12, "height": 34, "fit": "contain",
              "position": "top", "background": "#A0b1C2", "enlarge": true, "cutout": { "tolerance": 7 }, "trim": 3,
              "scales": [3, 1], "dark": "${name}-night", "expect": { "maxBytes": 5 } }]}]}
            """##
        let path = try PackagePath("art/A.xcassets/fox 1.imageset")
        let night = try ImageName("fox-night")
        let set = CatalogSet(path, .image(scales: [1, 3]), dark: night)
        let place = SourceLocation(line: 2, column: 15)
        let expect = Expectation(maxBytes: 5)
        let found = try renditions(text, file: "art/images.json")
        func file(_ name: String, scale: Int, of source: ImageName? = nil) throws -> Rendition {
            var form = RenditionForm(.png, width: 12 * scale, height: 34 * scale)
            form.fit = .contain
            form.position = .top
            form.background = RGBAColor(0xA0, 0xB1, 0xC2)
            form.enlarges = true
            form.cutout = RenditionForm.Cutout(tolerance: 7)
            form.trim = 3
            form.samples = .color
            let output = try PackagePath("\(path)/\(name)")
            return Rendition(output, .picture(form, of: source), expect: expect, at: place, in: set)
        }
        #expect(
            found == [
                try file("fox 1.png", scale: 1), try file("fox 1-dark.png", scale: 1, of: night),
                try file("fox 1@3x.png", scale: 3), try file("fox 1-dark@3x.png", scale: 3, of: night),
                Rendition(try PackagePath("\(path)/Contents.json"), .contents(set.contents), at: place, in: set),
            ])
        #expect(set.catalog?.text == "art/A.xcassets")
        #expect(set.catalogContents?.text == "art/A.xcassets/Contents.json")
    }

    @Test("every key of an appiconset arrives in its files")
    func appiconset() throws {
        let text = ##"""
            {"version": 1, "images": [{"name": "icon", "prompt": "An icon", "renditions": [
            { "appiconset": "A.xcassets/AppIcon.appiconset", "fit": "contain", "position": "top",
              "background": "#A0b1C2", "enlarge": true, "cutout": true, "trim": true,
              "platforms": ["watchos", "macos", "ios"], "dark": "a", "tinted": "b", "expect": { "maxBytes": 5 } }]}]}
            """##
        let found = try renditions(text)
        let set = CatalogSet(
            try PackagePath("A.xcassets/AppIcon.appiconset"), .icon(platforms: [.ios, .macos, .watchos]),
            dark: try ImageName("a"), tinted: try ImageName("b"))
        #expect(found.allSatisfy { $0.set == set })
        let sizes = [16, 32, 128, 256, 512].flatMap { ["-mac-\($0)": $0, "-mac-\($0)@2x": 2 * $0] }
        var sides = ["": 1024, "-dark": 1024, "-tinted": 1024, "-watchos": 1024]
        for (suffix, side) in sizes { sides[suffix] = side }
        #expect(found.count == sides.count + 1)
        for (suffix, side) in sides {
            let file = try #require(found.first { $0.output.lastPart == "AppIcon\(suffix).png" })
            let form = try #require(file.form)
            #expect(form.width == side && form.height == side, "\(suffix)")
            #expect(form.fit == .contain && form.position == .top && form.enlarges && form.trim == 0)
            #expect(form.background == RGBAColor(0xA0, 0xB1, 0xC2) && form.cutout == RenditionForm.Cutout())
            #expect(file.expect == Expectation(maxBytes: 5))
            #expect(file.source?.text == ["-dark": "a", "-tinted": "b"][suffix])
        }
        #expect(found.last?.output.lastPart == "Contents.json" && found.last?.expect == Expectation.none)
    }

    @Test("an icon covers its square unless it says otherwise, and an image without sides is a part of its asset")
    func defaults() throws {
        let text = """
            {"version": 1, "images": [{"name": "a", "prompt": "A", "renditions": [
            { "appiconset": "A.xcassets/a.appiconset" }, { "imageset": "A.xcassets/a.imageset" }]}]}
            """
        let found = try renditions(text)
        #expect(
            found.map(\.output.lastPart) == [
                "a.png", "Contents.json", "a.png", "a@2x.png", "a@3x.png", "Contents.json",
            ])
        #expect(found[0].form?.fit == .cover)
        #expect(found[2...4].map { $0.form?.part?.description } == ["1/3", "2/3", nil])
        #expect(found[2...4].allSatisfy { $0.form?.fit == .inside })
    }

    @Test("what other images a family's sets show is filled in for each")
    func family() throws {
        let text = #"""
            {"version": 1, "images": [
            {"name": "${a}", "each": { "a": ["fox", "owl"] }, "prompt": "A ${a}", "renditions": [
            { "imageset": "A.xcassets/${name}.imageset", "dark": "${a}-night" }]},
            {"name": "${a}-night", "each": { "a": ["fox", "owl"] }, "prompt": "A ${a} at night"}]}
            """#
        let products = try compose(text).products
        #expect(products.map { $0.entry.appearances.map(\.text) } == [["fox-night"], ["owl-night"], [], []])
        let sources = products[1].entry.renditions.compactMap(\.source)
        #expect(sources.map(\.text) == ["owl-night", "owl-night", "owl-night"])
    }

    @Test("images that show each other are no cycle, and none of them is made from the other")
    func cycle() throws {
        let text = #"""
            {"version": 1, "images": [
            {"name": "fox", "prompt": "A fox", "renditions": [
            { "imageset": "A.xcassets/fox.imageset", "dark": "night" }]},
            {"name": "night", "prompt": "A fox at night", "renditions": [
            { "imageset": "A.xcassets/night.imageset", "dark": "fox" }]}]}
            """#
        let manifest = try compose(text)
        #expect(manifest.warnings.isEmpty)
        #expect(manifest.products.allSatisfy { !$0.entry.hasParents })
    }

    @Test("a set that lies in no catalog is remarked once, whatever images it is of")
    func noCatalog() throws {
        let text = #"""
            {"version": 1, "images": [
            {"name": "${a}", "each": { "a": ["fox", "owl"] }, "prompt": "A ${a}", "renditions": [
            { "imageset": "Art/${name}.imageset" }, { "imageset": "Art.xcassets/Group/${name}.imageset" }]}]}
            """#
        #expect(
            try diagnostics(text) == [
                """
                images.json:3:15: warning: the imageset Art/fox.imageset lies in no .xcassets folder
                    hint: Xcode reads sets in asset catalogs only: Assets.xcassets/fox.imageset
                """
            ])
    }

    @Test("an image's renditions are bounded by their files")
    func tooMany() throws {
        let sets = (1...17).map { #"{ "imageset": "A.xcassets/a\#($0).imageset" }"# }
        let text = """
            {"version": 1, "images": [{"name": "a", "prompt": "A", "renditions": [\(sets.joined(separator: ",\n"))]}]}
            """
        #expect(
            try diagnostics(text) == [
                """
                images.json:17:15: error: the renditions are 68 files, with those of sets; an image has at most 64
                """
            ])
        #expect(try diagnostics(text.replacing("a17.imageset\"", with: "a17.imageset\", \"scales\": []")).count == 2)
        let fewer = sets.dropLast().joined(separator: ",\n")
        #expect(
            try diagnostics(
                "{\"version\": 1, \"images\": [{\"name\": \"a\", \"prompt\": \"A\", \"renditions\": [\(fewer)]}]}"
            ).isEmpty)
    }
}
