import ImageAssetsComposition
import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsManifest

/// Each key that sets of an asset catalog have, changed alone.
@Suite struct SetKeyTests {
    private static let imageset = [
        "imageset": #""A.xcassets/b.imageset""#, "width": "80", "height": "60", "fit": #""cover""#,
        "cutout": #"{"tolerance": 1}"#, "dark": #""b""#,
    ]
    private static let appiconset = [
        "appiconset": #""A.xcassets/b.appiconset""#, "cutout": #"{"tolerance": 1}"#, "dark": #""b""#,
        "tinted": #""b""#, "platforms": #"["ios", "macos"]"#,
    ]

    /// Files by the ends of their names.
    private enum Files {
        case none, pictures
        case some(Set<String>)
    }

    /// Of both kinds.
    private static let keys: [String: (value: String, changes: Files)] = [
        "fit": (#""contain""#, .pictures), "position": (#""top""#, .pictures),
        "background": (##""#ffffff""##, .pictures), "enlarge": ("true", .pictures), "cutout": ("true", .pictures),
        "trim": ("true", .pictures), "expect": (#"{"maxBytes": 1}"#, .none),
    ]
    private static let imagesetKeys = keys.merging([
        "imageset": (#""A.xcassets/Group/c.imageset""#, .none), "width": ("81", .pictures),
        "height": ("61", .pictures), "scales": ("[1, 3]", .some(["Contents.json", "@2x.png", "-dark@2x.png"])),
        "dark": (#""c""#, .some(["-dark.png", "-dark@2x.png", "-dark@3x.png"])),
    ]) { _, new in new }
    private static let appiconsetKeys = keys.merging([
        "appiconset": (#""A.xcassets/Group/c.appiconset""#, .none),
        "platforms": (
            #"["ios"]"#,
            .some(
                Set(
                    ["Contents.json"]
                        + [16, 32, 128, 256, 512].flatMap { ["-mac-\($0).png", "-mac-\($0)@2x.png"] }))
        ),
        "dark": (#""c""#, .some(["-dark.png"])), "tinted": (#""c""#, .some(["-tinted.png"])),
    ]) { _, new in new }

    private struct Made {
        let paid: [Fingerprint?]
        /// By the ends of the files' names.
        let recipes: [String: RenditionRecipe]
    }

    private func made(_ members: [String: String]) throws -> Made {
        let set = "{" + members.sorted { $0.key < $1.key }.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
        let manifest = try compose(
            #"""
            {"version": 1, "images": [
            {"name": "a", "prompt": "A", "alt": "A", "renditions": [\#(set)]},
            {"name": "b", "prompt": "B", "alt": "B"}, {"name": "c", "prompt": "C", "alt": "C"}]}
            """#)
        let origins = manifest.products.map { product in
            (product.name, RenditionOrigin(digest(product.name.text), of: product.entry, product.recipe))
        }
        let all = RenditionOrigins(origins[0].1, others: Dictionary(uniqueKeysWithValues: origins))
        let renditions = manifest.products[0].entry.renditions
        let recipes = try renditions.map { rendition in
            let set = try #require(rendition.set)
            let name = rendition.output.lastPart
            return (name.hasPrefix(set.name) ? String(name.dropFirst(set.name.count)) : name, all.recipe(of: rendition))
        }
        return Made(
            paid: manifest.products.map(\.fingerprint), recipes: Dictionary(uniqueKeysWithValues: recipes))
    }

    /// The files whose recipes differ, and those that one of them has alone.
    private func changed(_ one: Made, _ other: Made) -> Set<String> {
        Set(one.recipes.keys).union(other.recipes.keys).filter {
            one.recipes[$0]?.fingerprint != other.recipes[$0]?.fingerprint
        }
    }

    @Test("the keys that are tried are all that there are")
    func all() {
        #expect(Set(Self.imagesetKeys.keys) == words(RenditionKind.imageset.keys))
        #expect(Set(Self.appiconsetKeys.keys) == words(RenditionKind.appiconset.keys))
        let kinds = RenditionKind.allCases.map { words($0.keys) }
        #expect(kinds.reduce([]) { $0.union($1) } == words(RenditionKind.allKeys))
    }

    private func words(_ keys: StaticString) -> Set<String> { Set("\(keys)".split(separator: " ").map(String.init)) }

    @Test("no key of an imageset costs a request, and each makes those files anew that it bears on")
    func imageset() throws {
        for (key, (value, files)) in Self.imagesetKeys { try check(key, value, files, of: Self.imageset) }
    }

    @Test("no key of an appiconset costs a request, and each makes those files anew that it bears on")
    func appiconset() throws {
        for (key, (value, files)) in Self.appiconsetKeys { try check(key, value, files, of: Self.appiconset) }
    }

    private func check(_ key: String, _ value: String, _ files: Files, of set: [String: String]) throws {
        let before = try made(set)
        let after = try made(set.merging([key: value]) { _, new in new })
        #expect(after.paid == before.paid, "\(key)")
        let without = try compose(
            #"""
            {"version": 1, "images": [{"name": "a", "prompt": "A"}, {"name": "b", "prompt": "B"},
            {"name": "c", "prompt": "C"}]}
            """#)
        #expect(after.paid == without.products.map(\.fingerprint), "\(key)")
        let changed = changed(before, after)
        switch files {
        case .none: #expect(changed.isEmpty, "\(key)")
        case .pictures: #expect(changed == Set(before.recipes.keys).subtracting(["Contents.json"]), "\(key)")
        case .some(let names): #expect(changed == names, "\(key)")
        }
    }

    @Test("an appearance that is added or left out changes its own files and the list of them")
    func appearances() throws {
        for (set, key) in [(Self.imageset, "dark"), (Self.appiconset, "dark"), (Self.appiconset, "tinted")] {
            let with = try made(set)
            let without = try made(set.filter { $0.key != key })
            let own = with.recipes.keys.filter { $0.hasPrefix("-\(key)") }
            #expect(!own.isEmpty)
            #expect(changed(with, without) == Set(own).union(["Contents.json"]))
            #expect(with.paid == without.paid)
        }
    }

    @Test("what is said as its default is what is not said")
    func defaults() throws {
        let imageset = ["imageset": #""A.xcassets/b.imageset""#, "width": "80", "height": "60"]
        let said = imageset.merging(["scales": "[3, 2, 1]", "fit": #""inside""#]) { _, new in new }
        #expect(try made(said).recipes == made(imageset).recipes)
        let icon = ["appiconset": #""A.xcassets/b.appiconset""#]
        let saidIcon = icon.merging(["platforms": #"["ios"]"#, "fit": #""cover""#]) { _, new in new }
        #expect(try made(saidIcon).recipes == made(icon).recipes)
    }

    @Test("the lockfile keeps the recipe of every file as it is written")
    func lockfile() throws {
        let product = try image("a")
        for set in [Self.imageset, Self.appiconset] {
            var records: [PackagePath: LockedRendition] = [:]
            for (name, recipe) in try made(set).recipes {
                let facts = recipe.picture == nil ? nil : pictureFacts(2, 3, [.iptc])
                records[try PackagePath("A.xcassets/b\(name)")] = LockedRendition(
                    recipe, sha256: digest(name), byteCount: 1, facts: facts)
            }
            let lockfile = Lockfile(images: [product.name: entry(for: product, content: "asset").with(records)])
            let text = lockfile.text(for: try PackagePath("images.json"))
            let read = try Lockfile(parsing: SourceText(text), file: try PackagePath("images.lock.json"))
            #expect(read == lockfile)
            #expect(read.images[product.name]?.renditions == records)
        }
    }
}
