import ImageAssetsComposition
import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsManifest

/// Each key that renditions, labels and alternative text have, changed alone.
@Suite struct RenditionKeyTests {
    private static let rendition = [
        "output": #""Web/a.webp""#, "width": "80", "height": "60", "fit": #""cover""#, "cutout": #"{"tolerance": 1}"#,
    ]
    private static let base = ["alt": #""A fox""#, "label": #"{"credit": "One"}"#]

    private static let keys = [
        "output": #""Other/b.webp""#, "width": "81", "height": "61", "fit": #""contain""#, "position": #""top""#,
        "background": ##""#ffffff""##, "enlarge": "true", "cutout": "true", "trim": "true", "quality": "84",
        "lossless": "true", "expect": #"{"maxBytes": 1}"#,
    ]
    private static let cutoutKeys = ["color": ##""#00ff00""##, "tolerance": "2", "inside": "true"]
    private static let labelKeys = [
        "credit": #""Two""#, "copyright": #""Two""#, "prompt": "true", "digitalSourceType": #""algorithmicMedia""#,
    ]

    private struct Made {
        let paid: Fingerprint?
        let recipe: RenditionRecipe
    }

    private func made(_ rendition: [String: String] = rendition, _ image: [String: String] = base) throws -> Made {
        let renditions = "[\(Self.object(rendition))]"
        let members = image.merging(["name": #""a""#, "prompt": #""A""#, "renditions": renditions]) { own, _ in own }
        let manifest = try compose(#"{"version": 1, "images": [\#(Self.object(members))]}"#)
        let product = try #require(manifest.products.first)
        let made = try #require(product.entry.renditions.first)
        let label = RenditionLabel(
            product.entry.label, alt: product.entry.alt, asset: product.recipe, isPersons: false)
        let form = try #require(made.form)
        return Made(
            paid: product.fingerprint, recipe: RenditionRecipe(asset: digest("asset"), form, label: label))
    }

    private static func object(_ members: [String: String]) -> String {
        "{" + members.sorted { $0.key < $1.key }.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }

    private func paidWithoutAny() throws -> Fingerprint? {
        try compose(#"{"version": 1, "images": [{"name": "a", "prompt": "A"}]}"#).products.first?.fingerprint
    }

    @Test("the keys that are tried are all that there are")
    func all() {
        #expect(Set(Self.keys.keys) == words(RenditionKind.output.keys))
        #expect(Set(Self.cutoutKeys.keys) == words(ManifestParser.cutoutKeys))
        #expect(Set(Self.labelKeys.keys) == words(ManifestParser.labelKeys))
    }

    private func words(_ keys: StaticString) -> Set<String> { Set("\(keys)".split(separator: " ").map(String.init)) }

    @Test("no key of a rendition costs a request, and each that bears on its bytes makes it anew", arguments: keys.keys)
    func rendition(key: String) throws {
        let before = try made()
        let after = try made(Self.rendition.merging([key: Self.keys[key] ?? ""]) { _, new in new })
        #expect(try after.paid == before.paid && after.paid == paidWithoutAny())
        let bears = !["output", "expect"].contains(key)
        #expect((after.recipe.fingerprint != before.recipe.fingerprint) == bears)
        #expect((after.recipe.json != before.recipe.json) == bears)
    }

    @Test("the format bears on its bytes", arguments: ["png", "jpg", "jpeg"])
    func format(name: String) throws {
        let other = try made(Self.rendition.merging(["output": #""Web/a.\#(name)""#]) { _, new in new })
        #expect(try other.paid == paidWithoutAny())
        #expect(try other.recipe.fingerprint != made().recipe.fingerprint)
        let jpeg = try made(Self.rendition.merging(["output": #""Web/a.jpg""#]) { _, new in new })
        #expect((other.recipe.fingerprint == jpeg.recipe.fingerprint) == (name != "png"))
    }

    @Test("so it is with the keys of a cut-out", arguments: cutoutKeys.keys)
    func cutout(key: String) throws {
        let cutout = Self.object(["tolerance": "1"].merging([key: Self.cutoutKeys[key] ?? ""]) { _, new in new })
        let after = try made(Self.rendition.merging(["cutout": cutout]) { _, new in new })
        #expect(try after.paid == paidWithoutAny())
        #expect(try after.recipe.fingerprint != made().recipe.fingerprint)
    }

    @Test("so it is with the keys of a label", arguments: labelKeys.keys)
    func label(key: String) throws {
        let label = Self.object(["credit": #""One""#].merging([key: Self.labelKeys[key] ?? ""]) { _, new in new })
        let after = try made(image: ["label": label])
        #expect(try after.paid == paidWithoutAny())
        #expect(try after.recipe.fingerprint != made().recipe.fingerprint)
    }

    @Test("so it is with alternative text, and with no label at all")
    func imageKeys() throws {
        let before = try made()
        let others = [try made(image: ["alt": #""An owl""#]), try made(image: ["label": "false"])]
        for after in others {
            #expect(try after.paid == paidWithoutAny())
            #expect(after.recipe.fingerprint != before.recipe.fingerprint)
        }
        // Without a label nothing is written, alternative text neither.
        let unlabelled = try made(image: ["label": "false", "alt": #""An owl""#])
        #expect(unlabelled.recipe.fingerprint == others[1].recipe.fingerprint)
    }

    private func made(image changes: [String: String]) throws -> Made {
        try made(Self.rendition, Self.base.merging(changes) { _, new in new })
    }

    @Test("what is said as its default is what is not said")
    func defaults() throws {
        let said = [
            "position": #""center""#, "enlarge": "false", "trim": "false", "quality": "85", "lossless": "false",
            "cutout": #"{"tolerance": 1, "inside": false}"#,
        ]
        #expect(try made(Self.rendition.merging(said) { _, new in new }).recipe == made().recipe)
        for (key, one, other) in [("trim", "true", "0"), ("cutout", "true", "{}")] {
            let both = try [one, other].map { try made(["output": #""a.png""#, key: $0]).recipe }
            #expect(both[0] == both[1])
        }
        #expect(try made(["output": #""a.png""#, "cutout": "false"]).recipe == made(["output": #""a.png""#]).recipe)
    }

    @Test("the lockfile keeps every recipe as it is written", arguments: keys.keys)
    func lockfile(key: String) throws {
        let product = try image("a")
        for label in [#"{"credit": "One", "copyright": "Two", "prompt": true}"#, "false"] {
            let recipe = try made(
                Self.rendition.merging([key: Self.keys[key] ?? ""]) { _, new in new },
                ["alt": #""A fox""#, "label": label]
            ).recipe
            let rendition = LockedRendition(
                recipe, sha256: digest("r"), byteCount: 1, facts: pictureFacts(2, 3, [.iptc, .aigc]))
            let lockfile = Lockfile(images: [
                product.name: entry(for: product, content: "asset").with([try PackagePath("Web/a.webp"): rendition])
            ])
            let text = lockfile.text(for: try PackagePath("images.json"))
            let read = try Lockfile(parsing: SourceText(text), file: try PackagePath("images.lock.json"))
            #expect(read == lockfile)
            #expect(read.images[product.name]?.renditions.values.first == rendition)
        }
    }
}
