import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsSystem

/// What is written into a rendition's file besides its pixels, whatever its format: the one place where labels and
/// containers meet encoders.
struct Labelling: Sendable {
    /// An XMP packet; nil: none is written.
    let xmp: Data?

    init(_ label: RenditionLabel?, of asset: DecodedAsset) {
        xmp = nil
    }

    /// An encoder's JPEG with the packet and a profile in it; nil where they have no room.
    func inserted(into jpeg: Data, icc: Data?) -> Data? {
        xmp == nil && icc == nil ? jpeg : nil
    }

    /// An encoder's WebP with the packet and a profile in it; nil where they have no room.
    func inserted(into webP: Data, icc: Data?, width: Int, height: Int, hasAlpha: Bool) -> Data? {
        xmp == nil && icc == nil ? webP : nil
    }
}
