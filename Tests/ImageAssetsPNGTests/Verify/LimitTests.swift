import Foundation
import Testing

@testable import ImageAssetsPNG

@Suite("Limits")
struct LimitTests {
    private func claim(_ width: UInt32, _ height: UInt32) -> Data {
        Sketch([Sketch.header(width, height, depth: 16, color: 6), Sketch.data([0]), Sketch.end]).bytes
    }

    @Test("a size over a limit is refused before anything is inflated, and says both numbers")
    func sizes() {
        #expect(
            verdict(on: claim(16_385, 1))
                == "limit.widthLimit: IHDR at byte 8: width is 16,385 pixels, over the limit of 16,384; "
                + "`--max-pixels` raises it"
        )
        #expect(
            verdict(on: claim(1, 20_000))
                == "limit.heightLimit: IHDR at byte 8: height is 20,000 pixels, over the limit of 16,384; "
                + "`--max-pixels` raises it"
        )
        #expect(
            verdict(on: claim(16_384, 16_384))
                == "limit.pixelLimit: IHDR at byte 8: the picture has 268,435,456 pixels, over the limit of "
                + "100,000,000; "
                + "`--max-pixels` raises it"
        )
    }

    @Test("within the limits a claim costs no more than the data that are there")
    func claims() {
        #expect(
            verdict(on: claim(16_384, 6_103))
                == "imageData.tooLittleData: IDAT at byte 33: the zlib stream holds 1 of 799,938,519 bytes of rows")
    }

    @Test("an honest giant is decoded when the limit is raised")
    func raised() throws {
        let bytes = try PNGWriter.encode(width: 20_000, height: 2, colorType: .grayscale) { y, row in row[0] = UInt8(y)
        }
        #expect(throws: PNGError.self) { try PNGInfo(decoding: bytes) }
        #expect(try PNGInfo(decoding: bytes, limits: PNGLimits(pixels: 200_000_000)).width == 20_000)
    }

    @Test("fewer pixels than the default are a tighter limit")
    func lowered() throws {
        let bytes = try PNGWriter.encode(width: 20, height: 20, colorType: .grayscale) { _, _ in }
        #expect(
            verdict(on: bytes, limits: PNGLimits(pixels: 399))
                == "limit.pixelLimit: IHDR at byte 8: the picture has 400 pixels, over the limit of 399; "
                + "`--max-pixels` raises it"
        )
        #expect(try PNGInfo(decoding: bytes, limits: PNGLimits(pixels: 400)).width == 20)
    }

    @Test("a file of too many bytes or chunks is refused")
    func counts() {
        let bytes = Faults.good.bytes
        #expect(
            verdict(on: bytes, limits: PNGLimits(bytes: 82))
                == "limit.byteLimit: the file has 83 bytes, over the limit of 82; `--max-pixels` raises it")
        #expect(
            verdict(on: bytes, limits: PNGLimits(chunks: 2))
                == "limit.chunkLimit: IEND at byte 71: the file has more than 2 chunks, the limit")
        #expect(verdict(on: bytes, limits: PNGLimits(bytes: 83, chunks: 3)) == "4x3, 8 bit, grayscale, 83 bytes")
    }

    @Test("a stream that would inflate to a thousand times its rows is left after 64 KiB")
    func surplus() throws {
        let large = try PNGWriter.encode(width: 16_000, height: 6_000, colorType: .grayscale) { _, _ in }
        // The same image data under the header of a picture of one pixel.
        let small = Sketch.header(1, 1)
        let bytes = large.prefix(8) + Data(small.bytes) + large.dropFirst(33)
        #expect(
            verdict(on: bytes)
                == "imageData.tooMuchData: IDAT at byte 33: the zlib stream holds at least 66,562 bytes of rows, "
                + "and there is room for 2"
        )
    }

    @Test("compressed metadata are not inflated, and odd metadata are no fault")
    func metadata() throws {
        let bomb = [UInt8](repeating: 0x5a, count: 100_000)
        var chunks = Faults.good.chunks
        let odd: [Sketch.Chunk] = [
            .init("zTXt", Array("Bomb\0\0".utf8) + bomb), .init("iCCP", Array("Odd\0\0".utf8) + bomb),
            .init("gAMA", [1]), .init("tIME"), .init("cHRM", [1, 2, 3]), .init("pHYs"), .init("eXIf"),
            .init("abCd", bomb),
        ]
        chunks.insert(contentsOf: odd, at: 1)
        let info = try PNGInfo(decoding: Sketch(chunks).bytes)
        #expect(info.metadata.textKeys == ["Bomb"])
        #expect(info.metadata.colorProfile == .icc(name: "Odd"))
        #expect(info.metadata.hasExif)
    }
}
