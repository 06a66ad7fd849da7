import CImageAssetsPixels
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// What this tool was built with.
package enum Encoders {
    package static let formats: Set<RenditionFormat> = {
        var formats: Set<RenditionFormat> = [.png]
        #if JPEG
            formats.insert(.jpeg)
        #endif
        #if WebP
            formats.insert(.webp)
        #endif
        return formats
    }()

    /// As `--version` tells it: `PNG, JPEG`.
    package static var names: String {
        RenditionFormat.allCases.filter(formats.contains).map(\.name).joined(separator: ", ")
    }

    /// A file, and what it is by itself.
    struct Encoded {
        let bytes: Data
        let facts: AssetFacts
    }

    /// - Parameter colorType: of a PNG; nil: the one that needs the fewest bits.
    static func encode(
        _ canvas: Canvas, _ form: RenditionForm, _ colorType: PNGColorType?, _ color: AssetColor,
        _ labelling: Labelling, _ limits: PNGLimits
    ) throws(RenditionFailure) -> Encoded {
        switch form.format {
        case .png: return try png(canvas, colorType, color, labelling, limits)
        case .jpeg:
            #if JPEG
                return try jpeg(canvas, form, color, labelling)
            #else
                throw missing(.jpeg)
            #endif
        case .webp:
            #if WebP
                return try webP(canvas, form, color, labelling)
            #else
                throw missing(.webp)
            #endif
        }
    }

    /// A manifest that needs one that is not here is refused before any run.
    private static func missing(_ format: RenditionFormat) -> RenditionFailure {
        RenditionFailure(.encoder(format, "this tool was built without the trait \(format.name)"))
    }

    /// Of a file whose sides were read back, and whose pixels are those of the canvas.
    static func facts(of canvas: Canvas, hasAlpha: Bool) throws(RenditionFailure) -> AssetFacts {
        var form = pixels_form()
        let allowed = pixels_allowed(grey: false, palette: true)
        try RenditionFailure.check(canvas.read { pixels_find_form(&$0, allowed, &form) })
        let isFlat = form.color_count == 1 || canvas.width * canvas.height == 1
        return AssetFacts(
            width: canvas.width, height: canvas.height, bitDepth: 8, colorType: hasAlpha ? .rgba : .rgb,
            isTransparent: hasAlpha, isBlank: isFlat)
    }
}
