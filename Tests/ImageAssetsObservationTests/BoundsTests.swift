import Foundation
import ImageAssetsComposition
import ImageAssetsManifest
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

/// Files of any size are answered in the time that reading them takes. If it grew with the square of their size, each
/// of these would take far longer than its limit.
@Suite("Bounds", .timeLimit(.minutes(1))) struct BoundsTests {
    private func parse(_ text: String) throws -> ParsedManifest {
        ManifestParser.parse(SourceText(text), file: try PackagePath("images.json"))
    }

    private func manifest(_ images: [String]) -> String {
        "{\"version\": 1, \"images\": [\n\(images.joined(separator: ",\n"))\n]}"
    }

    @Test("images beyond the ten thousandth are counted, and not looked at")
    func images() throws {
        let most = (1...Bounds.images).map { #"{"name": "n\#($0)", "prompt": "A"}"# }
        #expect(try parse(manifest(most)).drafts.compactMap(\.entry).count == 10_000)
        let parsed = try parse(manifest(most + [#"{"name": "", "what": 1}"#, "7"]))
        #expect(parsed.drafts.count == 10_000)
        #expect(
            parsed.faults.all.map(\.description) == [
                """
                images.json:10002:1: error: 10002 images; a manifest has at most 10000
                    hint: Give some of them a manifest of their own.
                """
            ])
    }

    @Test(
        "references beyond what can be sent are counted, and not looked at", arguments: ["bettertoken", "openai", "?"])
    func references(service: String) throws {
        let paths = (1...100_000).map { "\"/\($0).png\"" }.joined(separator: ",")
        let text = #"""
            {"version": 1, "service": "\#(service)", "images": [
            {"name": "a", "prompt": "A", "references": [\#(paths)]}]}
            """#
        let parsed = try parse(text)
        let absolute = parsed.faults.all.filter { $0.message.hasSuffix(" is absolute") }
        #expect(absolute.count == 16)
        #expect(parsed.faults.errorCount == 17)
    }

    @Test("a path is refused by its size before anything is made of it")
    func longPath() throws {
        let long = String(repeating: "a/", count: 5_000_000) + "x"
        let text = manifest([#"{"name": "a", "promptFile": "\#(long).txt", "output": "\#(long).png"}"#])
        let faults = try parse(text).faults
        #expect(faults.errorCount == 2)
        #expect(faults.all.allSatisfy { $0.message.hasSuffix("a/a/…\" has 10000005 bytes; a path has at most 4096") })
    }

    @Test("a template that names make long is refused for each of them without being written out")
    func longTemplate() throws {
        let template = Array(repeating: String(repeating: "${name}", count: 6), count: 16).joined(separator: "/")
        let name = String(repeating: "n", count: 90)
        let images = (1...Bounds.images).map { #"{"name": "\#(name)\#($0)", "prompt": "A"}"# }.joined(separator: ",\n")
        let parsed = try parse(
            #"""
            {"version": 1, "defaults": {"output": "\#(template).png"}, "images": [
            \#(images)]}
            """#)
        #expect(parsed.faults.errorCount == Bounds.images)
        #expect(parsed.faults.all.first?.message.hasSuffix(" has 8755 bytes; a path has at most 4096") == true)
    }

    @Test("keys that stand there twice are told with the place of the first, however far away it is")
    func doubledKeys() throws {
        let others = (1...30_000).map { "\"k\($0)\": 1" }.joined(separator: ",\n")
        let doubles = Array(repeating: "\"$schema\": \"s\"", count: 30_000).joined(separator: ",\n")
        let faults = try parse("{\"version\": 1,\n\(others),\n\(doubles),\n\"images\": []}").faults
        #expect(faults.errorCount == 59_999)
        let few = try parse("{\"version\": 1, \"images\": [],\n\"$schema\": \"s\",\n\(doubles)}").faults
        #expect(few.all.count == 1_000)
        #expect(
            few.all.last?.description
                == "images.json:1002:1: error: the key \"$schema\" stands here a second time; the first is at 2:1")
    }

    @Test("a thousand errors and a thousand warnings are listed, and the rest is counted")
    func manyFaults() async throws {
        let package = try TemporaryPackage()
        let image = { (number: Int) in
            #"{"name": "n\#(number)", "prompt": "A", "references": ["a.png", "a.png"], "frozn": true}"#
        }
        try package.write(manifest((1...3_000).map(image)), to: "images.json")
        let folder = try PackageFolder(package.path)
        let found = await #expect(throws: Diagnostics.self) {
            try await ComposedManifest.read(PackagePath("images.json"), in: SeenFiles(folder: folder))
        }
        #expect(found?.all.count { $0.severity == .error } == 1_000)
        #expect(found?.all.count { $0.severity == .warning } == 1_000)
        #expect(
            found?.all.suffix(2).map(\.description) == [
                "images.json: note: 2001 further errors are not listed",
                "images.json: note: 2000 further warnings are not listed",
            ])
    }

    @Test("files that are missing in a full folder cost no comparison of each with each")
    func missingFiles() async throws {
        let package = try TemporaryPackage()
        for number in 1...1_000 { try package.write("", to: "Art/\(String(repeating: "n", count: 60))\(number).png") }
        let images = (1...1_000).map { number in
            let paths = (1...16).map { "\"Art/\(String(repeating: "m", count: 60))\(number)-\($0).png\"" }
            return #"{"name": "n\#(number)", "prompt": "A", "references": [\#(paths.joined(separator: ","))]}"#
        }
        try package.write(manifest(images), to: "images.json")
        let folder = try PackageFolder(package.path)
        let found = await #expect(throws: Diagnostics.self) {
            try await ComposedManifest.read(PackagePath("images.json"), in: SeenFiles(folder: folder))
        }
        #expect(found?.all.last?.message == "15000 further errors are not listed")
    }

    @Test("outputs in many deep folders that nothing else has are compared part by part")
    func deepOutputs() async throws {
        let package = try TemporaryPackage()
        let below = (1...60).map { "d\($0)" }.joined(separator: "/")
        let images = (1...2_000).map { #"{"name": "n\#($0)", "prompt": "A", "output": "o\#($0)/\#(below)/x.png"}"# }
        let last = #"{"name": "last", "prompt": "A", "output": "O1/\#(below.uppercased()).png"}"#
        let above = #"{"name": "above", "prompt": "A", "output": "O2/d1/D2/d3.png"}"#
        let inside = #"{"name": "inside", "prompt": "A", "output": "o3/\#(below)/X.png/y.png"}"#
        try package.write(manifest(images + [last, above, inside]), to: "images.json")
        let folder = try PackageFolder(package.path)
        let found = await #expect(throws: Diagnostics.self) {
            try await ComposedManifest.read(PackagePath("images.json"), in: SeenFiles(folder: folder))
        }
        #expect(
            found?.all.map(\.message) == [
                "the output o3/\(below)/X.png/y.png lies below o3/\(below)/x.png, which is the output of the image \"n3\" at 4:41"
            ])
    }

    @Test("a long word or number is shown by its beginning")
    func longWord() throws {
        let long = String(repeating: "1", count: 5_000_000)
        let number = try parse(#"{"version": 1, "images": [{"name": "a", "prompt": "A", "variant": \#(long)}]}"#).faults
        #expect(number.all.first?.message == "\"variant\" must be a whole number, not the number \(long.prefix(80))…")
        let word = try parse("{\"version\": x\(long)").faults
        #expect(word.all.first?.message == "x\(long.prefix(79))… is no JSON value")
    }

    @Test("a lockfile of any size is read and refused in one pass")
    func lockfile() throws {
        let path = try PackagePath("images.lock.json")
        let golden = try String(
            contentsOf: fixtures.appendingPathComponent("lockfile/valid/fewest-members/images.lock.json"),
            encoding: .utf8)
        let start = try #require(golden.range(of: "\"images\": {\n")?.upperBound)
        let entry = try #require(golden.range(of: "\": {", range: start..<golden.endIndex)?.lowerBound)
        let end = try #require(golden.range(of: "\n  },\n  \"version\"")?.lowerBound)
        let body = golden[entry..<end]
        let entries = (1...10_000).map { "    \"n\($0)\(body)" }.joined(separator: ",\n")
        let whole = "{\n  \"images\": {\n\(entries)\n  },\n  \"version\": 1\n}\n"
        #expect(try Lockfile(parsing: SourceText(whole), file: path).images.count == 10_000)
        let broken = whole.replacingOccurrences(of: "\"n10000\"", with: "\"n1\"")
        let fault = #expect(throws: LockfileError.self) { try Lockfile(parsing: SourceText(broken), file: path) }?
            .diagnostic
        #expect(fault?.message.hasSuffix("the image n1 stands in it twice") == true)
        let conflicts = (1...10_000).map {
            "<<<<<<< a\n    \"n\($0)\(body),\n=======\n    \"m\($0)\(body),\n>>>>>>> b\n"
        }
        let conflicted = "{\n  \"images\": {\n\(conflicts.joined())    \"last\(body)\n  },\n  \"version\": 1\n}\n"
        let sides = try #require(try MergeConflict(parsing: SourceText(conflicted), file: path))
        #expect(sides.ours.images.count == 10_001 && sides.theirs.images.count == 10_001)
    }
}
