import CImageAssetsPixels
import ImageAssetsModel
import Synchronization

/// The cut-out of an asset that was made last: all scales of a picture are made of one.
///
/// It is by far the most work that there is with pixels, so a second one waits for the first, which may be the same.
final class CutPictures: Sendable {
    struct CutPicture: Sendable {
        let canvas: Canvas
        let remarks: [RenditionRemark]
    }

    private let last = Mutex<(cutout: RenditionForm.Cutout, result: Result<CutPicture, RenditionFailure>)?>(nil)

    func cut(_ asset: Canvas, _ cutout: RenditionForm.Cutout) throws(RenditionFailure) -> CutPicture {
        try last.withLock { last in
            if let last, last.cutout == cutout { return last.result }
            // Two of them beside the asset would be more memory than a run may have.
            last = nil
            let result = Result { () throws(RenditionFailure) in try CutPicture(cutting: asset, cutout) }
            last = (cutout, result)
            return result
        }.get()
    }
}

extension CutPictures.CutPicture {
    fileprivate init(cutting asset: Canvas, _ cutout: RenditionForm.Cutout) throws(RenditionFailure) {
        var canvas = try asset.copy()
        let color = cutout.color ?? RGBAColor(0, 0, 0)
        var request = pixels_cutout(
            has_color: cutout.color != nil, color: (color.red, color.green, color.blue),
            tolerance: Int32(clamping: cutout.tolerance ?? -1), inside: cutout.inside)
        var report = pixels_cutout_report()
        try RenditionFailure.check(canvas.change { pixels_cut_out(&$0, &request, &report) })
        let key = RGBAColor(report.key.0, report.key.1, report.key.2)
        switch report.border {
        case .not_plain:
            throw RenditionFailure(
                .notPlain(key: key, share: Double(report.plain_share), distance: Double(report.distance)))
        case .checkerboard: throw RenditionFailure(.checkerboard)
        case .other_color: throw RenditionFailure(.otherColor(asked: color, found: key))
        case .plain, .transparent: break
        }
        if canvas.content(margin: 0) == nil { throw RenditionFailure(.nothingLeft(after: cutout)) }
        self.canvas = canvas
        let pixels = canvas.width * canvas.height
        // Fewer are a reflection or a seam, which any picture has.
        let isTold = report.near_key > UInt64(pixels / 1000)
        var remarks: [RenditionRemark] = isTold ? [.nearKey(pixels: Int(report.near_key), of: pixels)] : []
        // A subject may touch the border, and so may a second background.
        if report.border == .plain, report.plain_share < 0.75 {
            remarks.append(.partOfBorder(share: Double(report.plain_share)))
        }
        self.remarks = remarks
    }
}
