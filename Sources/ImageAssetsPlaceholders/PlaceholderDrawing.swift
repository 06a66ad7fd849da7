import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem
import ImageAssetsText

/// Draws the placeholder of an image that no service has drawn yet: hatched, with the image's name and size on it.
///
/// Its colour comes from the fingerprint, so that a picture that would be generated again looks different. It is a
/// function of its three arguments alone, and each of them changes its bytes.
package enum PlaceholderDrawing {
    package static func draw(
        name: ImageName, size: PixelSize, fingerprint: SHA256Digest
    ) throws(PNGError) -> Data {
        let canvas = Canvas(name: name, size: size, fingerprint: fingerprint)
        return try PNGWriter.encode(
            width: size.width, height: size.height, colorType: .palette, palette: palette(fingerprint),
            text: [("Comment", comment(name: name, size: size, fingerprint: fingerprint))], rows: canvas.fill)
    }

    /// Indices of the palette.
    fileprivate enum Ink {
        static let ground: UInt8 = 0
        static let stripe: UInt8 = 1
        static let panel: UInt8 = 2
        static let dark: UInt8 = 3
    }

    /// Tints of one hue; the text's contrast is the same for each.
    private static func palette(_ fingerprint: SHA256Digest) -> [PNGWriter.Color] {
        // Six sectors of 256 steps around the colour wheel, in whole numbers: floating point may differ between
        // machines.
        let hue = (Int(fingerprint.hex.prefix(4), radix: 16) ?? 0) % 1536
        let rise = hue % 256
        let pure =
            [
                [255, rise, 0], [255 - rise, 255, 0], [0, 255, rise], [0, 255 - rise, 255], [rise, 0, 255],
                [255, 0, 255 - rise],
            ][hue / 256]
        func tint(_ share: Int, over base: Int) -> PNGWriter.Color {
            let mixed = pure.map { UInt8((base * (100 - share) + $0 * share) / 100) }
            return PNGWriter.Color(mixed[0], mixed[1], mixed[2])
        }
        return [tint(22, over: 255), tint(42, over: 255), tint(6, over: 255), tint(16, over: 24)]
    }

    /// For people who look into the file, and for the bytes: a picture of few pixels cannot show all of this.
    private static func comment(name: ImageName, size: PixelSize, fingerprint: SHA256Digest) -> String {
        let name = name.text.unicodeScalars.map { $0.isASCII ? String($0) : $0.escaped(asASCII: true) }.joined()
        return "Placeholder for \(name), \(size), fingerprint \(fingerprint.hex)"
    }
}

/// The rows of one placeholder. They are made of runs that are copied and filled, never of single pixels.
private struct Canvas {
    let size: PixelSize
    let label: PlaceholderLabel?
    /// The hatching of all rows: row `y` begins at `y % period`.
    let hatching: [UInt8]
    let period: Int
    /// Of the frame.
    let border: Int
    /// The frame's lower edge shows these bits, so that names that are cut at the same place look different.
    let marks: [Bool]
    /// The label's upper left corner, and the margin of the panel around it.
    let left: Int
    let top: Int
    let margin: Int

    init(name: ImageName, size: PixelSize, fingerprint: SHA256Digest) {
        self.size = size
        let side = min(size.width, size.height)
        let border = max(1, side / 64)
        self.border = border
        period = max(4, side / 24 * 2)
        let half = period / 2
        let stripes =
            [UInt8](repeating: PlaceholderDrawing.Ink.ground, count: half)
            + [UInt8](repeating: PlaceholderDrawing.Ink.stripe, count: period - half)
        hatching = Array([[UInt8]](repeating: stripes, count: size.width / period + 2).joined())
        let digest = SHA256Digest(of: Data("\(name) \(size) \(fingerprint.hex)".utf8))
        let start = UInt32(digest.hex.prefix(8), radix: 16) ?? 0
        marks = withUnsafeBytes(of: start.bigEndian) { bytes in
            bytes.flatMap { byte in (0..<8).map { byte >> $0 & 1 == 1 } }
        }
        let inset = side < 96 ? border + 3 : 3 * border
        label = PlaceholderLabel(
            name: name, size: size, room: (size.width - 2 * inset, size.height - 2 * inset))
        margin = min((label?.scale ?? 0) * 4, inset - border)
        left = (size.width - (label?.width ?? 0)) / 2
        top = (size.height - (label?.height ?? 0)) / 2
    }

    func fill(_ y: Int, _ row: UnsafeMutableRawBufferPointer) {
        guard y >= border, y < size.height - border else {
            set(row, 0, size.width, PlaceholderDrawing.Ink.dark)
            if y >= border { mark(row) }
            return
        }
        hatching.withUnsafeBytes {
            row.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[(y % period)...].prefix(row.count)))
        }
        set(row, 0, border, PlaceholderDrawing.Ink.dark)
        set(row, size.width - border, border, PlaceholderDrawing.Ink.dark)
        guard let label, y >= top - margin, y < top + label.height + margin else { return }
        set(row, left - margin, label.width + 2 * margin, PlaceholderDrawing.Ink.panel)
        write(label, y - top, row)
    }

    private func write(_ label: PlaceholderLabel, _ y: Int, _ row: UnsafeMutableRawBufferPointer) {
        let scale = label.scale
        // Half of the space between two lines is above each.
        let above = (PlaceholderFont.lineHeight - PlaceholderFont.height) / 2
        guard y >= 0, y < label.height else { return }
        let line = label.lines[y / (scale * PlaceholderFont.lineHeight)]
        let fontRow = y / scale % PlaceholderFont.lineHeight - above
        // Each character has a blank column at its right: half of it goes to the left of the line.
        let start = left + (label.width - line.count * scale * PlaceholderFont.advance + scale) / 2
        let advance = scale * PlaceholderFont.advance
        for (index, cell) in line.enumerated() where fontRow <= PlaceholderFont.height {
            guard let dark = cell.dark else { continue }
            set(row, start + index * advance + dark.lowerBound * scale, dark.count * scale, PlaceholderDrawing.Ink.dark)
        }
        for (index, cell) in line.enumerated() where cell.rows.indices.contains(fontRow) {
            let ink = cell.dark == nil ? PlaceholderDrawing.Ink.dark : PlaceholderDrawing.Ink.panel
            for bit in 0..<PlaceholderFont.width where cell.rows[fontRow] >> (4 - bit) & 1 == 1 {
                set(row, start + index * advance + (bit + cell.shift) * scale, scale, ink)
            }
        }
    }

    private func mark(_ row: UnsafeMutableRawBufferPointer) {
        for (index, isSet) in marks.enumerated() where isSet {
            let from = size.width * index / marks.count
            set(row, from, size.width * (index + 1) / marks.count - from, PlaceholderDrawing.Ink.panel)
        }
    }

    /// Fills `count` pixels from `x`, as many of them as lie within the row.
    private func set(_ row: UnsafeMutableRawBufferPointer, _ x: Int, _ count: Int, _ ink: UInt8) {
        let from = max(0, x)
        let to = min(row.count, x + count)
        guard from < to, let base = row.baseAddress else { return }
        memset(base + from, Int32(ink), to - from)
    }
}

extension RequestedSize {
    /// What a placeholder measures: `auto` is drawn 1024x1024.
    package var drawn: PixelSize {
        switch self {
        case .auto: .square
        case .pixels(let size): size
        }
    }
}
