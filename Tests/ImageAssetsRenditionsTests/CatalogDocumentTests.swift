import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsRenditions

/// Files written by hand, in Fixtures/catalogs; their names say what is in them.
@Suite("What Xcode reads of a catalog")
struct CatalogDocumentTests {
    /// Every set that a manifest can declare.
    static let sets: [CatalogContents] =
        subsets(of: [1, 2, 3]).flatMap { scales in
            [false, true].map { CatalogContents(.image(scales: scales), isDark: $0) }
        }
        + subsets(of: CatalogContents.Platform.allCases).flatMap { platforms in
            // Only iOS shows an icon in other appearances.
            (platforms.contains(.ios) ? [false, true] : [false]).flatMap { isDark in
                (platforms.contains(.ios) ? [false, true] : [false]).map { isTinted in
                    CatalogContents(.icon(platforms: platforms), isDark: isDark, isTinted: isTinted)
                }
            }
        }

    /// All but the empty one, in order.
    private static func subsets<Element>(of all: [Element]) -> [[Element]] {
        (1..<1 << all.count).map { bits in all.indices.filter { bits >> $0 & 1 == 1 }.map { all[$0] } }
    }

    private func words(_ contents: CatalogContents) -> [String] {
        let appearances = (contents.isDark ? ["dark"] : []) + (contents.isTinted ? ["tinted"] : [])
        switch contents.kind {
        case .image(let scales): return ["imageset"] + scales.map { "\($0)" } + appearances
        case .icon(let platforms): return ["appiconset"] + platforms.map(\.rawValue) + appearances
        }
    }

    private func name(_ contents: CatalogContents) -> String {
        if case .icon = contents.kind { "AppIcon" } else { "Fuchs 狐" }
    }

    private func text(_ contents: CatalogContents, _ name: String) -> String {
        String(decoding: CatalogDocument.contents(contents, ofSet: name), as: UTF8.self)
    }

    @Test("there are 14 imagesets and 19 appiconsets, and a file for each")
    func all() throws {
        #expect(Self.sets.count == 33)
        let files = try FileManager.default.contentsOfDirectory(
            at: fixtures.appendingPathComponent("catalogs"), includingPropertiesForKeys: nil)
        let expected = Self.sets.map { words($0).joined(separator: " ") + ".json" } + ["catalog.json"]
        #expect(files.map(\.lastPathComponent).sorted() == expected.sorted())
    }

    @Test("a set's file is the one that Xcode writes, byte for byte", arguments: sets)
    func golden(_ contents: CatalogContents) throws {
        try expectGolden(
            text(contents, name(contents)), at: "catalogs/\(words(contents).joined(separator: " ")).json")
    }

    @Test("so is a catalog's")
    func catalog() throws {
        try expectGolden(String(decoding: CatalogDocument.ofCatalog, as: UTF8.self), at: "catalogs/catalog.json")
    }

    @Test(
        "a file's name is there as it is, but for what JSON needs escaped",
        arguments: [(#"say "hi""#, #"say \"hi\""#), ("café/é 🦊", "café/é 🦊"), ("a'b<c>&", "a'b<c>&")])
    func escaped(_ name: String, _ written: String) throws {
        let text = text(CatalogContents(.image(scales: [2])), name)
        #expect(text.contains(#"      "filename" : "\#(written)@2x.png","#))
        let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let names = (read?["images"] as? [[String: Any]])?.compactMap { $0["filename"] as? String }
        #expect(names == ["\(name)@2x.png"])
    }

    @Test("the files that it names are those that are made, each once", arguments: sets)
    func files(_ contents: CatalogContents) throws {
        let dark = contents.isDark ? try ImageName("night") : nil
        let tinted = contents.isTinted ? try ImageName("grey") : nil
        let set = CatalogSet(try PackagePath("Art.xcassets/A b.set"), contents.kind, dark: dark, tinted: tinted)
        let files = set.files(RenditionForm(.png)).map(\.name)
        #expect(files.last == "Contents.json")
        let read = try JSONSerialization.jsonObject(with: CatalogDocument.contents(contents, ofSet: set.name))
        let images = try #require((read as? [String: Any])?["images"] as? [[String: Any]])
        #expect(images.compactMap { $0["filename"] as? String } == files.dropLast())
        // Not even on a disk that takes A for a.
        #expect(Set(files.map { $0.lowercased() }).count == files.count)
        #expect(files.dropLast().allSatisfy { $0.hasPrefix("A b") && $0.hasSuffix(".png") })
    }

    @Test(
        "a set lies in the outermost folder that is a catalog",
        arguments: [
            ("App/Art.xcassets/fox.imageset", "App/Art.xcassets"),
            ("App/Art.xcassets/Group/fox.imageset", "App/Art.xcassets"),
            ("A.xcassets/B.xcassets/fox.imageset", "A.xcassets"),
            ("App/Art/fox.imageset", nil), ("fox.imageset", nil), ("fox.xcassets", nil),
            ("Art.xcassets\u{301}/fox.imageset", nil), ("Art.xcassetsx/fox.imageset", nil),
        ])
    func around(_ set: String, _ catalog: String?) throws {
        let set = CatalogSet(try PackagePath(set), .image(scales: [1]))
        #expect(set.catalog?.text == catalog)
        #expect(set.catalogContents?.text == catalog.map { "\($0)/Contents.json" })
    }

    @Test(
        "a set is called as its folder is, without the ending",
        arguments: ["fox", "Füchse 狐", "\u{301}fox", "fox\u{301}"])
    func setName(_ name: String) throws {
        let set = CatalogSet(try PackagePath("A.xcassets/\(name).imageset"), .image(scales: [1]))
        #expect(set.name.utf8.elementsEqual(name.utf8))
    }
}
