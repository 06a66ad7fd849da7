import Foundation

/// The true facts of a PNG file. A value exists only for bytes that fully decoded, first chunk to last.
package struct PNGInfo: Sendable, Hashable {
    /// Pixels.
    package let width: Int
    package let height: Int
    /// Bits per sample: 1, 2, 4, 8 or 16.
    package let bitDepth: Int
    package let colorType: PNGColorType
    /// Whether any pixel is not fully opaque.
    package let hasTransparency: Bool

    package init(width: Int, height: Int, bitDepth: Int, colorType: PNGColorType, hasTransparency: Bool) {
        self.width = width
        self.height = height
        self.bitDepth = bitDepth
        self.colorType = colorType
        self.hasTransparency = hasTransparency
    }
}

/// How a PNG's pixels are stored, by the words of the specification's colour types 0, 2, 3, 4 and 6.
package enum PNGColorType: String, Sendable, Hashable, CaseIterable {
    case grayscale
    case rgb
    case palette
    case grayscaleAlpha
    case rgba
}
