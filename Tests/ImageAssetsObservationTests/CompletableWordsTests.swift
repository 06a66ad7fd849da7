import ImageAssetsObservation
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite("What shells complete to")
struct CompletableWordsTests {
    private func words(_ texts: String...) throws -> CompletableWords {
        let package = try TemporaryPackage()
        let names = texts.indices.map { "\($0).json" }
        for (name, text) in zip(names, texts) { try package.write(text, to: name) }
        let folder = try PackageFolder(package.path)
        return CompletableWords(of: try names.map { Workspace(folder: folder, manifest: try PackagePath($0)) })
    }

    @Test("names are those of all images, of families after expansion, and of all manifests")
    func names() throws {
        let words = try words(
            """
            { "version": 1, "images": [
              { "name": "hero", "prompt": "A" },
              { "name": "icon-${animal}", "each": { "animal": ["fox", "owl"] }, "prompt": "A ${animal}" },
              { "name": "logo", "prompt": "A", "frozen": true }
            ] }
            """, #"{ "version": 1, "images": [{ "name": "Füchse", "prompt": "A" }] }"#)
        #expect(words.names == ["hero", "icon-fox", "icon-owl", "logo", "Füchse"])
        #expect(words.replaceableNames == ["hero", "icon-fox", "icon-owl", "Füchse"])
    }

    @Test("of a manifest with faults there is what can be understood, or nothing")
    func faults() throws {
        #expect(
            try words(
                """
                { "version": 1, "images": [
                  { "name": "hero", "prompt": "A", "sise": "1x1" }, { "name": "$(touch x)" }, { "name": "a b" },
                  { "nam": "fox" }, 7, { "name": "owl" }
                ] }
                """
            ).names == ["hero", "owl"])
        #expect(try words("{", "", #"{ "version": 99, "images": [{ "name": "a", "prompt": "A" }] }"#).names == [])
        let package = try TemporaryPackage()
        let absent = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        #expect(CompletableWords(of: [absent]).names == [])
    }

    @Test("paths come once their beginning is typed, and none that a shell could take for more than letters")
    func paths() throws {
        let outputs = [
            "Web/hero.png", "Web/My App.png", "Web/hero@2x.png", "Web/$(touch x).png", "Web/`touch x`.png",
            "Web/a;b.png", "Web/a'b.png", "Web/a\\\"b.png", "Web/a\\\\b.png", "Web/{a,b}.png", "Web/a*.png",
            "Web/a:b.png", "Web/^a.png", "-rf/a.png", "Other/hero.png",
        ]
        let renditions = outputs.map { #"{ "output": "\#($0)", "width": 8 }"# }.joined(separator: ", ")
        let words = try words(
            """
            { "version": 1, "swift": { "output": "Sources/App/Images.swift" }, "images": [
              { "name": "hero", "prompt": "A", "renditions": [\(renditions), { "imageset": "Media.xcassets/hero.imageset", "width": 8 }] }
            ] }
            """)
        #expect(words.paths(after: "") == [])
        #expect(words.paths(after: "Web/") == ["Web/hero.png", "Web/My App.png", "Web/hero@2x.png"])
        #expect(words.paths(after: "Web/h") == ["Web/hero.png", "Web/hero@2x.png"])
        #expect(words.paths(after: "Sour") == ["Sources/App/Images.swift"])
        #expect(words.paths(after: "-") == [])
        #expect(words.paths(after: "Media").first == "Media.xcassets/hero.imageset")
    }
}
