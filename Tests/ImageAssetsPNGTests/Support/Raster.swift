import Foundation
import ImageAssetsPNG

/// A picture whose every sample is known, and the encoder of all of PNG's colour types, depths, filters and passes that
/// the decoder's pixels are compared with.
struct Raster {
    let width: Int
    let height: Int
    let depth: Int
    let colorType: PNGColorType
    let isInterlaced: Bool
    /// Row by row, `channels` of each pixel.
    var samples: [UInt16]
    /// For `.palette`.
    var palette: [[UInt8]] = []
    /// The data of tRNS.
    var transparency: [UInt8] = []

    var channels: Int { colorType.channels }
    var maximum: Int { 1 << depth - 1 }

    init(
        width: Int, height: Int, depth: Int, colorType: PNGColorType, isInterlaced: Bool = false,
        sample: (_ x: Int, _ y: Int, _ channel: Int) -> Int
    ) {
        self.width = width
        self.height = height
        self.depth = depth
        self.colorType = colorType
        self.isInterlaced = isInterlaced
        let maximum = 1 << depth - 1
        samples = (0..<height).flatMap { y in
            (0..<width).flatMap { x in
                (0..<colorType.channels).map { UInt16(truncatingIfNeeded: sample(x, y, $0) & maximum) }
            }
        }
        if colorType == .palette {
            palette = (0...maximum).map { [UInt8(truncatingIfNeeded: $0 * 37), UInt8(255 - $0), UInt8($0)] }
        }
    }

    static func noise(
        width: Int, height: Int, depth: Int, colorType: PNGColorType, isInterlaced: Bool = false
    ) -> Raster {
        var state: UInt64 = 0x9e37_79b9_7f4a_7c15 &+ UInt64(width * 31 + height)
        return Raster(width: width, height: height, depth: depth, colorType: colorType, isInterlaced: isInterlaced) {
            _, _, _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 40)
        }
    }

    private func samples(x: Int, y: Int) -> ArraySlice<UInt16> {
        let start = (y * width + x) * channels
        return samples[start..<start + channels]
    }

    /// Red, green, blue and alpha of 16 bits: what must be seen.
    func rgba(x: Int, y: Int) -> [UInt16] {
        let wide = samples(x: x, y: y).map { UInt16(Int($0) * 65_535 / maximum) }
        let stored = samples(x: x, y: y).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
        let opacity: UInt16 = !transparency.isEmpty && stored == transparency ? 0 : 65_535
        switch colorType {
        case .grayscale: return [wide[0], wide[0], wide[0], opacity]
        case .grayscaleAlpha: return [wide[0], wide[0], wide[0], wide[1]]
        case .rgb: return wide + [opacity]
        case .rgba: return wide
        case .palette:
            let index = Int(samples(x: x, y: y).first ?? 0)
            let alpha = index < transparency.count ? transparency[index] : 255
            return (palette[index] + [alpha]).map { UInt16($0) * 257 }
        }
    }

    var rgba: [UInt16] { (0..<height).flatMap { y in (0..<width).flatMap { x in rgba(x: x, y: y) } } }

    /// The rows with their filter bytes, filters taking turns, pass by pass.
    var filteredRows: [UInt8] {
        let passes =
            isInterlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)]
        return passes.flatMap { x0, y0, dx, dy -> [UInt8] in
            let columns = Array(stride(from: x0, to: width, by: dx))
            guard !columns.isEmpty else { return [] }
            var previous: [UInt8] = []
            return stride(from: y0, to: height, by: dy).enumerated().flatMap { index, y -> [UInt8] in
                let row = packed(columns.flatMap { samples(x: $0, y: y) })
                defer { previous = row }
                return filtered(row, previous, UInt8(index % 5))
            }
        }
    }

    private func packed(_ samples: [UInt16]) -> [UInt8] {
        if depth == 16 { return samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] } }
        let perByte = 8 / depth
        return stride(from: 0, to: samples.count, by: perByte).map { start in
            samples[start..<min(start + perByte, samples.count)].enumerated().reduce(0) {
                $0 | UInt8($1.element) << UInt8(8 - depth * ($1.offset + 1))
            }
        }
    }

    private func filtered(_ row: [UInt8], _ above: [UInt8], _ filter: UInt8) -> [UInt8] {
        let unit = max(1, channels * depth / 8)
        let bytes = row.indices.map { index -> UInt8 in
            let left = index >= unit ? Int(row[index - unit]) : 0
            let up = above.isEmpty ? 0 : Int(above[index])
            let corner = index >= unit && !above.isEmpty ? Int(above[index - unit]) : 0
            let guess: Int
            switch filter {
            case 1: guess = left
            case 2: guess = up
            case 3: guess = (left + up) / 2
            case 4:
                let estimate = left + up - corner
                let distances = [abs(estimate - left), abs(estimate - up), abs(estimate - corner)]
                guess =
                    distances[0] <= min(distances[1], distances[2]) ? left : distances[1] <= distances[2] ? up : corner
            default: guess = 0
            }
            return row[index] &- UInt8(guess)
        }
        return [filter] + bytes
    }

    private var number: UInt8 {
        switch colorType {
        case .grayscale: 0
        case .rgb: 2
        case .palette: 3
        case .grayscaleAlpha: 4
        case .rgba: 6
        }
    }

    /// The image data in IDATs of `split` bytes at most.
    func sketch(split: Int = .max) -> Sketch {
        var chunks = [
            Sketch.header(
                UInt32(width), UInt32(height), depth: UInt8(depth), color: number, interlace: isInterlaced ? 1 : 0)
        ]
        if !palette.isEmpty { chunks.append(.init("PLTE", palette.flatMap { $0 })) }
        if !transparency.isEmpty { chunks.append(.init("tRNS", transparency)) }
        var stream = stored(filteredRows)[...]
        while !stream.isEmpty {
            chunks.append(.init("IDAT", Array(stream.prefix(split))))
            stream = stream.dropFirst(split)
        }
        return Sketch(chunks + [Sketch.end])
    }
}

/// The pixels of a file as `PNGPixels` gives them.
func pixels(of bytes: Data) throws -> [UInt16] {
    var values: [UInt16] = []
    try PNGPixels.forEachRow(of: bytes) { row in
        for at in stride(from: 0, to: row.count, by: 2) { values.append(UInt16(row[at]) << 8 | UInt16(row[at + 1])) }
    }
    return values
}

extension PNGColorType {
    /// Samples per pixel.
    var channels: Int {
        switch self {
        case .grayscale, .palette: 1
        case .grayscaleAlpha: 2
        case .rgb: 3
        case .rgba: 4
        }
    }
}
