import CImageAssetsPNG
import ImageAssetsSystem

/// What a file says about itself besides its pixels. Nothing of it is inflated or judged.
package struct PNGMetadata: Sendable, Hashable {
    package private(set) var colorProfile: ColorProfile?
    /// Signed provenance (C2PA) is embedded: changing any byte of the file breaks its signature, which is not verified
    /// here.
    package private(set) var hasProvenance = false
    package private(set) var hasExif = false
    /// The keywords of text chunks in the file's order, each once, at most `maximumTextKeys`.
    package private(set) var textKeys: [String] = []

    /// The chunks that may say where the picture came from, as they are, in the file's order: EXIF, XMP, and China's
    /// label. Those with which they would be more than `maximumLabelBytes` together are left out.
    package private(set) var labelChunks: [LabelChunk] = []

    package static let maximumTextKeys = 256
    static let maximumLabelBytes = 1 << 20
    private static let maximumLabelChunks = 16

    package struct LabelChunk: Sendable, Hashable {
        package let name: String
        package let data: Data
    }

    /// How the samples are to be understood, by the chunk that readers must prefer over the others.
    package enum ColorProfile: Sendable, Hashable {
        /// Coding-independent code points: the numbers of primaries, transfer function and matrix, and full range.
        case codePoints(primaries: Int, transfer: Int, matrix: Int, fullRange: Bool)
        /// An embedded ICC profile, by its name if it has one.
        case icc(name: String?)
        case sRGB
        /// The file's gamma times 100,000: 45,455 is 1/2.2.
        case gamma(Int)
    }

    /// - Parameter bytes: a PNG, or what begins like one.
    package init(of bytes: Data) {
        bytes.withUnsafeBytes { buffer in
            withUnsafeBase(of: buffer) { base in
                var offset = 0
                var chunk = cpng_chunk()
                while cpng_next_metadata(base, buffer.count, &offset, &chunk) { take(chunk) }
            }
        }
    }

    private mutating func take(_ chunk: cpng_chunk) {
        let data = UnsafeBufferPointer(start: chunk.data, count: Int(chunk.length))
        switch PNGError.Place.name(of: chunk.name) {
        case "cICP" where data.count == 4:
            prefer(
                .codePoints(
                    primaries: Int(data[0]), transfer: Int(data[1]), matrix: Int(data[2]), fullRange: data[3] == 1))
        case "iCCP": prefer(.icc(name: keyword(data)))
        case "sRGB": prefer(.sRGB)
        case "gAMA" where data.count == 4: prefer(.gamma(data.reduce(0) { $0 << 8 | Int($1) }))
        case "caBX": hasProvenance = hasProvenance || ProvenanceBox.isManifestStore(UnsafeRawBufferPointer(data))
        case "eXIf":
            hasExif = true
            keep("eXIf", data)
        case "tEXt", "zTXt", "iTXt":
            if labelChunks.count < Self.maximumLabelChunks, Self.labelKeywords.contains(where: data.starts) {
                keep(PNGError.Place.name(of: chunk.name), data)
            }
            guard textKeys.count < Self.maximumTextKeys, let key = keyword(data), !textKeys.contains(key) else { break }
            textKeys.append(key)
        default: break
        }
    }

    /// With the zero byte that ends them.
    private static let labelKeywords = [Data("XML:com.adobe.xmp\0".utf8), Data("AIGC\0".utf8)]

    private mutating func keep(_ name: String, _ data: UnsafeBufferPointer<UInt8>) {
        let count = labelChunks.reduce(data.count) { $0 + $1.data.count }
        guard count <= Self.maximumLabelBytes, labelChunks.count < Self.maximumLabelChunks else { return }
        labelChunks.append(LabelChunk(name: name, data: Data(buffer: data)))
    }

    private mutating func prefer(_ profile: ColorProfile) {
        guard let present = colorProfile, present.rank <= profile.rank else { return colorProfile = profile }
    }

    /// The Latin-1 text before the first zero byte, 1 to 79 characters; nil when there is no such thing.
    ///
    /// Control characters are left out: the text goes to terminals. Of nothing else there is no text.
    private func keyword(_ data: UnsafeBufferPointer<UInt8>) -> String? {
        guard let end = data.prefix(80).firstIndex(of: 0), end > 0 else { return nil }
        let scalars = data[..<end].map { Unicode.Scalar($0) }.filter { $0.properties.generalCategory != .control }
        return scalars.isEmpty ? nil : String(String.UnicodeScalarView(scalars))
    }
}

extension PNGMetadata.ColorProfile {
    fileprivate var rank: Int {
        switch self {
        case .codePoints: 0
        case .icc: 1
        case .sRGB: 2
        case .gamma: 3
        }
    }
}
