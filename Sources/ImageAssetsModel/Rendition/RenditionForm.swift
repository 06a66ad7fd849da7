/// What decides the pixels of a rendition and their encoding, besides the asset; in this order: cut-out, trim, resize,
/// background, encode.
package struct RenditionForm: Sendable, Hashable {
    package var format: RenditionFormat
    /// Pixels; one alone keeps the ratio, none keeps the size.
    package var width: Int?
    package var height: Int?
    package var fit = Fit.inside
    package var position = Position.center
    package var background: RGBAColor?
    /// Whether there may be more pixels than the asset has.
    package var enlarges = false
    package var cutout: Cutout?
    /// Pixels that are left around what is not transparent; nil: nothing is trimmed.
    package var trim: Int?
    /// 1 to 100, of JPEG and WebP.
    package var quality = Self.defaultQuality
    /// Of WebP.
    package var isLossless = false
    package var samples = Samples.smallest
    /// Where no side is given: which part of the picture's size; nil: all of it.
    package var part: Part?

    package static let defaultQuality = 85

    package init(_ format: RenditionFormat, width: Int? = nil, height: Int? = nil) {
        self.format = format
        self.width = width
        self.height = height
    }

    /// Which samples a PNG has.
    package enum Samples: String, Sendable, Hashable, CaseIterable {
        /// Those with the fewest bits that hold the pixels.
        case smallest
        /// Red, green and blue, and alpha where pixels can be transparent: one colour type for all scales of a picture.
        case color
        /// Red, green and blue; a transparent pixel is a fault.
        case opaque
        /// The same of grey values.
        case grey
    }

    /// A fraction of a size.
    package struct Part: Sendable, Hashable, CustomStringConvertible {
        let numerator: Int
        let denominator: Int

        /// Nil for the whole.
        package init?(_ numerator: Int, of denominator: Int) {
            if numerator == denominator { return nil }
            self.numerator = numerator
            self.denominator = denominator
        }

        package var description: String { "\(numerator)/\(denominator)" }

        /// Rounded half up; at least 1.
        package func of(_ side: Int) -> Int {
            max(1, (2 * side * numerator + denominator) / (2 * denominator))
        }
    }

    /// How two sides are met.
    package enum Fit: String, Sendable, Hashable, CaseIterable {
        case inside, outside, cover, contain, fill
    }

    /// What `cover` keeps, and where `contain` puts the picture.
    package enum Position: String, Sendable, Hashable, CaseIterable {
        case center, top, right, bottom, left
        case rightTop = "right top"
        case rightBottom = "right bottom"
        case leftBottom = "left bottom"
        case leftTop = "left top"
    }

    /// How a plain background is taken away.
    package struct Cutout: Sendable, Hashable {
        /// Near which the background is looked for; nil: what the border shows.
        package var color: RGBAColor?
        /// 0 to 100; nil: what the picture's noise asks for.
        package var tolerance: Int?
        /// Regions of the background's colour that the border does not reach go too.
        package var inside = false

        package init(color: RGBAColor? = nil, tolerance: Int? = nil, inside: Bool = false) {
            self.color = color
            self.tolerance = tolerance
            self.inside = inside
        }
    }

    /// The keys that have no effect on a placeholder.
    package var leftOutOfPlaceholder: [String] {
        (cutout == nil ? [] : ["cutout"]) + (trim == nil ? [] : ["trim"])
    }

    /// As a placeholder is treated: it has no background to take away.
    package var ofPlaceholder: RenditionForm {
        var form = self
        form.cutout = nil
        form.trim = nil
        return form
    }
}

package enum RenditionFormat: String, Sendable, Hashable, CaseIterable {
    case png, jpeg, webp

    /// By the extension of a path.
    package init?(extensionOf path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        switch name[name.index(after: dot)...] {
        case "png": self = .png
        case "jpg", "jpeg": self = .jpeg
        case "webp": self = .webp
        default: return nil
        }
    }

    /// The longest side that the format holds; nil: as long as our own limits let it be.
    package var longestSide: Int? {
        switch self {
        case .png: nil
        case .jpeg: 65_500
        case .webp: 16_383
        }
    }

    /// As people call it.
    package var name: String {
        switch self {
        case .png: "PNG"
        case .jpeg: "JPEG"
        case .webp: "WebP"
        }
    }
}

/// A colour of sRGB with alpha, as `#rrggbb` or `#rrggbbaa` in either case.
package struct RGBAColor: Sendable, Hashable, CustomStringConvertible {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8
    package let alpha: UInt8

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, alpha: UInt8 = 255) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    package init?(_ text: String) {
        guard text.first == "#", [7, 9].contains(text.utf8.count),
            text.utf8.dropFirst().allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || 97...102 ~= $0 | 32 }),
            let number = UInt32(text.dropFirst(), radix: 16)
        else { return nil }
        let value = text.utf8.count == 7 ? number << 8 | 0xFF : number
        self.init(
            UInt8(truncatingIfNeeded: value >> 24), UInt8(truncatingIfNeeded: value >> 16),
            UInt8(truncatingIfNeeded: value >> 8), alpha: UInt8(truncatingIfNeeded: value))
    }

    /// In lower case; alpha only where it is not opaque.
    package var description: String {
        let bytes = alpha == 255 ? [red, green, blue] : [red, green, blue, alpha]
        return "#" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    package var isOpaque: Bool { alpha == 255 }
}
