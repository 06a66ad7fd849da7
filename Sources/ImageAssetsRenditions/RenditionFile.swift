import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

extension RenditionFormat {
    /// What a file of this format is, the same for one that is accepted and for one that is looked at again.
    ///
    /// Nothing here decodes JPEG or WebP: their headers tell sides and alpha, but not that one is blank, which is only
    /// asked of what is made, while its pixels are at hand.
    package func facts(of bytes: Data, limits: PNGLimits) throws(RenditionFailure) -> AssetFacts {
        var facts = try decoded(bytes, limits)
        facts.labels = FileLabels(of: bytes)?.kinds
        return facts
    }

    private func decoded(_ bytes: Data, _ limits: PNGLimits) throws(RenditionFailure) -> AssetFacts {
        switch self {
        case .png:
            do throws(PNGError) {
                return AssetFacts(try PNGInfo(decoding: bytes, limits: limits))
            } catch {
                throw RenditionFailure(.unsound(self, error.description))
            }
        case .jpeg:
            if let fault = JPEGHeader.fault(in: bytes) { throw RenditionFailure(.unsound(self, fault)) }
            return try facts(JPEGHeader.size(in: bytes), isTransparent: false)
        case .webp:
            if let fault = WebPHeader.fault(in: bytes) { throw RenditionFailure(.unsound(self, fault)) }
            return try facts(WebPHeader.size(in: bytes), isTransparent: WebPHeader.announcesAlpha(bytes))
        }
    }

    private func facts(_ size: PixelSize?, isTransparent: Bool) throws(RenditionFailure) -> AssetFacts {
        guard let size else { throw RenditionFailure(.unsound(self, "its header says no size")) }
        return AssetFacts(
            width: size.width, height: size.height, bitDepth: 8, colorType: isTransparent ? .rgba : .rgb,
            isTransparent: isTransparent)
    }
}
