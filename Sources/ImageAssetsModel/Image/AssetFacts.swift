import ImageAssetsLabels
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
    package var isTransparent: Bool
    /// Whether nothing can be seen on it: one flat colour, or every pixel fully transparent.
    package var isBlank: Bool
    /// What the file says of where it came from; nil: nobody looked.
    package var labels: Set<ProvenanceLabel>?

    package init(
        width: Int, height: Int, bitDepth: Int, colorType: PNGColorType, isTransparent: Bool = false,
        isBlank: Bool = false, labels: Set<ProvenanceLabel>? = nil
    ) {
        self.width = width
        self.height = height
        self.bitDepth = bitDepth
        self.colorType = colorType
        self.isTransparent = isTransparent
        self.isBlank = isBlank
        self.labels = labels
    }

    package init(_ info: PNGInfo) {
        self.init(
            width: info.width, height: info.height, bitDepth: info.bitDepth, colorType: info.colorType,
            isTransparent: info.hasTransparency, isBlank: info.blank != nil, labels: FileLabels(info).kinds)
    }

    /// Whether they are those of the same picture, as far as both know: of what was written before labels were read
    /// they are unknown, and nothing is out of date for that.
    package func agree(with others: AssetFacts) -> Bool {
        var (mine, theirs) = (self, others)
        if labels == nil || others.labels == nil { (mine.labels, theirs.labels) = (nil, nil) }
        return mine == theirs
    }
}
