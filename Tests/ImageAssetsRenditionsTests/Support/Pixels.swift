import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRenditions
import ImageAssetsTestSupport
import Testing

/// Red, green, blue and alpha of each pixel, of 8 bits.
struct Pixels: Equatable {
    let width: Int
    let height: Int
    var samples: [UInt8]

    init(width: Int, height: Int, samples: [UInt8]) {
        self.width = width
        self.height = height
        self.samples = samples
    }

    init(png bytes: Data) throws {
        let info = try PNGInfo(decoding: bytes)
        var samples: [UInt8] = []
        samples.reserveCapacity(info.width * info.height * 4)
        try PNGPixels.forEachRow(of: bytes) { row in
            for index in stride(from: 0, to: row.count, by: 2) { samples.append(row[index]) }
        }
        self.init(width: info.width, height: info.height, samples: samples)
    }

    subscript(_ x: Int, _ y: Int) -> [UInt8] { Array(samples[(y * width + x) * 4..<(y * width + x + 1) * 4]) }

    /// The largest difference of any sample; colours that nobody can see are equal.
    func distance(to other: Pixels) -> Int {
        guard (width, height) == (other.width, other.height) else { return .max }
        var most = 0
        for index in stride(from: 0, to: samples.count, by: 4) {
            let (a, b) = (samples[index..<index + 4], other.samples[index..<index + 4])
            if a[index + 3] == 0, b[index + 3] == 0 { continue }
            for (left, right) in zip(a, b) { most = max(most, abs(Int(left) - Int(right))) }
        }
        return most
    }
}

/// A PNG that is drawn pixel by pixel.
func draw(
    _ width: Int, _ height: Int, chunks: [PNGChunk] = [], _ color: (_ x: Int, _ y: Int) -> [UInt8]
) throws -> Data {
    try PNGWriter.encode(width: width, height: height, colorType: .rgba, chunks: chunks) { y, row in
        for x in 0..<width { for (index, sample) in color(x, y).enumerated() { row[4 * x + index] = sample } }
    }
}

func flat(_ width: Int, _ height: Int, _ color: [UInt8] = [10, 20, 30, 255], chunks: [PNGChunk] = []) throws -> Data {
    try draw(width, height, chunks: chunks) { _, _ in color }
}

/// Waves with a little noise, as a photograph has them; the same each time.
func photograph(_ width: Int, _ height: Int, alpha: Bool = false) throws -> Data {
    var seed: UInt32 = 7
    return try draw(width, height) { x, y in
        seed = seed &* 1_664_525 &+ 1_013_904_223
        let wave = sin(Double(x) / 17) * 60 + cos(Double(y) / 23) * 50
        let noise = Double(seed >> 29)
        let red = UInt8(clamping: Int(128 + wave + noise))
        return [red, UInt8(clamping: Int(110 - wave / 2 + noise)), UInt8(x * 255 / width), alpha && x < 9 ? 0 : 255]
    }
}

func fixture(_ path: String) throws -> Data {
    try Data(contentsOf: fixtures.appendingPathComponent("Pixels").appendingPathComponent(path))
}

func form(
    _ format: RenditionFormat = .png, _ width: Int? = nil, _ height: Int? = nil,
    _ change: (inout RenditionForm) -> Void = { _ in }
) -> RenditionForm {
    var form = RenditionForm(format, width: width, height: height)
    change(&form)
    return form
}

func render(_ bytes: Data, _ form: RenditionForm, limits: PNGLimits = .default) throws -> Rendered {
    let asset = try DecodedAsset(bytes, digest: SHA256Digest(of: bytes), limits: limits)
    return try asset.render(PictureRecipe(asset: asset.digest, form, label: nil))
}

/// Why it cannot be made; nil where it can.
func cause(_ bytes: Data, _ form: RenditionForm = RenditionForm(.png)) throws -> RenditionFailure.Cause? {
    do { _ = try render(bytes, form) } catch let failure as RenditionFailure { return failure.cause }
    return nil
}
