import Foundation
import ImageAssetsComposition
import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

/// The manifests under Fixtures, each in a folder that is its package.
@Suite struct ManifestFixtureTests {
    static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Fixtures/manifests").standardizedFileURL
    static let invalid = folders("invalid")
    static let valid = folders("valid")

    private static func folders(_ kind: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: fixtures.path + "/" + kind)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { kind + "/" + $0 }
    }

    @Test("the corpus is there")
    func corpus() {
        #expect(Self.invalid.count >= 160)
        #expect(Self.valid.count >= 14)
    }

    /// With UPDATE_FIXTURES in the environment what was printed becomes what is expected, and the test fails.
    @Test("a wrong manifest is answered with exactly the text beside it", arguments: invalid)
    func refusal(name: String) async throws {
        let folder = try PackageFolder(Self.fixtures.appendingPathComponent(name).path)
        let diagnostics = await #expect(throws: Diagnostics.self) {
            try await ComposedManifest.read(PackagePath("images.json"), in: SeenFiles(folder: folder))
        }
        let text = (diagnostics?.all ?? []).map { $0.description + "\n" }.joined()
        let expected = Self.fixtures.appendingPathComponent(name + "/expected.txt")
        if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
            try Data(text.utf8).write(to: expected)
            Issue.record("\(name) was recorded")
        }
        #expect(try text == String(contentsOf: expected, encoding: .utf8))
        #expect(!text.contains(folder.root), "a path of the machine is shown")
    }

    @Test("a right manifest has no fault", arguments: valid)
    func acceptance(name: String) async throws {
        let folder = try PackageFolder(Self.fixtures.appendingPathComponent(name).path)
        let manifest = try await ComposedManifest.read(PackagePath("images.json"), in: SeenFiles(folder: folder))
        // With families, what they make is listed beside.
        let names = Self.fixtures.appendingPathComponent(name + "/names.txt")
        if let list = try? String(contentsOf: names, encoding: .utf8) {
            #expect(manifest.products.map { "\($0.name)\n" }.joined() == list)
            return
        }
        let json = try JSONSerialization.jsonObject(
            with: Data(contentsOf: Self.fixtures.appendingPathComponent(name + "/images.json")))
        #expect(manifest.products.count == ((json as? [String: Any])?["images"] as? [Any])?.count)
    }

    @Test("one of them has at least ten different faults, all reported at once")
    func manyFaults() throws {
        let text = try String(
            contentsOf: Self.fixtures.appendingPathComponent("invalid/many-faults/expected.txt"), encoding: .utf8)
        let faults = text.split(separator: "\n").filter { $0.contains(": error: ") }
        #expect(Set(faults).count >= 10)
    }

    @Test("a manifest cut off at any byte gives a fault with a place, never a crash", arguments: valid)
    func truncation(name: String) throws {
        let whole = try Data(contentsOf: Self.fixtures.appendingPathComponent(name + "/images.json"))
        let text = String(decoding: whole, as: UTF8.self)
        let end = Data(
            text.prefix { _ in true }.reversed().drop(while: \.isWhitespace).reversed().map(String.init).joined().utf8)
        // Of a long prompt each thousandth byte is enough.
        for count in stride(from: 0, to: end.count, by: end.count > 10_000 ? 1_009 : 1) {
            let parsed = ManifestParser.parse(SourceText(whole.prefix(count)), file: try PackagePath("images.json"))
            #expect(parsed.faults.errorCount > 0)
            #expect(parsed.faults.all.first?.location != nil)
        }
    }

    @Test(
        "bytes changed at random give faults with places inside the file, never a crash",
        arguments: ["example", "every-field", "families", "templates-everywhere", "renditions"])
    func mutation(name: String) throws {
        let whole = try Data(contentsOf: Self.fixtures.appendingPathComponent("valid/\(name)/images.json"))
        let file = try PackagePath("images.json")
        var state: UInt64 = 1
        func random(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "-1", "1.5", "\u{0}", "\n", "é", "${name}", "../", "${",
            "$${", "${style}", "${animal}",
        ]
        for _ in 0..<1_000 {
            var bytes = whole
            for _ in 0...random(below: 3) {
                let start = random(below: bytes.count)
                let end = min(bytes.count, start + random(below: 4))
                bytes.replaceSubrange(start..<end, with: Data(tokens[random(below: tokens.count)].utf8))
            }
            let lines = bytes.count { $0 == 0x0A } + 1
            for fault in ManifestParser.parse(SourceText(bytes), file: file).faults.all {
                let place = try #require(fault.location)
                #expect((1...lines).contains(place.line) && (1...bytes.count + 1).contains(place.column))
            }
        }
    }
}
