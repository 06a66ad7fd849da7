import CImageAssetsDigest
import CImageAssetsPNG
import ImageAssetsSystem

/// The decoded pixels of a file, in one form for all colour types and depths.
package enum PNGPixels {
    /// Hands over each row from the top: red, green, blue and alpha of each pixel, 16 bits each, most significant byte
    /// first, alpha not multiplied in, 8-bit samples widened (0xAB is 0xABAB). A row is valid only during its call.
    ///
    /// The bytes must be those of a `PNGInfo`; of others, what is wrong may go unnoticed. Memory is some rows.
    package static func forEachRow(
        of bytes: Data, limits: PNGLimits = .default, _ row: (UnsafeRawBufferPointer) -> Void
    ) throws(PNGError) {
        var error = cpng_error()
        var bounds = limits.bounds
        let read = withoutActuallyEscaping(row) { row in
            var taker = Taker(take: row)
            return withUnsafeMutablePointer(to: &taker) { taker in
                bytes.withUnsafeBytes { buffer in
                    withUnsafeBase(of: buffer) {
                        cpng_read_pixels($0, buffer.count, &bounds, Taker.takeRow, taker, &error)
                    }
                }
            }
        }
        guard read else { throw PNGError(error, in: bytes) }
    }

    /// SHA-256 in lower-case hexadecimal over width and height, four bytes each, most significant first, and all rows
    /// as `forEachRow` gives them.
    ///
    /// Two files with the same digest look the same, however they are compressed, filtered, interlaced or stored: it
    /// survives lossless recompression. Colour profiles are not in it.
    package static func digest(of bytes: Data, limits: PNGLimits = .default) throws(PNGError) -> String {
        let info = try PNGInfo(decoding: bytes, limits: limits)
        var hash = cdigest_begin()
        for side in [info.width, info.height] {
            withUnsafeBytes(of: UInt32(clamping: side).bigEndian) { cdigest_update(&hash, $0.baseAddress, $0.count) }
        }
        try forEachRow(of: bytes, limits: limits) { cdigest_update(&hash, $0.baseAddress, $0.count) }
        var digest = [UInt8](repeating: 0, count: 32)
        cdigest_finish(&hash, &digest)
        return digest.map { PNGError.hex(UInt64($0), digits: 2) }.joined()
    }

    /// What C hands back to the callback.
    private struct Taker {
        let take: (UnsafeRawBufferPointer) -> Void

        static let takeRow: cpng_take_row = { context, row, count in
            context?.assumingMemoryBound(to: Taker.self).pointee.take(UnsafeRawBufferPointer(start: row, count: count))
        }
    }
}
