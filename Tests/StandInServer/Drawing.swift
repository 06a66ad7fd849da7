import Foundation

/// The stand-in's pictures: stripes that depend on prompt, size and references, and on nothing else.
enum Drawing {
    static func png(for request: RecordedRequest) throws -> Data {
        let sides = (request.field("size") ?? "").split(separator: "x").compactMap { Int($0) }
        let (width, height) = sides.count == 2 ? (sides[0], sides[1]) : (1024, 1024)
        return png(width: width, height: height, seed: seed(of: request))
    }

    private static func seed(of request: RecordedRequest) -> UInt32 {
        var seed = checksum(Data((request.prompt + "\n" + (request.field("size") ?? "")).utf8))
        for reference in request.references { seed = seed &* 31 &+ checksum(reference.bytes.prefix(65_536)) }
        return seed
    }

    /// One bit per pixel, uncompressed.
    private static func png(width: Int, height: Int, seed: UInt32) -> Data {
        let row =
            Data([0]) + Data((0..<(width + 7) / 8).map { UInt8(truncatingIfNeeded: seed >> (UInt32($0 % 4) * 8)) })
        var pixels = Data(capacity: row.count * height)
        for _ in 0..<height { pixels.append(row) }
        var stream = Data([0x78, 0x01])
        var rest = pixels[...]
        while !rest.isEmpty {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            stream.append(rest.isEmpty ? 1 : 0)
            let count = UInt16(block.count)
            for value in [count, ~count] { stream.append(contentsOf: [UInt8(value & 255), UInt8(value >> 8)]) }
            stream.append(block)
        }
        stream.append(bigEndian(adler(pixels)))
        var header = bigEndian(UInt32(width)) + bigEndian(UInt32(height))
        header.append(contentsOf: [1, 0, 0, 0, 0])
        let signature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        return signature + chunk("IHDR", header) + chunk("IDAT", stream) + chunk("IEND", Data())
    }

    private static func chunk(_ type: String, _ content: Data) -> Data {
        let body = Data(type.utf8) + content
        return bigEndian(UInt32(content.count)) + body + bigEndian(checksum(body))
    }

    private static func bigEndian(_ number: UInt32) -> Data {
        withUnsafeBytes(of: number.bigEndian) { Data($0) }
    }

    private static func adler(_ bytes: Data) -> UInt32 {
        bytes.withUnsafeBytes { bytes in
            var (a, b): (UInt32, UInt32) = (1, 0)
            for byte in bytes {
                a = (a &+ UInt32(byte)) % 65_521
                b = (b &+ a) % 65_521
            }
            return b << 16 | a
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    private static func checksum(_ bytes: Data) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            bytes.withUnsafeBytes { bytes in
                var crc = UInt32.max
                for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 255)] ^ (crc >> 8) }
                return ~crc
            }
        }
    }
}
