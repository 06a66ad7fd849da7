import ImageAssetsSystem

/// The chunks of a WebP, in their order, with a name, a length and a byte of padding where that is odd.
///
/// Source: RFC 9649.
struct WebPChunks {
    private static let maximumCount = 65_536

    var chunks: [(name: String, data: Data)] = []

    /// What is cut off is left out, and so is what follows the length that the file declares.
    init(_ bytes: Data) {
        bytes.withUnsafeBytes { buffer in
            guard buffer.count >= 12 else { return }
            let end = min(buffer.count, 8 + Self.length(buffer, at: 4))
            var at = 12
            while at + 8 <= end, chunks.count < Self.maximumCount {
                let length = Self.length(buffer, at: at + 4)
                guard length <= end - at - 8 else { return }
                chunks.append((buffer.text(at..<at + 4), Data(buffer[at + 8..<at + 8 + length])))
                at += 8 + length + length % 2
            }
        }
    }

    private static func length(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Int {
        Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
    }

    /// The whole file.
    var bytes: Data {
        var body = Data("WEBP".utf8)
        for (name, data) in chunks {
            body += Data(name.utf8) + Self.number(data.count, 4) + data
            if data.count % 2 != 0 { body.append(0) }
        }
        return Data("RIFF".utf8) + Self.number(body.count, 4) + body
    }

    /// Little-endian, as everything in a WebP is.
    static func number(_ value: Int, _ count: Int) -> Data {
        Data((0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
    }
}

extension FileLabels {
    init(webP bytes: Data) {
        self.init()
        for (name, data) in WebPChunks(bytes).chunks {
            switch name {
            case "XMP ": take(xmp: data)
            case "EXIF": take(exif: data)
            case "C2PA": takeC2PA(data)
            default: break
            }
        }
    }
}

/// Puts into a WebP that an encoder wrote what the encoder knows nothing of.
package enum WebPContainer {
    /// The header says what there is: without it, or with wrong flags, readers see neither transparency nor metadata.
    private struct Flags: OptionSet {
        let rawValue: UInt8
        static let animation = Flags(rawValue: 0x02)
        static let xmp = Flags(rawValue: 0x04)
        static let exif = Flags(rawValue: 0x08)
        static let alpha = Flags(rawValue: 0x10)
        static let icc = Flags(rawValue: 0x20)
    }

    private static let maximumSide = 1 << 24

    /// The extended form of a WebP in either form, the profile in front of the image data and the rest behind them.
    /// What it had of the three goes.
    ///
    /// - Returns: Nil where the bytes hold no image data, or the sides are none.
    package static func inserting(
        xmp: Data?, exif: Data?, icc: Data?, into bytes: Data, width: Int, height: Int, hasAlpha: Bool
    ) -> Data? {
        guard bytes.starts(with: Data("RIFF".utf8)), (1...maximumSide).contains(width),
            (1...maximumSide).contains(height)
        else { return nil }
        var file = WebPChunks(bytes)
        let old = file.chunks.first { $0.name == "VP8X" }?.data.first.map(Flags.init) ?? []
        file.chunks.removeAll { ["VP8X", "ICCP", "EXIF", "XMP "].contains($0.name) }
        guard file.chunks.contains(where: { ["VP8 ", "VP8L", "ANMF"].contains($0.name) }) else { return nil }
        var flags = old.intersection([.animation, .alpha])
        if hasAlpha { flags.insert(.alpha) }
        if icc != nil { flags.insert(.icc) }
        if exif != nil { flags.insert(.exif) }
        if xmp != nil { flags.insert(.xmp) }
        if let icc { file.chunks.insert(("ICCP", icc), at: 0) }
        let canvas = WebPChunks.number(width - 1, 3) + WebPChunks.number(height - 1, 3)
        file.chunks.insert(("VP8X", Data([flags.rawValue, 0, 0, 0]) + canvas), at: 0)
        if let exif { file.chunks.append(("EXIF", exif)) }
        if let xmp { file.chunks.append(("XMP ", xmp)) }
        return file.bytes
    }
}
