import Foundation
import ImageAssetsPNG
import ImageAssetsTestSupport
import Testing

@Suite("Faults")
struct FaultTests {
    @Test("each fault is refused with its own error, its place and both sides")
    func verdicts() throws {
        let lines = Faults.all.map { "\($0.name)\t\(verdict(on: $0.bytes))" }
        try expectGolden(lines.joined(separator: "\n") + "\n", at: "PngFaults/expected.txt")
        #expect(lines.count >= 80)
        for fault in Faults.all {
            #expect(throws: PNGError.self, "\(fault.name)") { try PNGInfo(decoding: fault.bytes) }
        }
    }

    @Test("the picture that they are made of is right")
    func good() throws {
        #expect(verdict(on: Faults.good.bytes) == "4x3, 8 bit, grayscale, 83 bytes")
    }

    @Test("what it is and where is told to programs too")
    func parts() throws {
        let fault = try #require(Faults.all.first { $0.name == "CRC of image data" })
        let error = #expect(throws: PNGError.self) { try PNGInfo(decoding: fault.bytes) }
        #expect(error?.chunk == "IDAT")
        #expect(error?.offset == 33)
        #expect(error?.stage == .chunks)
        #expect(error?.code == "chunkCRC")
    }

    /// Small pictures of different making, each below 400 bytes.
    static let small: [Data] = [
        Faults.good.bytes,
        Raster.noise(width: 3, height: 5, depth: 16, colorType: .rgb, isInterlaced: true).sketch(split: 40).bytes,
        Raster.noise(width: 9, height: 4, depth: 2, colorType: .palette).sketch(split: 11).bytes,
        Raster.noise(width: 5, height: 5, depth: 8, colorType: .rgba).sketch().bytes,
    ]

    /// What the fuzzer and the sanitizers start from: each fault by its name, without those that are large.
    static let corpus: [String: Data] = Dictionary(
        uniqueKeysWithValues: (Faults.all.filter { $0.bytes.count < 10_000 }.map { ($0.name, $0.bytes) }
            + small.enumerated().map { ("small picture \($0.offset)", $0.element) }
            + Trailing.files.map { ($0.name, $0.bytes) })
            .map { ($0.0.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined(), $0.1) })

    @Test("the fuzzer starts from every fault and every small picture")
    func corpusIsComplete() throws {
        let folder = fixtures.deletingLastPathComponent().appendingPathComponent("Fuzzing/corpus")
        for (name, bytes) in Self.corpus {
            if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
                try bytes.write(to: folder.appendingPathComponent(name))
            }
            #expect(try Data(contentsOf: folder.appendingPathComponent(name)) == bytes, "\(name)")
        }
    }

    @Test("a file that is cut at any byte is refused", arguments: small)
    func cut(_ bytes: Data) {
        for count in 0..<bytes.count {
            #expect(throws: PNGError.self, "\(count) bytes") { try PNGInfo(decoding: bytes.prefix(count)) }
        }
    }

    @Test("a file with any one bit flipped is refused", arguments: small)
    func flip(_ bytes: Data) {
        for bit in 0..<bytes.count * 8 {
            var flipped = bytes
            flipped[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: PNGError.self, "bit \(bit)") { try PNGInfo(decoding: flipped) }
        }
    }

    @Test(
        "with the chunk's checksum made right again, flipped image data are refused or show the same pixels",
        arguments: small)
    func flipAndRepair(_ bytes: Data) throws {
        let truth = try pixels(of: bytes)
        var offset = 8
        while offset < bytes.count {
            let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
            defer { offset += length + 12 }
            let body = offset + 4..<offset + 8 + length
            guard bytes[offset + 4..<offset + 8].elementsEqual("IDAT".utf8) else { continue }
            for bit in (body.lowerBound + 4) * 8..<body.upperBound * 8 {
                var flipped = bytes
                flipped[bit / 8] ^= 1 << (bit % 8)
                flipped.replaceSubrange(body.upperBound..<body.upperBound + 4, with: bigEndian(crc32(flipped[body])))
                guard (try? PNGInfo(decoding: flipped)) != nil else { continue }
                #expect(try pixels(of: flipped) == truth, "bit \(bit)")
            }
        }
    }
}
