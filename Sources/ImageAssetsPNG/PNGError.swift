/// Why bytes are not exactly one whole PNG, or why one could not be written.
///
/// `description` is one sentence with its place: `IDAT at byte 8,231: its CRC is 9ab01c22, and 1c22ffe0 is declared`.
package struct PNGError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Which part of the work found it.
    package enum Stage: String, Sendable, Hashable, CaseIterable {
        /// The first bytes: it is no PNG at all.
        case signature
        /// A limit of `PNGLimits`.
        case limit
        /// Lengths, names, order and checksums of the chunks.
        case chunks
        /// What IHDR says.
        case header
        /// PLTE and tRNS, against the header and the pixels.
        case palette
        /// The zlib stream in the IDATs, and how many bytes of rows it holds.
        case imageData
        /// The rows themselves.
        case rows
        /// Not the file's fault: memory, or the caller of the writer.
        case system
    }

    package let stage: Stage
    /// The kind of fault in one word, for programs: `chunkCRC`, `streamChecksum`.
    package let code: String
    let place: Place?
    /// The sentence without its place.
    let message: String

    /// Where the fault is.
    struct Place: Sendable, Hashable {
        /// Of the chunk's first byte, its length field, in the file.
        let offset: Int
        /// Nil where the file ends before a name.
        let chunk: String?
    }

    /// Whether it begins like no PNG: it may be whole, and something else.
    package var isOfAnotherKind: Bool { stage == .signature }

    /// Whether a higher limit of pixels lets it pass.
    package var isOfSize: Bool { ["byteLimit", "widthLimit", "heightLimit", "pixelLimit"].contains(code) }

    package var offset: Int? { place?.offset }
    package var chunk: String? { place?.chunk }

    package var description: String {
        guard let place else { return message }
        return "\(place.chunk ?? "chunk") at byte \(place.offset.grouped): \(message)"
    }

    init(_ stage: Stage, _ code: String, at place: Place? = nil, _ message: String) {
        self.stage = stage
        self.code = code
        self.place = place
        self.message = message
    }

    static func hex(_ value: UInt64, digits: Int = 8) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

extension PNGError.Place {
    /// A chunk's four bytes as text; what is no letter is shown as `?`.
    static func name(of bytes: (UInt8, UInt8, UInt8, UInt8)) -> String {
        let letters = [bytes.0, bytes.1, bytes.2, bytes.3].map { byte in
            (65...90).contains(byte) || (97...122).contains(byte) ? byte : UInt8(ascii: "?")
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
