import Foundation
import ImageAssetsPNG

extension PNGInfo {
    /// All facts in one line, for goldens.
    var line: String {
        var words = ["\(width)x\(height)", "\(bitDepth) bit", colorType.rawValue]
        if let paletteCount { words.append("palette \(paletteCount)") }
        if isInterlaced { words.append("interlaced") }
        if isAnimated { words.append("animated") }
        if hasTransparency { words.append("transparent \(transparentPixels)") }
        if let blank { words.append("blank \(blank.rawValue)") }
        switch metadata.colorProfile {
        case .codePoints(let primaries, let transfer, let matrix, let fullRange):
            words.append("cICP \(primaries)/\(transfer)/\(matrix)/\(fullRange)")
        case .icc(let name): words.append(name.map { "ICC \($0)" } ?? "ICC")
        case .sRGB: words.append("sRGB")
        case .gamma(let value): words.append("gamma \(value)")
        case nil: break
        }
        if metadata.hasProvenance { words.append("provenance") }
        if metadata.hasExif { words.append("Exif") }
        if !metadata.textKeys.isEmpty { words.append("text \(metadata.textKeys.joined(separator: "/"))") }
        words.append("\(byteCount) bytes")
        if trailingBytes > 0 { words.append("\(trailingBytes) after the end") }
        return words.joined(separator: ", ")
    }
}

/// What decoding says, facts or fault, in one line.
func verdict(on bytes: Data, limits: PNGLimits = .default) -> String {
    do {
        return try PNGInfo(decoding: bytes, limits: limits).line
    } catch {
        return "\(error.stage.rawValue).\(error.code): \(error.description)"
    }
}
