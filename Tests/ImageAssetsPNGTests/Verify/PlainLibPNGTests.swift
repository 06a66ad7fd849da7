import Foundation
import ImageAssetsBaselines
import ImageAssetsPNG
import ImageAssetsTestSupport
import Testing

/// Files that differ in what libpng does not see of them when it gets their rows in a stored stream of ours: the header
/// of the zlib stream, its blocks and distances, its checksum, how it is cut into chunks, what follows it, and all
/// other chunks.
enum Hidden {
    static let files: [(name: String, bytes: Data)] = headers + windows + blocks + cuts + chunks

    /// 398 of 400 rows of 4 pixels; what is copied are the last two.
    private static let rows: [UInt8] = (0..<1_990).map { $0 % 5 == 0 ? 0 : UInt8(truncatingIfNeeded: $0 * 7) }
    private static let all = rows + rows.prefix(10)
    private static let ihdr = Sketch.header(4, 400)

    private static func png(_ name: String, _ data: [UInt8]...) -> (name: String, bytes: Data) {
        (name, Sketch([ihdr] + data.map { .init("IDAT", $0) } + [Sketch.end]).bytes)
    }

    private static let headers = (0...3).flatMap { level in
        [false, true].map { hasDictionary in
            png(
                "level \(level)\(hasDictionary ? " with a dictionary" : "")",
                stored(all, header: zlibHeader(window: 7, level: UInt8(level), hasDictionary: hasDictionary)))
        }
    }

    /// Every window, and distances on both sides of each.
    private static let windows = (0...7).flatMap { window in
        [5, 250, 255, 500, 510, 1_000, 1_020, 1_985].map { distance in
            png(
                "window of \(256 << window) and distance \(distance)",
                stored(rows, copyingFrom: distance, window: UInt8(window)))
        }
    }

    private static let blocks = [
        png("a block for each row", stored(all, block: 5)), png("a block for each byte", stored(all, block: 1)),
        // An empty stored block, and one of fixed codes, in front of and behind the rows.
        png("an empty block first", inserting([0, 0, 0, 0xff, 0xff], at: 2)),
        png(
            "an empty block last",
            stored(all).dropLast(4).enumerated().map { $0.offset == 2 ? 0 : $0.element }
                + [1, 0, 0, 0xff, 0xff] + stored(all).suffix(4)),
        png(
            "an empty fixed block last",
            stored(all).dropLast(4).enumerated().map { $0.offset == 2 ? 0 : $0.element }
                + [3, 0] + stored(all).suffix(4)),
        png("checksum wrong by itself", stored(all, adler: 1)),
        png("a byte behind the stream by itself", stored(all) + [0]),
    ]

    private static func inserting(_ bytes: [UInt8], at offset: Int) -> [UInt8] {
        var stream = stored(all)
        stream.insert(contentsOf: bytes, at: offset)
        return stream
    }

    private static let cuts: [(name: String, bytes: Data)] = {
        let stream = stored(all)
        func parts(_ borders: [Int]) -> (name: String, bytes: Data) {
            let edges = [0] + borders + [stream.count]
            let chunks = zip(edges, edges.dropFirst()).map { Sketch.Chunk("IDAT", Array(stream[$0..<$1])) }
            return ("cut at \(borders.prefix(8))", Sketch([ihdr] + chunks + [Sketch.end]).bytes)
        }
        let end = stream.count
        return [
            parts([1]), parts([0, 0, 1, 1, 2, 2, 3]), parts([end]), parts([end, end]), parts([end - 4]),
            parts([end - 2]),
            parts([end - 3, end - 2, end - 1]), parts([3, 3, end - 5, end - 5]), parts(Array(1..<end)),
        ]
    }()

    private static let chunks: [(name: String, bytes: Data)] = {
        let data = Sketch.Chunk("IDAT", stored([0, 0x50, 0, 0xa0]))
        let header = Sketch.header(4, 2, depth: 1, color: 3)
        let palette = Sketch.Chunk("PLTE", [1, 2, 3, 4, 5, 6])
        let alpha = Sketch.Chunk("tRNS", [0])
        let others = ["bKGD", "hIST", "sBIT", "gAMA", "cHRM", "sRGB", "pHYs", "tIME", "sPLT", "abCd", "abcd"].map {
            Sketch.Chunk($0, [1, 2, 3])
        }
        let orders: [[Sketch.Chunk]] =
            [
                [palette, alpha, data], [alpha, palette, data], [palette, data, alpha], [data, palette],
                [palette, palette, data],
            ]
            + others.flatMap {
                [[$0, palette, data], [palette, $0, $0, data], [palette, data, $0], [palette, $0, alpha, data]]
            }
        return orders.map { order in
            let names = order.map { String(decoding: $0.name, as: UTF8.self) }.joined(separator: " ")
            return (names, Sketch([header] + order + [Sketch.end]).bytes)
        }
    }()
}

@Suite("libpng by itself")
struct PlainLibPNGTests {
    /// Strict, from the file's own bytes.
    private func libpngTakes(_ bytes: Data) -> Bool {
        bytes.withUnsafeBytes { baseline_decode($0.bindMemory(to: UInt8.self).baseAddress, $0.count) }
    }

    @Test("what is accepted here, libpng accepts without our help", arguments: Hidden.files)
    func hidden(name: String, bytes: Data) {
        if (try? PNGInfo(decoding: bytes)) != nil { #expect(libpngTakes(bytes), "\(name)") }
    }

    @Test("where a window is declared, libpng's own reading decides, and nothing that it takes is refused")
    func windows() throws {
        let files = Hidden.files.filter { $0.name.hasPrefix("window of") }
        let verdicts = files.map { (try? PNGInfo(decoding: $0.bytes)) != nil }
        #expect(verdicts == files.map { libpngTakes($0.bytes) })
        // Both happen, or this would say nothing.
        #expect(verdicts.count { $0 } >= 40 && verdicts.count { !$0 } >= 8)
    }

    @Test("it takes every valid file of PngSuite as we do")
    func suite() throws {
        let folder = fixtures.appendingPathComponent("PngSuite")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "png" {
            let bytes = try Data(contentsOf: file)
            if (try? PNGInfo(decoding: bytes)) != nil { #expect(libpngTakes(bytes), "\(file.lastPathComponent)") }
        }
    }

    @Test("a stream that keeps to a small window has the pixels that it should have")
    func pixelsOfSmallWindow() throws {
        let bytes = try #require(Hidden.files.first { $0.name == "window of 256 and distance 250" }?.bytes)
        let same = try #require(Hidden.files.first { $0.name == "window of 32768 and distance 250" }?.bytes)
        #expect(try PNGPixels.digest(of: bytes) == PNGPixels.digest(of: same))
    }
}
