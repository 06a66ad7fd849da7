import CImageAssetsPixels
import ImageAssetsModel
import ImageAssetsPNG

/// Which part of a picture a rendition shows, how large, and where.
struct Frame {
    private let content: pixels_rect
    private let layout: pixels_layout

    /// Tells sides that cannot be before anything is made.
    ///
    /// - Parameter source: after the cut-out.
    init(_ source: Canvas, _ form: RenditionForm, _ limits: PNGLimits) throws(RenditionFailure) {
        content = try Self.content(of: source, form)
        var request = form.request(of: content)
        var layout = pixels_layout()
        let isHeld = pixels_lay_out(content.width, content.height, &request, &layout)
        self.layout = layout
        let wanted = try Self.size(layout.width, layout.height)
        let side = form.format.longestSide ?? limits.side
        if max(wanted.width, wanted.height) > side {
            throw RenditionFailure(.tooLarge(form.format, wanted, limit: side))
        }
        if max(wanted.width, wanted.height) > limits.pixels / min(wanted.width, wanted.height) {
            throw RenditionFailure(.tooManyPixels(wanted, limit: limits.pixels))
        }
        let scaled = try Self.size(layout.scaled_width, layout.scaled_height)
        if !isHeld {
            throw RenditionFailure(.tooLarge(form.format, scaled, limit: Int(PIXELS_LONGEST_SIDE)))
        }
        if layout.enlarges, !form.enlarges {
            throw RenditionFailure(
                .tooSmall(
                    has: try Self.size(content.width, content.height), wanted: wanted, isTrimmed: form.trim != nil))
        }
    }

    private static func content(of source: Canvas, _ form: RenditionForm) throws(RenditionFailure) -> pixels_rect {
        guard let margin = form.trim else { return source.whole }
        if let content = source.content(margin: margin) { return content }
        throw RenditionFailure(.nothingLeft(after: form.cutout))
    }

    private static func size(_ width: UInt32, _ height: UInt32) throws(RenditionFailure) -> PixelSize {
        guard let size = PixelSize(width: Int(width), height: Int(height)) else { throw RenditionFailure(.noMemory) }
        return size
    }

    /// Whether pixels of any size of this picture by this recipe can be transparent, be this one's or not.
    ///
    /// What is asked is never about the sides of one size: rounding pads one scale of a picture and not another.
    func canBeTransparent(_ source: Canvas, _ form: RenditionForm) -> Bool {
        if form.background?.isOpaque == true { return false }
        return pads(form) || !source.isOpaque(within: content)
    }

    private func pads(_ form: RenditionForm) -> Bool {
        guard form.fit == .contain, let width = form.width, let height = form.height else { return false }
        return width * Int(content.height) != height * Int(content.width)
    }

    /// The picture of 8 bits at its size, over the background where there is one.
    func draw(_ source: Canvas, background: RGBAColor?) throws(RenditionFailure) -> Canvas {
        var canvas = try Canvas(width: Int(layout.width), height: Int(layout.height))
        let window = layout.window
        let isOfSize = layout.scaled_width == content.width && layout.scaled_height == content.height
        let result = source.read { whole in
            canvas.change { canvas in
                var from = pixels_part(&whole, content)
                var into = pixels_part(
                    &canvas,
                    pixels_rect(x: layout.left, y: layout.top, width: window.width, height: window.height))
                guard isOfSize, from.depth == 8 else {
                    return pixels_resize(&from, layout.scaled_width, layout.scaled_height, window, &into)
                }
                from = pixels_part(&from, window)
                pixels_copy(&from, &into)
                return pixels_result.done
            }
        }
        try RenditionFailure.check(result)
        if let background {
            let color = [background.red, background.green, background.blue, background.alpha]
            canvas.change { pixels_flatten(&$0, color) }
        }
        return canvas
    }
}

extension RenditionForm {
    fileprivate func request(of content: pixels_rect) -> pixels_request {
        var request = pixels_request(
            width: UInt32(clamping: width ?? 0), height: UInt32(clamping: height ?? 0), fit: fit.number,
            across: position.across, down: position.down)
        if let part {
            request.width = UInt32(clamping: part.of(Int(content.width)))
            request.height = UInt32(clamping: part.of(Int(content.height)))
            // Each side by itself: what is rounded of one does not bear on the other.
            request.fit = .fill
        }
        return request
    }
}

extension RenditionForm.Fit {
    fileprivate var number: pixels_fit {
        switch self {
        case .inside: .inside
        case .outside: .outside
        case .cover: .cover
        case .contain: .contain
        case .fill: .fill
        }
    }
}

extension RenditionForm.Position {
    fileprivate var across: pixels_place {
        switch self {
        case .left, .leftTop, .leftBottom: .first
        case .right, .rightTop, .rightBottom: .last
        case .center, .top, .bottom: .middle
        }
    }

    fileprivate var down: pixels_place {
        switch self {
        case .top, .leftTop, .rightTop: .first
        case .bottom, .leftBottom, .rightBottom: .last
        case .center, .left, .right: .middle
        }
    }
}
