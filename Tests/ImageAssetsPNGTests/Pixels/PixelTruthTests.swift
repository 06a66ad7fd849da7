import Foundation
import ImageAssetsPNG
import Testing

@Suite("Pixels")
struct PixelTruthTests {
    struct Kind: CustomStringConvertible, Sendable {
        let colorType: PNGColorType
        let depth: Int
        let isInterlaced: Bool
        var description: String { "\(colorType) of \(depth) bits\(isInterlaced ? ", interlaced" : "")" }
        var hasAlphaChannel: Bool { colorType == .grayscaleAlpha || colorType == .rgba }
    }

    static let kinds: [Kind] = PNGColorType.allCases.flatMap { colorType -> [Kind] in
        let depths: [Int]
        switch colorType {
        case .grayscale: depths = [1, 2, 4, 8, 16]
        case .palette: depths = [1, 2, 4, 8]
        default: depths = [8, 16]
        }
        return depths.flatMap { depth in
            [false, true].map { Kind(colorType: colorType, depth: depth, isInterlaced: $0) }
        }
    }

    static let sizes = [(1, 1), (2, 1), (1, 9), (3, 5), (5, 3), (8, 8), (9, 7), (33, 18)]

    @Test("every pixel of every colour type, depth, filter and pass is the one that was stored", arguments: kinds)
    func truth(_ kind: Kind) throws {
        for (width, height) in Self.sizes {
            let raster = Raster.noise(
                width: width, height: height, depth: kind.depth, colorType: kind.colorType,
                isInterlaced: kind.isInterlaced)
            for split in [Int.max, 1, 7] {
                let bytes = raster.sketch(split: split).bytes
                let info = try PNGInfo(decoding: bytes)
                #expect((info.width, info.height, info.bitDepth) == (width, height, kind.depth))
                #expect((info.colorType, info.isInterlaced) == (kind.colorType, kind.isInterlaced))
                check(info, against: raster)
                #expect(try pixels(of: bytes) == raster.rgba, "\(width)x\(height)")
            }
        }
    }

    /// The facts about pixels, counted from the truth.
    private func check(_ info: PNGInfo, against raster: Raster) {
        let samples = raster.rgba
        let colors = stride(from: 0, to: samples.count, by: 4).map { Array(samples[$0..<$0 + 4]) }
        #expect(info.transparentPixels == colors.filter { $0[3] != 65_535 }.count)
        let isClear = colors.allSatisfy { $0[3] == 0 }
        #expect(info.blank == (isClear ? .transparent : Set(colors).count == 1 ? .flat : nil))
    }

    @Test("a transparent colour, or transparent entries of a palette, are counted", arguments: kinds)
    func transparency(_ kind: Kind) throws {
        guard !kind.hasAlphaChannel else { return }
        for (width, height) in Self.sizes {
            var raster = Raster.noise(
                width: width, height: height, depth: kind.depth, colorType: kind.colorType,
                isInterlaced: kind.isInterlaced)
            if kind.colorType == .palette {
                raster.transparency = (0..<raster.palette.count / 2 + 1).map {
                    UInt8(truncatingIfNeeded: 255 - $0 * 90)
                }
            } else {
                raster.transparency = raster.samples.suffix(raster.channels).flatMap {
                    [UInt8($0 >> 8), UInt8($0 & 0xff)]
                }
            }
            let bytes = raster.sketch().bytes
            check(try PNGInfo(decoding: bytes), against: raster)
            #expect(try pixels(of: bytes) == raster.rgba, "\(width)x\(height)")
        }
    }

    @Test("a picture of one colour is told as blank, and one pixel that differs makes it a picture", arguments: kinds)
    func blank(_ kind: Kind) throws {
        for (width, height) in Self.sizes where width * height > 1 {
            func info(sample: (Int, Int, Int) -> Int) throws -> PNGInfo {
                let raster = Raster(
                    width: width, height: height, depth: kind.depth, colorType: kind.colorType,
                    isInterlaced: kind.isInterlaced, sample: sample)
                return try PNGInfo(decoding: raster.sketch().bytes)
            }
            #expect(try info { _, _, _ in 1 << kind.depth - 1 }.blank == .flat)
            for (oddX, oddY) in [(0, 0), (width - 1, height - 1), (width / 2, height / 2)] {
                let odd = try info { x, y, _ in x == oddX && y == oddY ? 0 : 1 }
                #expect(odd.blank == nil, "\(width)x\(height)")
            }
            guard kind.hasAlphaChannel else { continue }
            #expect(
                try info { x, y, channel in channel == kind.colorType.channels - 1 ? 0 : x ^ y }.blank == .transparent)
        }
    }

    @Test("two palette entries of one colour are one colour")
    func equalEntries() throws {
        var raster = Raster(width: 4, height: 4, depth: 2, colorType: .palette) { x, y, _ in x & y & 1 }
        raster.palette = [[1, 2, 3], [1, 2, 3], [4, 5, 6]]
        #expect(try PNGInfo(decoding: raster.sketch().bytes).blank == .flat)
        raster.transparency = [255, 254]
        #expect(try PNGInfo(decoding: raster.sketch().bytes).blank == nil)
        raster.transparency = [0, 0]
        #expect(try PNGInfo(decoding: raster.sketch().bytes).blank == .transparent)
    }

    @Test(
        "the digest is that of the picture: equal however it is stored, different for one changed sample or another shape"
    )
    func digest() throws {
        let plain = Raster.noise(width: 20, height: 12, depth: 8, colorType: .rgb)
        func digest(_ raster: Raster) throws -> String { try PNGPixels.digest(of: raster.sketch().bytes) }
        func restored(_ colorType: PNGColorType, _ depth: Int, interlaced: Bool, width: Int = 20) -> Raster {
            Raster(
                width: width, height: 240 / width, depth: depth, colorType: colorType, isInterlaced: interlaced
            ) { x, y, channel in
                guard channel < 3 else { return 1 << depth - 1 }
                let sample = Int(plain.samples[(y * width + x) * 3 + channel])
                return depth == 16 ? sample * 257 : sample
            }
        }
        // SHA-256 of the two sides and one black, opaque pixel, as `sha256sum` has it.
        #expect(
            try digest(Raster(width: 1, height: 1, depth: 8, colorType: .rgb) { _, _, _ in 0 })
                == "46b3f12a6740287c0589000c825bdaf4936b187d15cec801f28de5ee6d81ffaa")
        let expected = try digest(plain)
        for interlaced in [false, true] {
            #expect(try digest(restored(.rgb, 16, interlaced: interlaced)) == expected)
            #expect(try digest(restored(.rgba, 8, interlaced: interlaced)) == expected)
        }
        #expect(try digest(restored(.rgb, 8, interlaced: false, width: 12)) != expected)
        var changed = plain
        changed.samples[100] ^= 1
        #expect(try digest(changed) != expected)
    }
}
