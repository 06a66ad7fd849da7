import CImageAssetsPNG

/// Bounds that hold before anything is allocated or inflated: a few bytes can claim gigabytes.
package struct PNGLimits: Sendable, Hashable {
    /// Pixels of the width, and of the height.
    package var side: Int
    package var pixels: Int
    /// Bytes of the file.
    package var bytes: Int
    package var chunks: Int

    package static let `default` = PNGLimits()

    package init(
        side: Int = 16_384, pixels: Int = 100_000_000, bytes: Int = 1 << 30, chunks: Int = 250_000
    ) {
        self.side = side
        self.pixels = pixels
        self.bytes = bytes
        self.chunks = chunks
    }

    /// Room for an honest giant: this many pixels, and sides up to libpng's own limit of a million.
    ///
    /// Fewer pixels than the default are a tighter limit, and leave the sides alone.
    package init(pixels: Int) {
        self.init()
        self.pixels = pixels
        side = max(side, min(pixels, 1_000_000))
        bytes = max(bytes, pixels.multipliedReportingOverflow(by: 10).overflow ? .max : pixels * 10)
    }

    var bounds: cpng_limits {
        let side = UInt32(clamping: min(side, 0x7fff_ffff))
        return cpng_limits(
            width: side, height: side, pixels: UInt64(clamping: pixels), bytes: UInt64(clamping: bytes),
            chunks: UInt32(clamping: chunks))
    }
}
