import Foundation
import ImageAssetsPNG

/// ICC profiles as tests want them, and the chunk that a PNG has them in.
struct Profile {
    var space = "RGB "
    var kind = "mntr"
    /// Red, green, blue: Display P3's.
    var primaries: [[Double]] = [[0.5151, 0.2412, -0.0011], [0.2919, 0.6922, 0.0419], [0.1572, 0.0666, 0.7841]]
    /// The numbers of a parametric curve with a straight piece.
    var curve: [Double] = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
    /// Added to the count of bytes that the header declares.
    var surplus = 0

    static let sRGB = Profile(
        primaries: [[0.4360, 0.2225, 0.0139], [0.3851, 0.7169, 0.0971], [0.1431, 0.0606, 0.7141]])

    var bytes: Data {
        let names = ["rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"]
        let colors = primaries.map { Data("XYZ \0\0\0\0".utf8) + $0.reduce(into: Data()) { $0 += Self.fixed($1) } }
        let curves =
            Data("para\0\0\0\0".utf8) + Data([0, 3, 0, 0]) + curve.reduce(into: Data()) { $0 += Self.fixed($1) }
        let start = 128 + 4 + 12 * names.count
        var table = Self.u32(names.count)
        for (index, name) in names.enumerated() {
            let (offset, size) = index < 3 ? (start + 20 * index, 20) : (start + 60, curves.count)
            table += Data(name.utf8) + Self.u32(offset) + Self.u32(size)
        }
        let body = table + colors.reduce(into: Data()) { $0 += $1 } + curves
        var header = Self.u32(128 + body.count + surplus) + Data("test".utf8) + Data([4, 0x30, 0, 0])
        header += Data((kind + space + "XYZ ").utf8) + Data(count: 12) + Data("acsp".utf8)
        return header + Data(count: 128 - header.count) + body
    }

    var chunk: PNGChunk { Self.chunk(of: bytes) }

    static func chunk(of profile: Data, behind: Data = Data()) -> PNGChunk {
        // A stream that stores its one block.
        let length = UInt16(profile.count)
        var stream = Data([0x78, 0x01, 0x01])
        for number in [length, ~length] { stream += Data([UInt8(number & 0xff), UInt8(number >> 8)]) }
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in profile {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        return PNGChunk(.colorProfile, Data("A name\0\0".utf8) + stream + profile + u32(Int(b << 16 | a)) + behind)
    }

    private static func fixed(_ value: Double) -> Data {
        u32(Int(UInt32(bitPattern: Int32((value * 65536).rounded()))))
    }

    private static func u32(_ value: Int) -> Data { Data((0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xff) }) }
}
