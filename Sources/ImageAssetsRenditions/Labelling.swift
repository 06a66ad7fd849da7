import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// What is written into a rendition's file besides its pixels, whatever its format: the one place where labels and
/// containers meet encoders.
struct Labelling: Sendable {
    /// An XMP packet; nil: none is written, and nothing is carried along.
    private let xmp: Data?
    /// China's label of the asset, which goes along as it came.
    private let aigc: AIGCLabel?

    init(_ label: RenditionLabel?, of asset: DecodedAsset, in format: RenditionFormat) {
        xmp = label?.packet(for: asset.digest, carrying: asset.labels, format)
        aigc = label == nil ? nil : asset.labels.aigc
    }

    /// What a PNG gets in front of its image data.
    var chunks: [PNGChunk] { FileLabels.chunks(xmp: xmp, aigc: aigc) }

    /// An encoder's JPEG with the packet and a profile in it; nil where they have no room.
    func inserted(into jpeg: Data, icc: Data?) -> Data? {
        JPEGContainer.inserting(xmp: xmp, exif: aigc?.exif, icc: icc, into: jpeg)
    }

    /// An encoder's WebP with the packet and a profile in it; nil where they have no room.
    func inserted(into webP: Data, icc: Data?, width: Int, height: Int, hasAlpha: Bool) -> Data? {
        if xmp == nil, icc == nil { return webP }
        return WebPContainer.inserting(
            xmp: xmp, exif: aigc?.exif, icc: icc, into: webP, width: width, height: height, hasAlpha: hasAlpha)
    }
}
