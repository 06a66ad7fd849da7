import ImageAssetsPNG

/// What libpng found in an asset, as far as a team wants to see it in review and `expect` asks for it.
package struct AssetFacts: Sendable, Hashable {
    /// Pixels of the decoded picture, whatever was asked for.
    package var width: Int
    package var height: Int
    /// Bits per sample.
    package var bitDepth: Int
    package var colorType: PNGColorType
    /// Whether some pixel is not fully opaque.
    var isTransparent: Bool
    /// Whether nothing can be seen on it: one flat colour, or every pixel fully transparent.
    package var isBlank: Bool

    package init(
        width: Int, height: Int, bitDepth: Int, colorType: PNGColorType, isTransparent: Bool = false,
        isBlank: Bool = false
    ) {
        self.width = width
        self.height = height
        self.bitDepth = bitDepth
        self.colorType = colorType
        self.isTransparent = isTransparent
        self.isBlank = isBlank
    }

    package init(_ info: PNGInfo) {
        self.init(
            width: info.width, height: info.height, bitDepth: info.bitDepth, colorType: info.colorType,
            isTransparent: info.hasTransparency, isBlank: info.blank != nil
        )
    }
}

extension Expectation {
    /// Everything that a picture breaks of it, each as half a sentence: `is 1254 pixels wide, expected 1024`.
    package func violations(facts: AssetFacts, byteCount: Int) -> [String] {
        var found: [String] = []
        if let width, facts.width != width { found.append("is \(facts.width) pixels wide, expected \(width)") }
        if let height, facts.height != height { found.append("is \(facts.height) pixels high, expected \(height)") }
        if let minWidth, facts.width < minWidth {
            found.append("is \(facts.width) pixels wide, expected at least \(minWidth)")
        }
        if let minHeight, facts.height < minHeight {
            found.append("is \(facts.height) pixels high, expected at least \(minHeight)")
        }
        if let aspectRatio, !aspectRatio.matches(width: facts.width, height: facts.height) {
            found.append("is \(facts.width)x\(facts.height), expected the ratio \(aspectRatio) within 1 %")
        }
        switch alpha {
        case .required where !facts.isTransparent: found.append("has no transparent pixel, expected some")
        case .forbidden where facts.isTransparent: found.append("has transparent pixels, expected none")
        default: break
        }
        if facts.isBlank && !allowsBlank { found.append("is blank, and `expect` does not say `\"blank\": true`") }
        if let maxBytes, byteCount > maxBytes { found.append("has \(byteCount) bytes, expected at most \(maxBytes)") }
        return found
    }
}
