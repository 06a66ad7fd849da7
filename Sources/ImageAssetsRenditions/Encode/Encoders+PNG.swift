import CImageAssetsPixels
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

extension Encoders {
    /// The smallest file that holds the pixels without loss, read back as strictly as any that comes from a service.
    ///
    /// - Parameter colorType: red, green and blue, with alpha or without it; nil: the one that needs the fewest bits.
    static func png(
        _ canvas: Canvas, _ colorType: PNGColorType?, _ color: AssetColor, _ labelling: Labelling, _ limits: PNGLimits
    ) throws(RenditionFailure) -> Encoded {
        let picture = try PackedPicture(canvas, colorType, color)
        do {
            let bytes = try picture.smallestFile([color.chunk] + labelling.chunks)
            let info = try PNGInfo(decoding: bytes, limits: limits)
            guard (info.width, info.height) == (canvas.width, canvas.height), try shows(bytes, canvas, limits) else {
                throw RenditionFailure(.unsound(.png, "it reads as other pixels"))
            }
            return Encoded(bytes: bytes, facts: AssetFacts(info))
        } catch let failure as RenditionFailure {
            throw failure
        } catch {
            throw RenditionFailure(.unsound(.png, String(describing: error)))
        }
    }

    /// Whether a file has the very pixels, but for colours that nobody can see.
    private static func shows(_ bytes: Data, _ canvas: Canvas, _ limits: PNGLimits) throws(PNGError) -> Bool {
        var shows = true
        var y: UInt32 = 0
        try PNGPixels.forEachRow(of: bytes, limits: limits) { row in
            let row = row.baseAddress?.assumingMemoryBound(to: UInt8.self)
            shows = shows && canvas.read { pixels_is_row(&$0, y, row) }
            y += 1
        }
        return shows
    }
}

/// A picture in the form with the fewest bits, or in the one that it is to have.
private struct PackedPicture {
    private let canvas: Canvas
    private let form: pixels_form
    private let palette: [PNGWriter.Color]

    /// zlib's level by how many bytes of rows there are: what its best costs grows faster than what it saves.
    private static let levels = [(upTo: 256 << 10, level: 9), (upTo: 2 << 20, level: 7)]
    private static let levelOfLargest = 5
    private static let quickLevel = 2
    /// As many bytes of rows tell how the whole picture compresses.
    private static let enoughToTell = 1 << 20
    /// How many rows stay together where only some are tried: filters look at the row above.
    private static let bandHeight = 16

    init(_ canvas: Canvas, _ colorType: PNGColorType?, _ color: AssetColor) throws(RenditionFailure) {
        self.canvas = canvas
        var form = pixels_form()
        if let colorType {
            form.kind = colorType == .rgba ? .rgba : .rgb
            form.bit_depth = 8
            (self.form, palette) = (form, [])
            return
        }
        // Grey beside a profile for RGB is no valid PNG.
        let allowed = pixels_allowed(grey: color.profile == nil, palette: true)
        try RenditionFailure.check(canvas.read { pixels_find_form(&$0, allowed, &form) })
        self.form = form
        palette = withUnsafeBytes(of: form.colors) { colors in
            (0..<Int(form.color_count)).map {
                PNGWriter.Color(colors[4 * $0], colors[4 * $0 + 1], colors[4 * $0 + 2], alpha: colors[4 * $0 + 3])
            }
        }
    }

    func smallestFile(_ chunks: [PNGChunk]) throws(PNGError) -> Data {
        let count = byteCount
        let level = Self.levels.first { count <= $0.upTo }?.level ?? Self.levelOfLargest
        return try file(chunks, isFiltered: try isSmallerFiltered(), level: level, rows: Array(0..<canvas.height))
    }

    /// Filters help photographs and harm drawings; which one this is shows at a low level already, and in bands that
    /// are spread over a large picture.
    private func isSmallerFiltered() throws(PNGError) -> Bool {
        if form.kind == .palette || form.bit_depth < 8 { return false }
        let step = max(1, byteCount / Self.enoughToTell)
        let rows = (0..<canvas.height).filter { $0 / Self.bandHeight % step == 0 }
        let plain = try file([], isFiltered: false, level: Self.quickLevel, rows: rows)
        return try file([], isFiltered: true, level: Self.quickLevel, rows: rows).count < plain.count
    }

    /// Of all rows.
    private var byteCount: Int {
        withUnsafePointer(to: form) { pixels_packed_count($0, UInt32(canvas.width)) } * canvas.height
    }

    private func file(_ chunks: [PNGChunk], isFiltered: Bool, level: Int, rows: [Int]) throws(PNGError) -> Data {
        try withUnsafePointerToForm { form throws(PNGError) in
            try PNGWriter.encode(
                width: canvas.width, height: rows.count, colorType: colorType, bitDepth: Int(form.pointee.bit_depth),
                palette: palette, chunks: chunks, isFiltered: isFiltered, compressionLevel: level
            ) { y, row in
                canvas.read {
                    pixels_pack_row(&$0, UInt32(rows[y]), form, row.baseAddress?.assumingMemoryBound(to: UInt8.self))
                }
            }
        }
    }

    /// It holds a palette of a kilobyte, which is not to be copied for each row.
    private func withUnsafePointerToForm<Result>(
        _ body: (UnsafePointer<pixels_form>) throws(PNGError) -> Result
    ) throws(PNGError) -> Result {
        try withUnsafePointer(to: form, body)
    }

    private var colorType: PNGColorType {
        switch form.kind {
        case .grey: .grayscale
        case .rgb: .rgb
        case .palette: .palette
        case .grey_alpha: .grayscaleAlpha
        case .rgba: .rgba
        }
    }
}
