import Foundation
import ImageAssetsPNG
import Testing

/// Files with something behind their end that is no fault.
enum Trailing {
    static let files: [(name: String, bytes: Data, count: Int)] = [
        ("a byte after the end", [0]), ("a line end after the end", [13, 10]),
        ("a small file after the end", Array(Faults.good.bytes)),
        ("a chunk after the end", Sketch.Chunk("tEXt", Array("Title\0x".utf8)).bytes),
        ("provenance after the end", Sketch.Chunk("caBX", Provenance.store()).bytes),
        ("1,024 bytes after the end", Array(repeating: 0xff, count: 1_024)),
    ].map { ($0.0, Faults.good.bytes + $0.1, $0.1.count) }

    static let large = Raster.noise(width: 40, height: 30, depth: 8, colorType: .grayscale).sketch().bytes
}

@Suite("Bytes behind the end")
struct TrailingTests {
    @Test("a few are no fault: they are counted, and nothing in them is believed", arguments: Trailing.files)
    func few(name: String, bytes: Data, count: Int) throws {
        let info = try PNGInfo(decoding: bytes)
        #expect(info.trailingBytes == count)
        #expect(info.byteCount == bytes.count)
        #expect(try info.metadata == PNGInfo(decoding: Faults.good.bytes).metadata)
        #expect(try PNGPixels.digest(of: bytes) == PNGPixels.digest(of: Faults.good.bytes))
    }

    @Test("a file that ends with its end has none")
    func none() throws {
        #expect(try PNGInfo(decoding: Faults.good.bytes).trailingBytes == 0)
    }

    @Test("with more than that it is two things in one")
    func many() {
        let limit = PNGInfo.maximumTrailingBytes
        #expect(limit == 1_024)
        #expect(
            verdict(on: Faults.good.bytes + Data(count: limit + 1))
                == "chunks.trailingBytes: IEND at byte 71: 1,025 bytes follow the end of the PNG, and at most 1,024 are allowed"
        )
    }
}
