import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsText
import Testing

@testable import ImageAssetsPlaceholders

@Suite("Placeholder drawing")
struct PlaceholderDrawingTests {
    private static let one = SHA256Digest(of: Data("one".utf8))
    private static let two = SHA256Digest(of: Data("two".utf8))

    private func draw(
        _ name: String, _ width: Int = 256, _ height: Int = 128, _ fingerprint: SHA256Digest = one
    ) throws -> Data {
        let size = try #require(PixelSize(width: width, height: height))
        return try PlaceholderDrawing.draw(name: try ImageName(name), size: size, fingerprint: fingerprint)
    }

    @Test(
        "it has the size that was asked for, whatever it is",
        arguments: [(1, 1), (2, 7), (16, 16), (64, 64), (1, 500), (1536, 1024), (3840, 2160), (2160, 3840)])
    func size(_ width: Int, _ height: Int) throws {
        let bytes = try draw("hero", width, height)
        let info = try PNGInfo(decoding: bytes)
        #expect((info.width, info.height) == (width, height))
        #expect(!info.hasTransparency)
        #expect(bytes.count < 100_000)
    }

    @Test("equal arguments draw equal bytes")
    func deterministic() throws {
        #expect(try draw("hero") == draw("hero"))
    }

    @Test("another name, size or fingerprint gives another picture, down to one pixel", arguments: [1, 40, 300])
    func different(_ side: Int) throws {
        let pictures = [
            try draw("hero", side, side), try draw("hera", side, side), try draw("hero", side, side + 1),
            try draw("hero", side, side, Self.two),
        ]
        #expect(Set(pictures).count == 4)
    }

    @Test("names that differ only beyond the font, or where they are cut off, give different pictures")
    func unusualNames() throws {
        let long = String(repeating: "a", count: 99)
        let names = ["漢字", "漢子", "émile", "e\u{301}mile", "𝒳", long + "b", long + "c"]
        let pictures = try names.map { try draw($0, 64, 64) }
        #expect(Set(pictures).count == names.count)
        for picture in pictures { #expect(try PNGInfo(decoding: picture).blank == nil) }
    }

    @Test("every character of an ASCII name is in the font: none is shown by its number")
    func font() throws {
        let characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
        #expect(characters.filter { PlaceholderFont.rows(of: $0)?.count != 7 } == "")
        let shapes = characters.compactMap { PlaceholderFont.rows(of: $0) }
        #expect(Set(shapes).count == characters.count)
    }
}
