import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsSystem

package struct InspectReport: CommandReport {
    private let files: [Inspection]
    package let command = "inspect"

    package init(_ files: [Inspection]) {
        self.files = files
    }

    package var isSound: Bool { files.allSatisfy(\.isSound) }
    package var members: [String: JSONValue] { ["files": .array(files.map(\.json))] }

    package func lines(output: Style, errors: Style) -> [Output] {
        files.map { $0.isSound ? .output($0.text) : .error($0.text) }
    }

    package var lastLine: String? {
        let faulty = files.count { !$0.isSound }
        guard faulty > 0, files.count > 1 else { return nil }
        return "\(faulty) of \(count(files.count, "file")) \(faulty == 1 ? "does" : "do") not decode."
    }
}

extension Inspection {
    package var text: String {
        switch result {
        case .success(let facts):
            let info = facts.info
            var parts = [
                "\(info.width)x\(info.height)", "\(info.bitDepth)-bit \(info.colorType.words)",
                "\(facts.info.byteCount) bytes", "sha256 \(facts.sha256)",
            ]
            if info.isInterlaced { parts.append("interlaced") }
            if info.isAnimated { parts.append("animated: the default image is described") }
            if info.hasTransparency {
                parts.append("\((info.transparentShare * 1000).rounded() / 10) % of the pixels transparent")
            }
            if let blank = info.blank {
                parts.append(blank == .flat ? "blank: one flat colour" : "blank: fully transparent")
            }
            if let profile = info.metadata.colorProfile { parts.append(profile.words) }
            if info.metadata.hasProvenance { parts.append("signed provenance (C2PA)") }
            if !info.metadata.textKeys.isEmpty {
                parts.append("text: \(info.metadata.textKeys.joined(separator: ", ").plain)")
            }
            if let pixels = facts.pixels { parts.append("pixels \(pixels)") }
            let remark = info.trailingRemark.map { "\n\(file.plain): warning: \($0)" } ?? ""
            return "\(file.plain): \(parts.joined(separator: ", "))\(remark)"
        case .failure(.unreadable(let problem)): return "\(file.plain): \(problem)"
        case .failure(.png(let error, _, _)):
            return "\(file.plain): \(error)" + (hint.map { "\n    hint: \($0)" } ?? "")
        }
    }

    /// How to get at the image that the file was.
    private var hint: String? {
        guard case .failure(.png(_, let wayBack?, let object)) = result else { return nil }
        return (object.map { "It stands for a file of \($0.byteCount) bytes, sha256 \($0.sha256). " } ?? "") + wayBack
    }

    package var json: JSONValue {
        var members: [String: JSONValue] = ["file": .string(file)]
        switch result {
        case .success(let facts):
            let info = facts.info
            members["width"] = .integer(info.width)
            members["height"] = .integer(info.height)
            members["bitDepth"] = .integer(info.bitDepth)
            members["colorType"] = .string(info.colorType.rawValue)
            members["paletteCount"] = .integer(info.paletteCount)
            members["interlaced"] = .boolean(info.isInterlaced)
            members["animated"] = .boolean(info.isAnimated)
            members["alphaChannel"] = .boolean(info.colorType == .rgba || info.colorType == .grayscaleAlpha)
            members["transparentPixels"] = .integer(info.transparentPixels)
            members["colorProfile"] = .string(info.metadata.colorProfile?.words)
            members["exif"] = .boolean(info.metadata.hasExif)
            members["blank"] = .string(info.blank?.rawValue)
            members["provenance"] = .boolean(info.metadata.hasProvenance)
            members["textKeys"] = .array(info.metadata.textKeys.map(JSONValue.string))
            members["bytes"] = .integer(info.byteCount)
            members["trailingBytes"] = .integer(info.trailingBytes)
            members["sha256"] = .string(facts.sha256.hex)
            if let pixels = facts.pixels { members["pixels"] = .string(pixels) }
            members["error"] = .null
        case .failure(.unreadable(let problem)):
            members["error"] = .object([
                "code": "io", "message": .string(problem), "offset": .null, "chunk": .null, "hint": .null,
            ])
        case .failure(.png(let error, _, _)):
            members["error"] = .object([
                "code": .string(error.code), "message": .string(String(describing: error)),
                "offset": .integer(error.offset),
                "chunk": .string(error.chunk),
                "hint": .string(hint),
            ])
        }
        return .object(members)
    }
}

extension PNGColorType {
    fileprivate var words: String {
        switch self {
        case .grayscale: "greyscale"
        case .rgb: "RGB"
        case .palette: "palette"
        case .grayscaleAlpha: "greyscale with alpha"
        case .rgba: "RGB with alpha"
        }
    }
}

extension PNGMetadata.ColorProfile {
    fileprivate var words: String {
        switch self {
        case .codePoints(let primaries, let transfer, let matrix, let fullRange):
            "cICP \(primaries)/\(transfer)/\(matrix)\(fullRange ? " full range" : "")"
        case .icc(let name): "ICC profile" + (name.map { " \(Diagnostic.quoted($0))" } ?? "")
        case .sRGB: "sRGB"
        case .gamma(let gamma): "gamma \(Double(gamma) / 100_000)"
        }
    }
}
