import CImageAssetsBytes
import ImageAssetsPNG
import ImageAssetsSystem

/// PNG: text chunks of three kinds, EXIF, and C2PA's own chunk.
extension FileLabels {
    private static let packetKeyword = "XML:com.adobe.xmp"
    private static let aigcKeyword = "AIGC"

    init(_ metadata: PNGMetadata) {
        self.init()
        if metadata.hasProvenance { takeC2PA() }
        for chunk in metadata.labelChunks {
            if chunk.name == "eXIf" {
                take(exif: chunk.data)
            } else if let (keyword, text) = Self.text(of: chunk) {
                if keyword == Self.packetKeyword { take(xmp: text) }
                if keyword == Self.aigcKeyword, var label = AIGCLabel(text, isNamed: true) {
                    label.text = text
                    take(label)
                }
            }
        }
    }

    /// The keyword, and the bytes of the text, unpacked.
    private static func text(of chunk: PNGMetadata.LabelChunk) -> (keyword: String, text: Data)? {
        guard let (keyword, rest) = cut(chunk.data) else { return nil }
        let name = String(decoding: keyword, as: UTF8.self)
        switch chunk.name {
        case "tEXt": return (name, Data(rest))
        case "zTXt":
            guard rest.first == 0 else { return nil }
            return unpacked(rest.dropFirst()).map { (name, $0) }
        case "iTXt":
            // Whether and how it is packed, its language, the keyword in that.
            guard rest.count >= 2, let (_, translated) = cut(rest.dropFirst(2)), let (_, text) = cut(translated) else {
                return nil
            }
            let (isPacked, method) = (rest[rest.startIndex], rest[rest.startIndex + 1])
            guard isPacked != 0 else { return (name, Data(text)) }
            return method == 0 ? unpacked(text).map { (name, $0) } : nil
        default: return nil
        }
    }

    private static func cut(_ data: Data) -> (Data, Data)? {
        guard let end = data.firstIndex(of: 0) else { return nil }
        return (data[..<end], data[(end + 1)...])
    }

    /// Nil for what is larger than any packet.
    private static func unpacked(_ data: Data) -> Data? {
        let room = XMLDocument.maximumByteCount + 1
        var result = Data(count: room)
        let count = data.withUnsafeBytes { packed in
            guard let unpacking = cbytes_unpack(packed.baseAddress, packed.count) else { return 0 }
            defer { cbytes_close(unpacking) }
            return result.withUnsafeMutableBytes { cbytes_take(unpacking, $0.baseAddress, room) }
        }
        return count < room ? result.prefix(count) : nil
    }

    /// The chunks that a PNG gets, in front of its image data: the packet, and China's label in the form of its own.
    package static func chunks(xmp: Data?, aigc: AIGCLabel?) -> [PNGChunk] {
        var chunks: [PNGChunk] = []
        if let xmp { chunks.append(.internationalText(packetKeyword, xmp)) }
        guard let aigc else { return chunks }
        let text = aigc.text ?? aigc.json
        // `tEXt` is Latin-1; what came in it is not judged.
        let isLatin = aigc.text != nil || text.allSatisfy { $0 < 0x80 }
        chunks.append(
            isLatin
                ? PNGChunk(.text, Data("\(aigcKeyword)\0".utf8) + text) : .internationalText(aigcKeyword, text))
        if let exif = aigc.exif { chunks.append(PNGChunk(.exif, exif)) }
        return chunks
    }
}
