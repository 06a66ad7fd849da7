import Foundation
import ImageAssetsBaselines
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRenditions

/// What a large asset's renditions cost: five of the kinds that an app and its site need.
enum RenditionBenchmark {
    /// JPEG and WebP where they are built in, else PNG in their place.
    static var forms: [RenditionForm] {
        func format(_ wanted: RenditionFormat) -> RenditionFormat {
            Encoders.formats.contains(wanted) ? wanted : .png
        }
        var card = RenditionForm(format(.jpeg), width: 1200, height: 630)
        card.fit = .cover
        card.background = RGBAColor(255, 255, 255)
        return [
            RenditionForm(format(.webp), width: 1280), card, RenditionForm(.png, width: 512),
            RenditionForm(.png, width: 360), RenditionForm(.png, width: 240),
        ]
    }

    /// Prints processor time by stage, and the most memory above what the process had with the file in it.
    static func run(_ file: String, cutout: Bool) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        let before = baseline_peak_kilobytes()
        var parts: [String] = []
        var total = 0.0
        func measure<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
            let start = clock()
            defer {
                let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
                total += seconds
                parts.append("\(name) \(decimal(seconds, 2))")
            }
            return try body()
        }
        let asset = try measure("decode") {
            try DecodedAsset(bytes, digest: SHA256Digest(of: bytes), limits: .default)
        }
        for var form in forms {
            if cutout { form.cutout = RenditionForm.Cutout() }
            let size = "\(form.format.name) \(form.width.map(String.init) ?? "")"
            _ = try measure(size) { try asset.render(PictureRecipe(asset: asset.digest, form, label: nil)) }
        }
        let peak = Double(baseline_peak_kilobytes() - before) / 1024
        print("\(decimal(total, 2)) s, \(decimal(peak, 0)) MB above the file: \(parts.joined(separator: ", "))")
    }

    /// The photograph within an oval, on a plain green that is a little uneven.
    static func makeSubject(of photograph: Data) throws -> Data {
        let info = try PNGInfo(decoding: photograph)
        var rows: [[UInt8]] = []
        try PNGPixels.forEachRow(of: photograph) { row in
            let y = Double(rows.count) / Double(info.height) * 2 - 1
            var line: [UInt8] = []
            for x in 0..<info.width {
                let across = (Double(x) / Double(info.width) * 2 - 1)
                let noise = UInt8((x * 7 + rows.count * 13) % 3)
                let inside = across * across + y * y < 0.5
                line += inside ? [row[8 * x], row[8 * x + 2], row[8 * x + 4]] : [8 + noise, 162 + noise, 24 + noise]
            }
            rows.append(line)
        }
        return try PNGWriter.encode(width: info.width, height: info.height, colorType: .rgb, isFiltered: true) {
            $1.copyBytes(from: rows[$0])
        }
    }
}
