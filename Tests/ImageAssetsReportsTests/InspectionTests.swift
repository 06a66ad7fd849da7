import Foundation
import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@Suite("inspect")
struct InspectionTests {
    @Test("what cannot be read is told as what it is: absent, or a folder")
    func unreadable() throws {
        let package = try TemporaryPackage()
        let absent = package.path + "/absent.png"
        #expect(Inspection(of: absent, limits: .default).text == "\(absent): No such file or directory")
        #expect(Inspection(of: package.path, limits: .default).text == "\(package.path): Is a directory")
    }

    private func inspect(_ bytes: Data) throws -> (text: String, error: [String: JSONValue]) {
        let package = try TemporaryPackage()
        try package.write(bytes, to: "a.png")
        let inspection = Inspection(of: package.path + "/a.png", limits: .default)
        let text = inspection.text.replacingOccurrences(of: package.path + "/", with: "")
        return (text, members(of: members(of: inspection.json)["error"]))
    }

    private func members(of value: JSONValue?) -> [String: JSONValue] {
        guard case .object(let members) = value else { return [:] }
        return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
    }

    @Test(
        "a Git LFS pointer is told with what it stands for, and how to get that, also with CRLF or an older address",
        arguments: ["git-lfs", "hawser"], ["\n", "\r\n"])
    func pointer(host: String, ending: String) throws {
        let oid = String(repeating: "0a", count: 32)
        let lines = ["version https://\(host).github.com/spec/v1", "oid sha256:\(oid)", "size 4711", ""]
        let (text, error) = try inspect(Data(lines.joined(separator: ending).utf8))
        let message = "it is a Git LFS pointer, not a PNG"
        let hint = "It stands for a file of 4711 bytes, sha256 \(oid). Run `git lfs pull`; it costs nothing."
        #expect(text == "a.png: \(message)\n    hint: \(hint)")
        #expect(
            error == [
                "code": "gitLFSPointer", "message": .string(message), "offset": .null, "chunk": .null,
                "hint": .string(hint),
            ])
    }

    @Test("a PNG that went through line-ending conversion is told as that, which way, and how to get it back")
    func lineEndings() throws {
        let png = try PNGWriter.encode(width: 2, height: 2, colorType: .grayscale) { _, _ in }
        let hint =
            "Write `*.png binary` into .gitattributes, delete the file and get it from Git again with `git checkout`; "
            + "it costs nothing. If Git has the same bytes, they were converted before they were committed: then "
            + "the picture has to come from a clone or store that still has it."
        let lf = png.replacing([0x0d, 0x0a], with: [0x0a])
        let crlf = lf.replacing([0x0a], with: [0x0d, 0x0a])
        for (bytes, way) in [(Data(lf), "CRLF to LF"), (Data(crlf), "LF to CRLF")] {
            let (text, error) = try inspect(bytes)
            let message = "it was a PNG before its line endings were converted as if it were text, \(way)"
            #expect(text == "a.png: \(message)\n    hint: \(hint)")
            #expect(error["code"] == "lineEndings")
            #expect(error["hint"] == .string(hint))
        }
    }

    @Test("what else is no PNG has no way back")
    func noHint() throws {
        let (text, error) = try inspect(Data("GIF89a".utf8))
        #expect(text == "a.png: it is a GIF, not a PNG")
        #expect(error["code"] == "notPNG")
        #expect(error["hint"] == .null)
    }

    @Test("bytes behind the end are a warning with their count, and a fact for programs")
    func trailing() throws {
        let png = try PNGWriter.encode(width: 2, height: 2, colorType: .grayscaleAlpha) { _, _ in }
        let package = try TemporaryPackage()
        try package.write(png + Data("\n".utf8), to: "a.png")
        let inspection = Inspection(of: package.path + "/a.png", limits: .default)
        #expect(inspection.isSound)
        let text = inspection.text.replacingOccurrences(of: package.path + "/", with: "")
        #expect(text.hasPrefix("a.png: 2x2, 8-bit greyscale with alpha, \(png.count + 1) bytes, sha256 "))
        #expect(text.hasSuffix("\na.png: warning: 1 byte follows the end of the PNG; decoders pass over it"))
        let members = members(of: inspection.json)
        #expect(members["trailingBytes"] == 1)
        #expect(members["error"] == .null)
    }

    private func inspect(_ fixture: String, pixels: Bool = false) -> Inspection {
        Inspection(of: fixtures.appendingPathComponent(fixture).path, limits: .default, hashesPixels: pixels)
    }

    @Test(
        "a JPEG or WebP is told by its header, with its labels and without what takes a decoder",
        arguments: [
            ("Labels/new.jpg", "16x12, JPEG", "labels: IPTC", ["iptc"]),
            ("Labels/merged.webp", "16x12, WebP", "labels: AIGC, IPTC", ["aigc", "iptc"]),
            ("References/lossy.webp", "16x12, WebP", "no label", []),
        ])
    func headers(fixture: String, start: String, end: String, labels: [String]) throws {
        let inspection = inspect(fixture, pixels: true)
        let bytes = try Data(contentsOf: fixtures.appendingPathComponent(fixture))
        let digest = SHA256Digest(of: bytes)
        #expect(inspection.isSound)
        #expect(inspection.text.hasSuffix(": \(start), \(bytes.count) bytes, sha256 \(digest), \(end)"))
        var members = members(of: inspection.json)
        members["file"] = nil
        #expect(
            members == [
                "format": fixture.hasSuffix("jpg") ? "jpeg" : "webp", "width": 16, "height": 12,
                "bytes": .integer(bytes.count), "sha256": .string(digest.hex), "error": .null,
                "labels": .array(labels.map(JSONValue.string)),
            ])
    }

    @Test("the labels of a PNG are told, C2PA's as not verified, and none as that")
    func labels() throws {
        #expect(inspect("Labels/merged.png").text.hasSuffix(", labels: AIGC, IPTC"))
        #expect(inspect("PngSuite/basn2c08.png").text.hasSuffix(", no label"))
        let members = members(of: inspect("Labels/merged.png").json)
        #expect(members["labels"] == ["aigc", "iptc"])
        #expect(members["format"] == "png")
        #expect(Set<ProvenanceLabel>([.iptc, .c2pa]).words == "C2PA (signed, not verified), IPTC")
    }

    @Test("a JPEG or WebP that is not all there is a fault, with what is wrong")
    func damaged() throws {
        for (fixture, fault) in [
            ("baseline.jpg", "it is a damaged JPEG: it has no end, as if it were cut off"),
            ("lossy.webp", "it is a damaged WebP: it declares 74 bytes and has 73, as if it were cut off"),
        ] {
            let bytes = try Data(contentsOf: fixtures.appendingPathComponent("References/\(fixture)"))
            let (text, error) = try inspect(Data(bytes.dropLast()))
            #expect(text == "a.png: \(fault)")
            #expect(
                error == ["code": "damaged", "message": .string(fault), "offset": .null, "chunk": .null, "hint": .null])
        }
    }
}
