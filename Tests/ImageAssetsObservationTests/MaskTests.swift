import Foundation
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@testable import ImageAssetsStore

/// What is wrong with a mask is told before anything is sent, at its place in the manifest.
@Suite("masks, before anything is sent")
struct MaskTests {
    private let package: TemporaryPackage
    private let workspace: Workspace

    init() throws {
        package = try TemporaryPackage()
        workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        try package.write(try Self.picture(), to: "a.png")
    }

    /// 16x12, as the JPEG and WebP fixtures are; transparent but for its first row where it has an alpha channel.
    private static func picture(
        _ colorType: PNGColorType = .rgba, width: Int = 16, height: Int = 12, alpha: UInt8 = 0
    ) throws -> Data {
        try PNGWriter.encode(width: width, height: height, colorType: colorType) { y, row in
            for index in row.indices { row[index] = colorType == .rgba && index % 4 == 3 ? alpha : UInt8(y) }
        }
    }

    private func fixture(_ name: String) throws -> Data {
        try Data(contentsOf: fixtures.appendingPathComponent("References/" + name))
    }

    private func writeManifest(_ images: String..., service: String = "openai") throws {
        try package.write(
            "{\"version\": 1, \"service\": \"\(service)\", \"images\": [\n\(images.joined(separator: ",\n"))\n]}\n",
            to: "images.json")
    }

    private func survey() async throws -> Survey {
        try await Survey(of: workspace, limits: .default) { Issue.record("\($0)") }
    }

    /// Faults of manifest and files, or else of what would be sent.
    private func faults(limits: PNGLimits = .default) async throws -> [String] {
        do {
            let survey = try await survey()
            let found = await survey.faults(in: survey.plan(PlanOptions()), limits: limits)
            return found.dropFirst(survey.manifest.warnings.count).map { $0.diagnostic(CommandForm()).description }
        } catch let faults as Diagnostics {
            return faults.all.map(\.description)
        }
    }

    private static let hint = "\n    hint: A request with it would be paid for: repair or replace the file."

    @Test("a service that takes none, and an image without references, are errors at the mask")
    func rules() async throws {
        try package.write(try Self.picture(), to: "m.png")
        try writeManifest(
            #"{"name": "x", "prompt": "X", "references": ["a.png"], "mask": "m.png"}"#, service: "bettertoken")
        #expect(
            try await faults() == [
                "images.json:2:63: error: bettertoken takes no mask\n    hint: Masks are taken by openai."
            ])
        try writeManifest(#"{"name": "x", "prompt": "X", "mask": "m.png"}"#)
        #expect(
            try await faults() == [
                "images.json:2:38: error: a mask needs a reference\n"
                    + "    hint: It says which parts of the first one may change."
            ])
    }

