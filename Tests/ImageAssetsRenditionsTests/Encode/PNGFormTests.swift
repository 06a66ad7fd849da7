import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import Testing

@Suite("PNG files")
struct PNGFormTests {
    @Test(
        "two greys need one bit each, and more of them as few as hold them",
        arguments: [(2, 1), (4, 2), (16, 4), (256, 8)])
    func greys(_ count: Int, _ bits: Int) throws {
        let source = try draw(64, 64) { x, y in
            let value = UInt8((x + y * 5) % count * 255 / (count - 1))
            return [value, value, value, 255]
        }
        let made = try render(source, form())
        #expect(made.facts.colorType == .grayscale)
        #expect(made.facts.bitDepth == bits)
        #expect(try Pixels(png: made.bytes) == Pixels(png: source))
    }

    @Test("few colours are a palette, transparent ones too", arguments: [(2, 1), (3, 2), (9, 4), (200, 8)])
    func palette(_ count: Int, _ bits: Int) throws {
        let source = try draw(64, 64) { x, y in
            let place = (x * 7 + y * 11) % count
            return [UInt8(place), 200, 30, place == 0 ? 128 : 255]
        }
        let made = try render(source, form())
        #expect(made.facts.colorType == .palette)
        #expect(made.facts.bitDepth == bits)
        #expect(try Pixels(png: made.bytes) == Pixels(png: source))
    }

    @Test("there is an alpha channel only where a pixel is transparent")
    func alpha() throws {
        let opaque = try photograph(80, 60)
        #expect(try render(opaque, form()).facts.colorType == .rgb)
        let transparent = try photograph(80, 60, alpha: true)
        let made = try render(transparent, form())
        #expect(made.facts.colorType == .rgba)
        #expect(try Pixels(png: made.bytes).distance(to: Pixels(png: transparent)) == 0)
    }

    @Test("equal recipes give equal bytes")
    func deterministic() throws {
        let source = try photograph(90, 70)
        #expect(try render(source, form(.png, 40)).bytes == render(source, form(.png, 40)).bytes)
        #expect(try render(source, form(.png, 40)).digest == render(source, form(.png, 40)).digest)
    }

    @Test(
        "rows are filtered where that makes the file smaller, and not where it makes it larger",
        arguments: [(200, 150, 9), (400, 300, 7), (1000, 800, 5)])
    func filters(_ width: Int, _ height: Int, _ level: Int) throws {
        let photograph = try photograph(width, height)
        // Glyphs of one of many colours each, on a grid that no filter sees.
        let drawing = try draw(width, height) { x, y in
            let cell = (x / 8 * 31 + y / 8 * 17) % 600
            let lit = (x * 5 + y * 3 + x * y) % 7 < 3
            return lit ? [UInt8(cell % 256), UInt8(cell / 3), 40, 255] : [255, 255, 255, 255]
        }
        for source in [photograph, drawing] {
            let pixels = try Pixels(png: source)
            let sizes = try [false, true].map { isFiltered in
                try PNGWriter.encode(
                    width: width, height: height, colorType: .rgb, isFiltered: isFiltered, compressionLevel: level
                ) { y, row in
                    for x in 0..<width { for c in 0..<3 { row[3 * x + c] = pixels.samples[(y * width + x) * 4 + c] } }
                }.count
            }
            #expect(sizes[0] != sizes[1])
            let made = try render(source, form())
            #expect(made.facts.colorType == .rgb)
            // What is more is the chunk that says sRGB.
            #expect(made.bytes.count == sizes.min().map { $0 + 13 })
        }
    }

    @Test("nothing of the asset's own chunks is copied")
    func chunks() throws {
        let source = try PNGWriter.encode(
            width: 8, height: 8, colorType: .rgb, text: [("Comment", "mine"), ("AIGC", "{}")]
        ) { _, _ in }
        #expect(try PNGInfo(decoding: render(source, form()).bytes).metadata.textKeys == [])
    }

    @Test("an XMP packet stands before the image data, not compressed")
    func xmp() throws {
        let bytes = try PNGWriter.encode(
            width: 8, height: 8, colorType: .palette, palette: [.init(1, 2, 3)],
            chunks: [PNGChunk(.sRGB, Data([0])), .internationalText("XML:com.adobe.xmp", Data("<packet/>".utf8))]
        ) { _, _ in }
        #expect(try PNGInfo(decoding: bytes).metadata.textKeys == ["XML:com.adobe.xmp"])
        let packet = try #require(bytes.range(of: Data("XML:com.adobe.xmp\0\0\0\0\0<packet/>".utf8)))
        let data = try #require(bytes.range(of: Data("IDAT".utf8)))
        #expect(packet.upperBound < data.lowerBound)
    }

    @Test("what is flat or has nothing on it is blank")
    func blank() throws {
        #expect(try render(flat(8, 8), form()).facts.isBlank)
        #expect(try !render(photograph(8, 8), form()).facts.isBlank)
    }
}
