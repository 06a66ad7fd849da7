import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords

package struct InspectReport: LineReport {
    private let files: [Inspection]
    package let commandName = "inspect"

    package init(_ files: [Inspection]) {
        self.files = files
    }

    package var exitStatus: ExitStatus { files.exitStatus }
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
        case .success(let facts): return "\(file.plain): \(Self.text(of: facts))\(remark(on: facts))"
        case .failure(.unreadable(let obstacle)): return "\(file.plain): \(obstacle.sentence)"
        case .failure(.png(let error, _, _)):
            return "\(file.plain): \(error)" + (hint.map { "\n    hint: \($0)" } ?? "")
        case .failure(.damaged(let type, let problem)): return "\(file.plain): \(Self.sentence(type, problem))"
        }
    }

    private static func sentence(_ type: ReferenceType, _ problem: String?) -> String {
        "it is a damaged \(type.name): \(problem ?? "it has no size")"
    }

    private static func text(of facts: Facts) -> String {
        var parts: [String]
        switch facts.picture {
        case .png(let info, _):
            parts = ["\(info.width)x\(info.height)", "\(info.bitDepth)-bit \(info.colorType.words)"]
        case .jpeg(let size): parts = ["\(size)", "JPEG"]
        case .webP(let size): parts = ["\(size)", "WebP"]
        }
        parts += ["\(facts.byteCount) bytes", "sha256 \(facts.sha256)"]
        if case .png(let info, let pixels) = facts.picture {
            parts += words(of: info) + (pixels.map { ["pixels \($0)"] } ?? [])
        }
        parts.append(facts.labels.isEmpty ? "no label" : "labels: \(facts.labels.words)")
        return parts.joined(separator: ", ")
    }

    private static func words(of info: PNGInfo) -> [String] {
        var parts: [String] = []
        if info.isInterlaced { parts.append("interlaced") }
        if info.isAnimated { parts.append("animated: the default image is described") }
        if info.hasTransparency {
            parts.append("\((info.transparentShare * 1000).rounded() / 10) % of the pixels transparent")
        }
        if let blank = info.blank {
            parts.append(blank == .flat ? "blank: one flat colour" : "blank: fully transparent")
        }
        if let profile = info.metadata.colorProfile { parts.append(profile.words) }
        if !info.metadata.textKeys.isEmpty {
            parts.append("text: \(info.metadata.textKeys.joined(separator: ", ").plain)")
        }
        return parts
    }

    /// On lines of their own, as what is odd is.
    private func remark(on facts: Facts) -> String {
        guard case .png(let info, _) = facts.picture, info.trailingBytes > 0 else { return "" }
        return "\n\(file.plain): warning: \(info.trailingBytes.asTrailingBytes)"
    }

    /// How to get at the image that the file was.
    private var hint: String? {
        guard case .failure(.png(_, let kind, let object)) = result, let wayBack = kind.wayBack else { return nil }
        return (object.map { "It stands for a file of \($0.byteCount) bytes, sha256 \($0.sha256). " } ?? "") + wayBack
    }

    package var json: JSONValue {
        var members: [String: JSONValue] = ["file": .string(file)]
        switch result {
        case .success(let facts):
            members.merge(Self.members(of: facts)) { _, new in new }
            members["error"] = .null
        case .failure(.unreadable(let obstacle)):
            members["error"] = .object([
                "code": "io", "message": .string(obstacle.sentence), "offset": .null, "chunk": .null, "hint": .null,
            ])
        case .failure(.png(let error, _, _)):
            members["error"] = .object([
                "code": .string(error.code), "message": .string(String(describing: error)),
                "offset": .integer(error.offset),
                "chunk": .string(error.chunk),
                "hint": .string(hint),
            ])
        case .failure(.damaged(let type, let problem)):
            members["error"] = .object([
                "code": "damaged", "message": .string(Self.sentence(type, problem)), "offset": .null, "chunk": .null,
                "hint": .null,
            ])
        }
        return .object(members)
    }

    /// A JPEG or WebP has fewer of them: what takes a decoder is absent.
    private static func members(of facts: Facts) -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "bytes": .integer(facts.byteCount), "sha256": .string(facts.sha256.hex), "labels": facts.labels.json,
        ]
        switch facts.picture {
        case .jpeg(let size), .webP(let size):
            members["width"] = .integer(size.width)
            members["height"] = .integer(size.height)
        case .png(let info, let pixels):
            members.merge(self.members(of: info)) { _, new in new }
            if let pixels { members["pixels"] = .string(pixels) }
        }
        switch facts.picture {
        case .png: members["format"] = "png"
        case .jpeg: members["format"] = "jpeg"
        case .webP: members["format"] = "webp"
        }
        return members
    }

    private static func members(of info: PNGInfo) -> [String: JSONValue] {
        [
            "width": .integer(info.width), "height": .integer(info.height), "bitDepth": .integer(info.bitDepth),
            "colorType": .string(info.colorType.rawValue), "paletteCount": .integer(info.paletteCount),
            "interlaced": .boolean(info.isInterlaced), "animated": .boolean(info.isAnimated),
            "alphaChannel": .boolean(info.colorType == .rgba || info.colorType == .grayscaleAlpha),
            "transparentPixels": .integer(info.transparentPixels),
            "colorProfile": .string(info.metadata.colorProfile?.words), "exif": .boolean(info.metadata.hasExif),
            "blank": .string(info.blank?.rawValue), "provenance": .boolean(info.metadata.hasProvenance),
            "textKeys": .array(info.metadata.textKeys.map(JSONValue.string)),
            "trailingBytes": .integer(info.trailingBytes),
        ]
    }
}

extension Inspection.Obstacle {
    fileprivate var sentence: String {
        switch self {
        case .device: "it is a device, neither a file nor a pipe"
        case .tooLarge(let fault): "it \(fault.predicate)"
        case .system(let reason): reason
        }
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
