import CImageAssetsPixels
import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// An asset decoded once, for all its renditions.
package struct DecodedAsset: Sendable {
    package let digest: SHA256Digest
    let canvas: Canvas
    let color: AssetColor
    let limits: PNGLimits
    private let isOpaque: Bool
    /// What the file says of itself, which its renditions carry along.
    let labels: FileLabels
    private let cutPictures = CutPictures()

    /// - Parameter bytes: of a PNG whose digest is known.
    package init(_ bytes: Data, digest: SHA256Digest, limits: PNGLimits) throws(RenditionFailure) {
        do {
            let info = try PNGInfo(decoding: bytes, limits: limits)
            color = try AssetColor(of: bytes, info.metadata)
            canvas = try Self.decode(bytes, info, limits)
            labels = FileLabels(info)
            isOpaque = !info.hasTransparency
        } catch let failure as RenditionFailure {
            throw failure
        } catch {
            throw RenditionFailure(.undecodable(String(describing: error)))
        }
        self.digest = digest
        self.limits = limits
    }

    private static func decode(_ bytes: Data, _ info: PNGInfo, _ limits: PNGLimits) throws -> Canvas {
        var canvas = try Canvas(width: info.width, height: info.height, depth: info.bitDepth == 16 ? 16 : 8)
        var fault: PNGError?
        canvas.change { picture in
            var y: UInt32 = 0
            do throws(PNGError) {
                try PNGPixels.forEachRow(of: bytes, limits: limits) { row in
                    pixels_put_row(&picture, y, row.baseAddress?.assumingMemoryBound(to: UInt8.self))
                    y += 1
                }
            } catch { fault = error }
        }
        if let fault { throw fault }
        return canvas
    }

    /// The recipe that stands for all that make the same file of this asset, byte for byte.
    package func plainest(_ recipe: PictureRecipe) -> PictureRecipe {
        guard recipe.form.samples == .color, isAlwaysOpaque(recipe.form) else { return recipe }
        var form = recipe.form
        form.samples = .opaque
        return PictureRecipe(asset: recipe.asset, form, label: recipe.label)
    }

    /// Whether no pixel can be transparent, told without looking at any.
    private func isAlwaysOpaque(_ form: RenditionForm) -> Bool {
        if form.background?.isOpaque == true { return true }
        return isOpaque && form.cutout == nil && form.fit != .contain
    }

    /// Makes what a recipe says. The same recipe gives the same pixels everywhere; the same bytes only with the same
    /// encoders.
    package func render(_ recipe: PictureRecipe) throws(RenditionFailure) -> Rendered {
        let form = recipe.form
        var source = canvas
        var remarks: [RenditionRemark] = []
        if let cutout = form.cutout {
            let cut = try cutPictures.cut(canvas, cutout)
            source = cut.canvas
            remarks = cut.remarks
        }
        let frame = try Frame(source, form, limits)
        var canvas = try frame.draw(source, background: form.background)
        if form.format == .jpeg, !canvas.isOpaque { throw RenditionFailure(.transparent) }
        let colorType = try form.samples.settle(&canvas, canBeTransparent: frame.canBeTransparent(source, form))
        let labelling = Labelling(recipe.label, of: self, in: form.format)
        let encoded = try Encoders.encode(canvas, form, colorType, color, labelling, limits)
        var facts = encoded.facts
        facts.labels = FileLabels(of: encoded.bytes)?.kinds
        return Rendered(
            bytes: encoded.bytes, digest: SHA256Digest(of: encoded.bytes), facts: facts, remarks: remarks)
    }
}
