import CImageAssetsPixels
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// A PNG decoded to be shown to people: as many bits as a screen has, 8, whatever its own depth. Nothing of it is
/// published.
package struct ShownPicture: Sendable {
    package let info: PNGInfo
    let canvas: Canvas
    /// Nil where its samples are in a colour space that nothing here can say of another file.
    private let color: AssetColor?
    /// Two pictures of the same one can be compared.
    let colorSpace: ColorSpace

    enum ColorSpace: Sendable, Hashable {
        /// Of a profile for RGB; nil: sRGB, however it is said.
        case known(profile: Data?)
        /// As the chunks have it.
        case other(PNGMetadata.ColorProfile?, PNGChunk?)
    }

    /// Decodes all of a file, once for nearly all there are.
    package init(decoding bytes: Data, limits: PNGLimits) throws(RenditionFailure) {
        var canvas: Canvas?
        var fault: RenditionFailure?
        var y: UInt32 = 0
        do {
            info = try PNGInfo(decoding: bytes, limits: limits) { row in
                if y == 0 {
                    do throws(RenditionFailure) {
                        canvas = try Canvas(width: row.width, height: row.height)
                    } catch { fault = error }
                }
                canvas?.change { pixels_put_bytes(&$0, y, row.samples, UInt32(row.channels)) }
                y += 1
            }
            if let fault { throw fault }
            if let canvas { self.canvas = canvas } else { self.canvas = try Self.decode(bytes, info, limits) }
        } catch let failure as RenditionFailure {
            throw failure
        } catch {
            throw RenditionFailure(.undecodable(String(describing: error)))
        }
        color = try? AssetColor(of: bytes, info.metadata)
        colorSpace =
            color.map { ColorSpace.known(profile: $0.profile) }
            ?? ColorSpace.other(info.metadata.colorProfile, PNGChunk.first(.colorProfile, of: bytes))
    }

    private static func decode(_ bytes: Data, _ info: PNGInfo, _ limits: PNGLimits) throws -> Canvas {
        var canvas = try Canvas(width: info.width, height: info.height)
        var y: UInt32 = 0
        try PNGPixels.forEachRow(of: bytes, limits: limits) { row in
            canvas.change { pixels_put_row(&$0, y, row.baseAddress?.assumingMemoryBound(to: UInt8.self)) }
            y += 1
        }
        return canvas
    }

    // MARK: Thumbnails

    /// The sides that a thumbnail fits in: a picture that is much taller than wide would else be as tall as it is.
    private static let (widest, tallest) = (480, 960)

    /// Whoever keeps thumbnails makes them anew when this is another number.
    package static let thumbnailVersion = 1

    /// A smaller picture that looks the same, as a PNG; nil where it is small already, or where its colours are such as
    /// no other file can be given.
    package func thumbnail() throws(RenditionFailure) -> Data? {
        guard let color, canvas.width > Self.widest || canvas.height > Self.tallest else { return nil }
        var request = pixels_request()
        request.width = UInt32(Self.widest)
        request.height = UInt32(Self.tallest)
        request.fit = .inside
        var layout = pixels_layout()
        guard pixels_lay_out(UInt32(canvas.width), UInt32(canvas.height), &request, &layout) else { return nil }
        var small = try Canvas(width: Int(layout.width), height: Int(layout.height))
        try RenditionFailure.check(
            canvas.read { whole in
                small.change { pixels_resize(&whole, layout.width, layout.height, layout.window, &$0) }
            })
        return try Self.quickFile(small, color)
    }

    /// Filtered, at zlib's quickest levels: what is saved by better ones is less than what it costs to make hundreds.
    private static func quickFile(_ canvas: Canvas, _ color: AssetColor) throws(RenditionFailure) -> Data {
        var form = pixels_form()
        form.kind = canvas.isOpaque ? .rgb : .rgba
        form.bit_depth = 8
        do throws(PNGError) {
            return try withUnsafePointer(to: form) { form throws(PNGError) in
                try PNGWriter.encode(
                    width: canvas.width, height: canvas.height, colorType: form.pointee.kind == .rgb ? .rgb : .rgba,
                    chunks: [color.chunk], isFiltered: true, compressionLevel: quickLevel
                ) { y, row in
                    canvas.read {
                        pixels_pack_row(&$0, UInt32(y), form, row.baseAddress?.assumingMemoryBound(to: UInt8.self))
                    }
                }
            }
        } catch {
            throw RenditionFailure(.unsound(.png, error.description))
        }
    }

    private static let quickLevel = 2
}
