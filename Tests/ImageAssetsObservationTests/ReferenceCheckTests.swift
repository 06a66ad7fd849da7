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

@Suite struct ReferenceCheckTests {
    private let package: TemporaryPackage

    init() throws {
        package = try TemporaryPackage()
    }

    private func png(text: String = "", rows: Int = 2) throws -> Data {
        try PNGWriter.encode(width: 8, height: rows, colorType: .grayscale, text: [(key: "Comment", text: text)]) {
            $1[0] = UInt8($0)
        }
    }

    private func fixture(_ name: String) throws -> Data {
        try Data(contentsOf: fixtures.appendingPathComponent("References/" + name))
    }

    private func faults(limits: PNGLimits = .default, options: PlanOptions = PlanOptions()) async throws -> [String] {
        let workspace = Workspace(
            folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        let survey = try await Survey(of: workspace, limits: limits) { Issue.record("\($0)") }
        return await survey.faults(in: survey.plan(options), limits: limits).map {
            $0.diagnostic(CommandForm()).description
        }
    }

    private func writeManifest(_ images: String...) throws {
        try package.write(
            "{\"version\": 1, \"images\": [\n\(images.joined(separator: ",\n"))\n]}\n", to: "images.json")
    }

    private static let hint = "\n    hint: A request with it would be paid for: repair or replace the file."

    @Test("a reference that does not decode is an error at its place, each file once, whatever its kind")
    func broken() async throws {
        var flipped = try png()
        flipped[flipped.count - 20] ^= 1
        try package.write(flipped, to: "a.png")
        try package.write(try fixture("baseline.jpg").dropLast(2), to: "b.jpg")
        try package.write(try fixture("lossy.webp").dropLast(2), to: "c.webp")
        try package.write(try png(), to: "d.png")
        try writeManifest(
            #"{"name": "one", "prompt": "A", "references": ["d.png", "a.png"]}"#,
            #"{"name": "two", "prompt": "B", "references": ["a.png", "b.jpg", "c.webp"]}"#)
        let found = try await faults()
        #expect(found.count == 3)
        #expect(
            found.first?.hasPrefix("images.json:2:56: error: the reference a.png does not decode: IDAT at byte ")
                == true)
        #expect(found.first?.hasSuffix(Self.hint) == true)
        #expect(
            found.dropFirst() == [
                "images.json:3:56: error: the reference b.jpg is a broken JPEG: it has no end, as if it were cut off"
                    + Self.hint,
                "images.json:3:65: error: the reference c.webp is a broken WebP: it declares 74 bytes and has 72, "
                    + "as if it were cut off" + Self.hint,
            ])
    }

    @Test(
        "what is right is none, nor is a Git LFS pointer; bytes behind the end are a warning; a limit names its option")
    func sound() async throws {
        try package.write(try png() + Data("\r\n".utf8), to: "a.png")
        try package.write(try png(rows: 50), to: "b.png")
        try package.write(try fixture("progressive.jpg"), to: "c.jpg")
        try package.write(try fixture("alpha.webp"), to: "d.webp")
        try package.write(
            "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "0a", count: 32))\nsize 9\n",
            to: "e.png")
        try writeManifest(
            #"{"name": "one", "prompt": "A", "references": ["a.png", "b.png", "c.jpg", "d.webp", "e.png"]}"#)
        let warning =
            "images.json:2:47: warning: the reference a.png is sent although 2 bytes follow the end of the PNG; "
            + "decoders pass over them"
        #expect(try await faults() == [warning])
        #expect(
            try await faults(limits: PNGLimits(pixels: 100)) == [
                warning,
                "images.json:2:56: error: the reference b.png does not decode: IHDR at byte 8: the picture has 400 "
                    + "pixels, over the limit of 100; `--max-pixels` raises it",
            ])
    }

    @Test("where nothing is to be sent nothing is decoded")
    func unsent() async throws {
        try package.write(try png().dropLast(), to: "a.png")
        try writeManifest(#"{"name": "one", "prompt": "A", "references": ["a.png"]}"#)
        #expect(try await faults().count == 1)
        #expect(try await faults(options: PlanOptions(means: .placeholder)) == [])
        #expect(try await faults(options: PlanOptions(means: .none)) == [])
        #expect(try await faults(options: PlanOptions(budget: Budget(0))) == [])
    }
}
