import CImageAssetsPixels
import ImageAssetsModel
import ImageAssetsPNG

/// What an asset catalog asks of its pictures' samples.
extension RenditionForm.Samples {
    /// Makes the pixels what they have to be, and gives the colour type of their PNG; nil: whichever is smallest.
    ///
    /// Cocoa mishandles a set in which one scale is grey or has a palette, so none is. A set's scales either all have
    /// an alpha channel or none has.
    func settle(_ canvas: inout Canvas, canBeTransparent: @autoclosure () -> Bool) throws(RenditionFailure)
        -> PNGColorType?
    {
        switch self {
        case .smallest: return nil
        case .color: return canBeTransparent() ? .rgba : .rgb
        case .opaque, .grey:
            if !canvas.isOpaque { throw RenditionFailure(.transparentIcon) }
            if self == .grey { try RenditionFailure.check(canvas.change { pixels_make_grey(&$0) }) }
            return .rgb
        }
    }
}
