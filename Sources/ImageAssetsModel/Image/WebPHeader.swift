import ImageAssetsSystem

/// The chunks of a WebP: what can be told without a decoder.
///
/// Source: RFC 9649. Metadata, and what follows the length that the file declares, are none of its business.
package enum WebPHeader {
    /// More than any file has; what goes on is made to keep its reader busy.
    private static let maximumChunks = 65_536

    /// What is wrong, as a sentence; nil for a WebP that is all there, with image data that have a size.
    package static func fault(in bytes: Data) -> String? {
        var size: PixelSize?
        return bytes.withUnsafeBytes { fault(in: $0, &size) }
    }

    /// Pixels of the canvas, or else of the picture; nil where the header does not say.
    package static func size(in bytes: Data) -> PixelSize? {
        var size: PixelSize?
        _ = bytes.withUnsafeBytes { fault(in: $0, &size) }
        return size
    }

    /// Whether the header says that some pixel may be transparent.
    package static func announcesAlpha(_ bytes: Data) -> Bool {
        bytes.withUnsafeBytes { buffer in
            guard buffer.count > 24 else { return false }
            return switch String(decoding: buffer[12..<16], as: UTF8.self) {
            case "VP8X": buffer[20] & 0x10 != 0
            case "VP8L": buffer[24] & 0x10 != 0
            default: false
            }
        }
    }

    private static func fault(in bytes: UnsafeRawBufferPointer, _ size: inout PixelSize?) -> String? {
        guard bytes.count >= 12 else { return "it ends in its header" }
        let declared = 8 + little(bytes, at: 4, count: 4)
        guard declared <= bytes.count else {
            return "it declares \(declared) bytes and has \(bytes.count), as if it were cut off"
        }
        var at = 12
        for _ in 0..<maximumChunks {
            guard at + 8 <= declared else { return "it has no image data" }
            let length = little(bytes, at: at + 4, count: 4)
            guard length <= declared - at - 8 else { return "it ends in a chunk" }
            let content = UnsafeRawBufferPointer(rebasing: bytes[at + 8..<at + 8 + length])
            switch String(decoding: bytes[at..<at + 4], as: UTF8.self) {
            case "VP8 ": return lossyFault(content, &size)
            case "VP8L": return losslessFault(content, &size)
            // Flags, then the canvas, less one each.
            case "VP8X" where length >= 10:
                size = PixelSize(
                    width: little(content, at: 4, count: 3) + 1, height: little(content, at: 7, count: 3) + 1)
            // Frames hold such chunks behind 16 bytes about their place and time.
            case "ANMF": return length > 24 ? nil : "its first frame is empty"
            default: break
            }
            at += 8 + length + length % 2
        }
        return "it has more than \(maximumChunks) chunks"
    }

    /// A tag whose lowest bit is 0 for a picture that needs no other, three bytes that are always the same, width and
    /// height.
    private static func lossyFault(_ content: UnsafeRawBufferPointer, _ size: inout PixelSize?) -> String? {
        guard content.count > 10, content[0] & 1 == 0, content[3] == 0x9d, content[4] == 0x01, content[5] == 0x2a else {
            return "its image data do not begin as they must"
        }
        // The upper two bits of each are about scaling.
        let (width, height) = (little(content, at: 6, count: 2) & 0x3fff, little(content, at: 8, count: 2) & 0x3fff)
        guard let own = PixelSize(width: width, height: height) else { return "it is \(width)x\(height)" }
        size = size ?? own
        return nil
    }

    /// A byte that is always the same; sizes are stored less one, so that none is 0; three bits of version, all 0.
    private static func losslessFault(_ content: UnsafeRawBufferPointer, _ size: inout PixelSize?) -> String? {
        guard content.count > 5, content[0] == 0x2f, content[4] >> 5 == 0 else {
            return "its image data do not begin as they must"
        }
        let sides = little(content, at: 1, count: 4)
        size = size ?? PixelSize(width: sides & 0x3fff + 1, height: sides >> 14 & 0x3fff + 1)
        return nil
    }

    private static func little(_ bytes: UnsafeRawBufferPointer, at start: Int, count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    }
}
