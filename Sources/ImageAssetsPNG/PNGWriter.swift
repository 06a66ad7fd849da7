import CImageAssetsPNG
import ImageAssetsSystem

/// Writes PNG files through libpng, not interlaced. Equal pictures give equal bytes.
package enum PNGWriter {
    package struct Color: Sendable, Hashable {
        let red: UInt8
        let green: UInt8
        let blue: UInt8
        let alpha: UInt8

        package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, alpha: UInt8 = 255) {
            self.red = red
            self.green = green
            self.blue = blue
            self.alpha = alpha
        }
    }

    /// Asks for the rows from the top. `row` fills in all bytes of the one it is given, the leftmost pixel in the
    /// highest bits; what it leaves alone has the values of the row before.
    ///
    /// - Parameters:
    ///   - bitDepth: 1, 2, 4, 8 or 16, as the colour type lets it be.
    ///   - palette: 1 to 256 colours, for `.palette` only.
    ///   - chunks: written as they are, between the header and the palette.
    ///   - text: keywords of 1 to 79 and texts of any number of Latin-1 characters, written as tEXt in this order.
    ///   - isFiltered: whether libpng filters each row as it sees fit, which palettes and samples that share a byte are
    ///     better without.
    ///   - compressionLevel: zlib's, 0 to 9.
    package static func encode(
        width: Int, height: Int, colorType: PNGColorType, bitDepth: Int = 8, palette: [Color] = [],
        chunks: [PNGChunk] = [], text: [(key: String, text: String)] = [], isFiltered: Bool = false,
        compressionLevel: Int = 6, rows row: (_ y: Int, _ row: UnsafeMutableRawBufferPointer) -> Void
    ) throws(PNGError) -> Data {
        guard let width = UInt32(exactly: width), let height = UInt32(exactly: height), width > 0, height > 0 else {
            throw PNGError(.header, "size", "a picture of \(width) by \(height) pixels cannot be written")
        }
        guard palette.count <= 256, palette.isEmpty == (colorType != .palette) else {
            throw PNGError(.palette, "palette", "\(palette.count) colours do not fit the colour type")
        }
        let entries = palette.flatMap { [$0.red, $0.green, $0.blue, $0.alpha] }
        let texts = try text.map { entry throws(PNGError) in (key: try latin1(entry.key), text: try latin1(entry.text))
        }
        var result = cpng_bytes()
        var error = cpng_error()
        let written = withTexts(texts) { texts in
            PNGChunk.withExtras(chunks) { extras in
                entries.withUnsafeBufferPointer { entries in
                    var picture = cpng_picture(
                        width: width, height: height, color_type: colorType.number,
                        bit_depth: UInt8(clamping: bitDepth),
                        is_filtered: isFiltered, palette: entries.baseAddress,
                        palette_count: UInt16(palette.count), texts: texts.baseAddress, text_count: texts.count,
                        extras: extras.baseAddress, extra_count: extras.count,
                        compression_level: Int32(clamping: compressionLevel))
                    return write(&picture, row, &result, &error)
                }
            }
        }
        guard written, let bytes = result.bytes else { throw PNGError(error, in: Data()) }
        return Data(bytesNoCopy: bytes, count: result.count, deallocator: .free)
    }

    private static func write(
        _ picture: inout cpng_picture, _ row: (Int, UnsafeMutableRawBufferPointer) -> Void,
        _ result: inout cpng_bytes, _ error: inout cpng_error
    ) -> Bool {
        withoutActuallyEscaping(row) { row in
            var rows = Rows(fill: row)
            return withUnsafeMutablePointer(to: &rows) { rows in
                cpng_write(&picture, Rows.fillRow, rows, &result, &error)
            }
        }
    }

    /// What C hands back to the callback.
    private struct Rows {
        let fill: (Int, UnsafeMutableRawBufferPointer) -> Void

        static let fillRow: cpng_fill_row = { context, y, row, count in
            guard let rows = context?.assumingMemoryBound(to: Rows.self), let row else { return false }
            rows.pointee.fill(Int(y), UnsafeMutableRawBufferPointer(start: row, count: count))
            return true
        }
    }

    /// Latin-1 bytes with a zero at the end.
    private static func latin1(_ text: String) throws(PNGError) -> [CChar] {
        var bytes: [CChar] = []
        for scalar in text.unicodeScalars {
            guard scalar.value != 0, let byte = UInt8(exactly: scalar.value) else {
                throw PNGError(
                    .chunks, "text",
                    "a text chunk has no room for U+\(String(scalar.value, radix: 16, uppercase: true))")
            }
            bytes.append(CChar(truncatingIfNeeded: byte))
        }
        return bytes + [0]
    }

    private static func withTexts<Result>(
        _ texts: [(key: [CChar], text: [CChar])], _ body: (UnsafeBufferPointer<cpng_text>) -> Result
    ) -> Result {
        // One block holds all characters, so that the pointers stay valid for as long as it does.
        let characters = texts.flatMap { $0.key + $0.text }
        return characters.withUnsafeBufferPointer { buffer in
            var entries: [cpng_text] = []
            var next = buffer.baseAddress
            for text in texts {
                let keyword = next
                let value = keyword?.advanced(by: text.key.count)
                next = value?.advanced(by: text.text.count)
                entries.append(cpng_text(keyword: keyword, text: value))
            }
            return entries.withUnsafeBufferPointer(body)
        }
    }
}