    @Test("a mask that is no file of its own right is an error, each file once")
    func files() async throws {
        try package.write(try fixture("baseline.jpg"), to: "m.jpg")
        try package.write("text", to: "Art/n.png")
        try package.write(try Self.picture() + Data(count: 4_000_000), to: "large.png")
        let images = [("m.jpg"), ("Art/nn.png"), ("Art/n.png"), ("large.png"), ("m.jpg")].enumerated().map {
            #"{"name": "i\#($0)", "prompt": "\#($0)", "references": ["a.png"], "mask": "\#($1)"}"#
        }
        try package.write(
            "{\"version\": 1, \"service\": \"openai\", \"images\": [\n\(images.joined(separator: ",\n"))\n]}\n",
            to: "images.json")
        #expect(
            try await faults() == [
                "images.json:2:64: error: m.jpg is a JPEG, and a mask is a PNG",
                "images.json:3:64: error: Art/nn.png does not exist\n    hint: Did you mean \"Art/n.png\"?",
                "images.json:4:64: error: Art/n.png is text, not a PNG",
                "images.json:5:64: error: large.png has \(try Self.picture().count + 4_000_000) bytes; "
                    + "openai takes masks of less than 4000000",
            ])
    }

    @Test("a mask beyond a limit names the option that raises it, and nobody is told to repair it")
    func limit() async throws {
        try package.write(try Self.picture(), to: "m.png")
        try writeManifest(#"{"name": "x", "prompt": "X", "references": ["a.png"], "mask": "m.png"}"#)
        #expect(
            try await faults(limits: PNGLimits(pixels: 100)).contains(
                "images.json:2:63: error: the mask m.png does not decode: IHDR at byte 8: the picture has 192 pixels, "
                    + "over the limit of 100; `--max-pixels` raises it"))
    }

    @Test("no output may be a mask")
    func collision() async throws {
        try package.write(try Self.picture(), to: "m.png")
        try writeManifest(
            #"{"name": "x", "prompt": "X", "references": ["a.png"], "mask": "m.png", "output": "M.png"}"#)
        #expect(
            try await faults() == [
                "images.json:2:63: error: the mask m.png is the output of the image \"x\" at 2:82\n    "
                    + "hint: No image can be made from itself: another image, or a file, has to be the mask."
            ])
    }

    @Test(
        "a mask that cannot be laid upon the first reference is an error at its place",
        arguments: [
            ("a.png", "cut", "does not decode: "),
            ("a.png", "rgb", "has no alpha channel, whose transparent parts say what may change"),
            ("a.png", "large", "is 32x24, and the first reference a.png is 16x12"),
            ("b.jpg", "large", "is 32x24, and the first reference b.jpg is 16x12"),
            ("c.webp", "large", "is 32x24, and the first reference c.webp is 16x12"),
        ])
    func unfit(_ reference: String, _ kind: String, _ sentence: String) async throws {
        try package.write(try fixture("baseline.jpg"), to: "b.jpg")
        try package.write(try fixture("alpha.webp"), to: "c.webp")
        let mask =
            switch kind {
            case "cut": try Self.picture().dropLast(30)
            case "rgb": try Self.picture(.rgb)
            default: try Self.picture(width: 32, height: 24)
            }
        try package.write(mask, to: "m.png")
        let image = #""prompt": "X", "references": ["\#(reference)", "a.png"], "mask": "m.png"}"#
        try writeManifest(#"{"name": "x", \#(image)"#, #"{"name": "y", "variant": 1, \#(image)"#)
        let found = try await faults()
        let column = 72 + reference.utf8.count - 5
        // What the first reference has to do with is for each image to mend.
        #expect(found.count == (kind == "large" ? 2 : 1), "\(found)")
        #expect(found[0].hasPrefix("images.json:2:\(column): error: the mask m.png \(sentence)"), "\(found)")
        #expect(found[0].hasSuffix(Self.hint))
        try package.write(try Self.picture(width: 32, height: 24), to: "m.png")
        try writeManifest(
            #"{"name": "x", \#(image)"#,
            #"{"name": "y", "prompt": "X", "references": ["c.webp"], "mask": "m.png"}"#)
        let both = try await faults().filter { $0.contains("is 32x24") }
        #expect(both.count == 2)
    }

    @Test("what is wrong with the mask itself is told once, however many pictures it is laid upon")
    func shared() async throws {
        try package.write(try Self.picture(.rgb), to: "m.png")
        try package.write(try Self.picture(width: 32), to: "b.png")
        try writeManifest(
            #"{"name": "x", "prompt": "X", "references": ["a.png"], "mask": "m.png"}"#,
            #"{"name": "y", "prompt": "Y", "references": ["b.png"], "mask": "m.png"}"#)
        let found = try await faults()
        #expect(found.count == 1 && found[0].hasPrefix("images.json:2:63: error: the mask m.png has no"), "\(found)")
    }

    @Test("one that fits is none, upon each kind of reference; one that lets nothing change is a warning")
    func fit() async throws {
        try package.write(try Self.picture(), to: "m.png")
        try package.write(try Self.picture(alpha: 255), to: "o.png")
        for name in ["baseline.jpg", "lossless.webp", "animated.webp"] {
            try package.write(try fixture(name), to: name)
            try writeManifest(#"{"name": "x", "prompt": "X", "references": ["\#(name)"], "mask": "m.png"}"#)
            #expect(try await faults() == [])
        }
        try writeManifest(#"{"name": "x", "prompt": "X", "references": ["a.png"], "mask": "o.png"}"#)
        #expect(
            try await faults() == [
                "images.json:2:63: warning: the mask o.png is opaque everywhere, so it lets nothing change\n"
                    + "    hint: A request with it is paid for: make transparent what may change."
            ])
    }

    @Test("a Git LFS pointer counts by its object, and is told of before a request with it fails")
    func pointer() async throws {
        let oid = String(repeating: "0a", count: 32)
        try package.write(
            "version https://git-lfs.github.com/spec/v1\noid sha256:\(oid)\nsize 9\n", to: "m.png")
        try writeManifest(#"{"name": "x", "prompt": "X", "references": ["a.png"], "mask": "m.png"}"#)
        let survey = try await survey()
        #expect(survey.products.first?.recipe.mask?.sha256?.hex == oid)
        let plan = survey.plan(PlanOptions())
        #expect(await survey.faults(in: plan, limits: .default).isEmpty)
        #expect(
            await survey.findings(on: plan, limits: .default).map { $0.diagnostic(CommandForm()).description } == [
                "images.json:2:63: warning: m.png is a Git LFS pointer, and a request needs the file itself\n"
                    + "    hint: Run `git lfs pull`."
            ])
    }

    @Test("where bytes are not known yet, the sizes that are asked for are compared, and their difference is a warning")
    func pending() async throws {
        let mask = #""model": "gpt-image-1""#
        try writeManifest(
            #"{"name": "base", "prompt": "B", \#(mask), "size": "1536x1024"}"#,
            #"{"name": "holes", "prompt": "H", \#(mask)}"#,
            #"{"name": "free", "prompt": "F", \#(mask), "size": "auto"}"#,
            #"{"name": "filled", "prompt": "I", "size": "1536x1024"}"#)
        let survey = try await survey()
        let parents = Dictionary(uniqueKeysWithValues: survey.products.map { ($0.name.text, reference(to: $0)) })
        let bytes = try Self.picture()
        let file = Reference(
            Input(path: try PackagePath("a.png"), sha256: SHA256Digest(of: bytes), type: .png),
            at: SourceLocation(line: 1, column: 1), byteCount: bytes.count)
        func told(_ mask: Reference?, _ reference: Reference?) async throws -> [String] {
            // As two of a family, which have one place.
            let children = try ["one", "two"].map {
                try image($0, prompt: $0, references: [try #require(reference)], mask: mask)
            }
            return await survey.findings(on: Observation().plan(children), limits: .default).map {
                $0.diagnostic(CommandForm()).description
            }
        }
        let hint = "\n    hint: If it stays so, the image fails and nothing is sent for it."
        #expect(
            try await told(parents["holes"], parents["base"]) == [
                "images.json:1:1: warning: the mask image holes is asked for as 1024x1024, and the first reference "
                    + "image base is asked for as 1536x1024" + hint
            ])
        #expect(
            try await told(file, parents["base"]) == [
                "images.json:1:1: warning: the mask a.png is 16x12, and the first reference image base is asked for as "
                    + "1536x1024" + hint
            ])
        #expect(try await told(parents["holes"], file).count == 1)
        #expect(try await told(parents["base"], parents["base"]) == [])
        #expect(try await told(parents["free"], parents["base"]) == [])
        #expect(try await told(nil, parents["base"]) == [])
        #expect(
            try await told(parents["filled"], parents["base"]) == [
                "images.json:1:1: warning: the mask image filled needs an alpha channel, and gpt-image-2 takes no "
                    + "transparent \"background\"" + hint
            ])
    }
}
