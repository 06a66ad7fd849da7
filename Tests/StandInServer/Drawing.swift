import Foundation
import ImageAssetsPNG

/// The stand-in's pictures: stripes that depend on prompt, size and references, and on nothing else. Large ones have a
/// plain background around them.
enum Drawing {
    static func png(for request: RecordedRequest) throws -> Data {
        let sides = (request.field("size") ?? "").split(separator: "x").compactMap { Int($0) }
        let (width, height) = sides.count == 2 ? (sides[0], sides[1]) : (1024, 1024)
        let margin = width < 512 || height < 512 ? 0 : 64
        let inputs =
            [request.prompt, request.field("size") ?? ""] + request.references.map { $0.bytes.base64EncodedString() }
        let seed = digest(inputs.joined(separator: "\n"))
        return try PNGWriter.encode(
            width: width, height: height, colorType: .grayscale,
            text: [(key: "Comment", text: String(seed, radix: 16))],
            compressionLevel: 1
        ) { y, row in
            guard y % 64 == 0, margin == 0 || y > 0 else { return }
            for x in row.indices where margin <= x && x < width - margin {
                row[x] = UInt8(truncatingIfNeeded: seed >> UInt64((x / 16 + y / 64) % 57))
            }
        }
    }

    /// FNV-1a: the same in every process, unlike Swift's own hashes.
    private static func digest(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
