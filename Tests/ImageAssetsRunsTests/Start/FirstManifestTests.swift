import Foundation
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsRuns
@testable import ImageAssetsStore

@Suite("The first manifest")
struct FirstManifestTests {
    @Test("only what begins like a PNG and is a file itself can be adopted")
    func adoptable() throws {
        let package = try TemporaryPackage()
        let signature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        try package.write(signature + Data("and so on".utf8), to: "Art/real.png")
        try package.write(signature, to: "d.png/inside.png")
        try package.write(Data(), to: "empty.png")
        try package.write("GIF89a and so on", to: "other.png")
        try package.write(signature.prefix(7), to: "short.png")
        try package.link("link.png", to: "Art/real.png")
        try package.link("nothing.png", to: "Art/gone.png")
        let workspace = Workspace(
            folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        #expect(
            FirstManifest.surroundings(in: workspace).adoptable.map(\.text) == ["Art/real.png", "d.png/inside.png"])
        try package.write(
            """
            {"version": 1, "images": [{"name": "a", "prompt": "A", "renditions": [{ "output": "real.png" }]}]}
            """, to: "Art/icons.json")
        #expect(FirstManifest.surroundings(in: workspace).adoptable.map(\.text) == ["d.png/inside.png"])
    }

    @Test("a target's catalog goes before others, these before what others wrote, and then the shallowest counts")
    func mostLikely() throws {
        let package = try TemporaryPackage()
        let workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        for path in [
            "Pods/A/A.xcassets", "Demo/Deep/A.xcassets", "Demo/Z.xcassets", "Sources/App/Resources/A.xcassets",
            "Sources/App/M.xcassets",
        ] {
            try package.write("{}", to: "\(path)/Contents.json")
            let (found, expected) = (FirstManifest.surroundings(in: workspace), path)
            #expect(found.catalog?.text == expected)
            #expect(found.resource == nil)
        }
        try package.write("// swift-tools-version: 6.1\n", to: "Package.swift")
        #expect(FirstManifest.surroundings(in: workspace).resource == "M.xcassets")
        let nested = Workspace(
            folder: workspace.folder, manifest: try PackagePath("Sources/App/Resources/images.json"))
        let found = FirstManifest.surroundings(in: nested)
        #expect(found.catalog?.text == "A.xcassets")
        #expect(found.resource == "Resources/A.xcassets")
    }

    @Test("the first catalog is offered, and a target's folder is named")
    func catalog() throws {
        let package = try TemporaryPackage()
        let workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        #expect(FirstManifest.surroundings(in: workspace) == FirstManifest.Surroundings())
        for path in ["Sources/Shop/Media.xcassets", "Sources/App/B.xcassets", "A${name}.xcassets", ".build/A.xcassets"]
        {
            try package.write("{}", to: "\(path)/Contents.json")
        }
        let found = FirstManifest.surroundings(in: workspace)
        #expect(found.catalog?.text == "Sources/App/B.xcassets")
        #expect(found.target?.text == "Sources/App")
        let text = FirstManifest.text(showingIn: found.catalog)
        let json = try JSONValue(parsing: SourceText(text))
        guard case .array(let images)? = json["images"], case .array(let renditions)? = images.first?["renditions"]
        else {
            Issue.record("no renditions: \(text)")
            return
        }
        #expect(renditions == [["imageset": "Sources/App/B.xcassets/${name}.imageset"]])
    }
}
