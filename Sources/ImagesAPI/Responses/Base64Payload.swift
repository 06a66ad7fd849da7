import Foundation

/// Turns the text of `b64_json` into bytes.
enum Base64Payload {
    /// With or without a prefix `data:image/png;base64,`. Nil when it is not base64.
    static func decode(_ text: Data) -> Data? {
        guard let payload = withoutPrefix(text) else { return nil }
        // Foundation decodes in place; what it refuses gets a second chance, because the image is paid for.
        guard let bytes = Data(base64Encoded: payload) ?? decodeLeniently(payload), !bytes.isEmpty else { return nil }
        return bytes
    }

    private static func withoutPrefix(_ text: Data) -> Data? {
        let start = text.prefix(256).drop { $0 <= 0x20 }
        guard start.starts(with: "data:".utf8) else { return text[start.startIndex...] }
        guard let comma = start.firstIndex(of: UInt8(ascii: ",")) else { return nil }
        guard start[..<comma].reversed().starts(with: ";base64".utf8.reversed()) else { return nil }
        return text[(comma + 1)...]
    }

    /// Line breaks, JSON's escapes, the alphabet for URLs and missing padding say no less about the image.
    private static func decodeLeniently(_ payload: Data) -> Data? {
        var text = String(decoding: payload, as: UTF8.self)
        // Some servers write `+` as an escape of JSON's.
        if text.contains("\\"),
            let unescaped = try? JSONSerialization.jsonObject(
                with: Data("\"\(text)\"".utf8), options: .fragmentsAllowed)
        {
            text = unescaped as? String ?? text
        }
        for (unusual, usual) in [
            ("\n", ""), ("\r", ""), ("\t", ""), (" ", ""),
            ("-", "+"), ("_", "/"), ("=", ""),
        ] where text.contains(unusual) {
            text = text.replacingOccurrences(of: unusual, with: usual)
        }
        guard text.utf8.count % 4 != 1 else { return nil }
        return Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
    }
}
