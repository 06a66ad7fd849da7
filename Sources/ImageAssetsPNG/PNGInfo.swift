import CImageAssetsPNG
import ImageAssetsSystem

/// What a PNG file is. `init(decoding:)` makes one only of bytes that fully decoded, first chunk to last.
package struct PNGInfo: Sendable, Hashable {
    /// Pixels.
    package let width: Int
    package let height: Int
    /// Bits per sample: 1, 2, 4, 8 or 16.
    package let bitDepth: Int
    package let colorType: PNGColorType
    /// Colours of the palette; nil without one. An RGB file may have one too, as a suggestion.
    package let paletteCount: Int?
    package let isInterlaced: Bool
    /// Whether further frames are announced. What is described here is the default image.
    package let isAnimated: Bool
    /// How many pixels are not fully opaque, by alpha channel or by a transparent colour.
    package let transparentPixels: Int
    /// Why nothing can be seen on it; nil for a picture.
    package let blank: Blank?
    package let metadata: PNGMetadata
    /// Bytes of the file.
    package let byteCount: Int
    /// How many of them follow its end (IEND), at most `maximumTrailingBytes`. Every decoder passes over them.
    package let trailingBytes: Int

    /// With more bytes behind its end a file is no PNG but two things in one.
    package static let maximumTrailingBytes = Int(CPNG_TRAILING_LIMIT)

    package enum Blank: String, Sendable, Hashable, CaseIterable {
        /// Every pixel has the same colour and the same alpha.
        case flat
        /// Every pixel is fully transparent.
        case transparent
    }

    /// Decodes a whole file: every chunk's checksum, the zlib stream to its last byte, every row through libpng.
    ///
    /// Metadata that is odd is not an error, nor are a few bytes behind the end. The further frames of an animation are
    /// not looked at.
    package init(decoding bytes: Data, limits: PNGLimits = .default) throws(PNGError) {
        var facts = cpng_facts()
        var error = cpng_error()
        var bounds = limits.bounds
        let holds = bytes.withUnsafeBytes { buffer in
            withUnsafeBase(of: buffer) { cpng_verify($0, buffer.count, &bounds, &facts, &error) }
        }
        guard holds else { throw PNGError(error, in: bytes) }
        self.init(facts, of: bytes)
    }

    init(_ facts: cpng_facts, of bytes: Data) {
        width = Int(facts.width)
        height = Int(facts.height)
        bitDepth = Int(facts.bit_depth)
        colorType = PNGColorType(number: facts.color_type)
        paletteCount = facts.palette_count == 0 ? nil : Int(facts.palette_count)
        isInterlaced = facts.interlaced
        isAnimated = facts.animated
        transparentPixels = Int(facts.transparent_pixels)
        blank = facts.clear ? .transparent : facts.flat ? .flat : nil
        metadata = PNGMetadata(of: bytes)
        byteCount = bytes.count
        trailingBytes = Int(facts.trailing_bytes)
    }

    /// Whether any pixel is not fully opaque. An alpha channel that is opaque everywhere is no transparency.
    package var hasTransparency: Bool { transparentPixels > 0 }

    /// The share of pixels that are not fully opaque, 0 to 1.
    package var transparentShare: Double { Double(transparentPixels) / (Double(width) * Double(height)) }
}

/// Calls `body` with an address even for an empty buffer, which has none.
func withUnsafeBase<Result>(of buffer: UnsafeRawBufferPointer, _ body: (UnsafePointer<UInt8>) -> Result) -> Result {
    if let base = buffer.bindMemory(to: UInt8.self).baseAddress { return body(base) }
    return withUnsafePointer(to: 0 as UInt8) { body($0) }
}
