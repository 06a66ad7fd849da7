import Foundation
import ImageAssetsPNG
import Testing

@Suite("Writing")
struct PNGWriterTests {
    @Test("a written picture has the size and colour type that it was written with", arguments: PNGColorType.allCases)
    func roundTrip(_ colorType: PNGColorType) throws {
        let palette = [PNGWriter.Color(0, 0, 0), PNGWriter.Color(255, 0, 0, alpha: 128)]
        let bytes = try PNGWriter.encode(
            width: 37, height: 11, colorType: colorType, palette: colorType == .palette ? palette : [],
            text: [("Title", "A test"), ("Comment", "café")]
        ) { y, row in
            for x in row.indices { row[x] = UInt8(truncatingIfNeeded: (x + y) & 1) }
        }
        let info = try PNGInfo(decoding: bytes)
        #expect((info.width, info.height) == (37, 11))
        #expect(info.bitDepth == 8)
        #expect(info.colorType == colorType)
        #expect(info.byteCount == bytes.count)
        #expect(info.blank == nil)
        #expect(info.metadata.textKeys == ["Title", "Comment"])
        #expect(info.paletteCount == (colorType == .palette ? 2 : nil))
    }

    @Test("equal pictures are equal bytes")
    func deterministic() throws {
        func draw() throws -> Data {
            try PNGWriter.encode(width: 300, height: 200, colorType: .rgb) { y, row in
                for x in row.indices { row[x] = UInt8(truncatingIfNeeded: x &* y) }
            }
        }
        #expect(try draw() == draw())
    }

    @Test("what cannot be written is refused in words")
    func refused() throws {
        func message(_ write: () throws(PNGError) -> Data) -> String? {
            do { _ = try write() } catch { return error.description }
            return nil
        }
        #expect(
            message { () throws(PNGError) in try PNGWriter.encode(width: 0, height: 1, colorType: .rgb) { _, _ in } }
                == "a picture of 0 by 1 pixels cannot be written")
        #expect(
            message { () throws(PNGError) in
                try PNGWriter.encode(width: 1, height: 1, colorType: .palette) { _, _ in }
            } == "0 colours do not fit the colour type")
        #expect(
            message { () throws(PNGError) in
                try PNGWriter.encode(width: 1, height: 1, colorType: .rgb, text: [("Title", "漢")]) { _, _ in }
            } == "a text chunk has no room for U+6F22")
        #expect(
            message { () throws(PNGError) in
                try PNGWriter.encode(width: 2_000_000, height: 1, colorType: .rgb) { _, _ in }
            } == "libpng refuses it: Invalid IHDR data")
    }
}
