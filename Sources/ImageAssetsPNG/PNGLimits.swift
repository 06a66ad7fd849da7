import CImageAssetsPNG

/// Bounds that hold before anything is allocated or inflated: a few bytes can claim gigabytes.
package struct PNGLimits: Sendable, Hashable {
    /// Pixels of the width, and of the height.
    package var side = 16_384
    package var pixels = 100_000_000
    /// Bytes of the file.
    var bytes = 1 << 30
    var chunks = 250_000

    package static let `default` = PNGLimits()
}

extension PNGLimits {
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
