import CImageAssetsBytes
import ImageAssetsSystem

/// China's label of generated content: a JSON object, carried as it came and never written anew.
///
/// Source: GB 45438-2025, annex E, and TC260's practice guide. Found in the wild as a property of XMP, as a text chunk
/// of a PNG, as a comment in EXIF, and in segments of a JPEG.
package struct AIGCLabel: Sendable, Hashable {
    /// The bytes of the object.
    let json: Data
    /// Those of a text chunk, when it came in one.
    var text: Data?
    /// The block of EXIF that is written with it, when it came in one.
    package internal(set) var exif: Data?

    static let maximumByteCount = 1 << 14

    /// - Parameter isNamed: it lay where nothing but this label can be. Elsewhere the text has to name itself.
    init?(_ text: Data, isNamed: Bool) {
        guard text.count <= Self.maximumByteCount, let json = Self.object(in: text) else { return nil }
        let keys = isNamed ? [] : [["AIGC"], ["Label", "ContentProducer"], ["Label", "ProduceID"]]
        guard Self.isObject(json, withAnyOf: keys) else { return nil }
        self.json = json
    }

    /// For XML, which is UTF-8. A PNG's `tEXt` is Latin-1 by its specification, and UTF-8 as it is written.
    package var string: String {
        String(validating: json, as: UTF8.self) ?? String(data: json, encoding: .isoLatin1) ?? ""
    }

    /// Without its name in front of it and zero bytes or blanks around it.
    private static func object(in text: Data) -> Data? {
        let bytes = [UInt8](text)
        let isBlank = { (byte: UInt8) in byte == 0 || byte == 0x20 || (0x09...0x0d).contains(byte) }
        var rest = bytes.drop(while: isBlank)
        if rest.starts(with: Array("AIGC".utf8)) {
            rest = rest.dropFirst(4).drop { isBlank($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }
        }
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest.first == UInt8(ascii: "{") ? Data(rest) : nil
    }

    /// JSON with all keys of one of these groups.
    private static func isObject(_ json: Data, withAnyOf groups: [[String]]) -> Bool {
        // A zero byte has to follow. The scan wants UTF-8 of strings only, and passes over their bytes.
        let bytes = [UInt8](json) + [0]
        var scanned = cbytes_json_scan(bytes, json.count)
        defer { cbytes_json_free(&scanned) }
        guard let tokens = scanned.tokens else { return false }
        return groups.isEmpty
            || groups.contains { $0.allSatisfy { cbytes_json_member(bytes, tokens, 0, $0) != 0 } }
    }
}
