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
        let start = text.prefix(256)
        // Only a data URL has a comma. It may stand in JSON's escapes, as a long payload does.
        guard let comma = start.firstIndex(of: UInt8(ascii: ",")) else { return text }
        let raw = Data(start[..<comma])
        let unescaped = try? JSONSerialization.jsonObject(
            with: Data("\"".utf8) + raw + Data("\"".utf8), options: .fragmentsAllowed)
        let head = (unescaped as? String ?? String(decoding: raw, as: UTF8.self)).lowercased()
            .trimmingCharacters(in: .whitespacesAndNewlines)
        return head.hasPrefix("data:") && head.hasSuffix(";base64") ? text[(comma + 1)...] : nil
    }

    /// Line breaks, JSON's escapes, the alphabet for URLs and missing padding say no less about the image.
    private static func decodeLeniently(_ payload: Data) -> Data? {
        guard var text = plain(payload), text.count % 4 != 1 else { return nil }
        text.append(contentsOf: Array(repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4))
        return Data(base64Encoded: text)
    }

    private static let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    /// The payload in the usual alphabet and nothing else; nil when it has anything that stands for no such character.
    ///
    /// The C library finds the next byte that is unusual: other images wait while this one is read.
    private static func plain(_ payload: Data) -> Data? {
        var text = payload + [0]
        let count: Int? = text.withUnsafeMutableBytes { buffer in
            guard let bytes = buffer.assumingMemoryBound(to: CChar.self).baseAddress else { return nil }
            let end = buffer.count - 1
            var (from, to) = (0, 0)
            while from < end {
                let span = strcspn(bytes + from, "\\\n\r\t =-_")
                memmove(bytes + to, bytes + from, span)
                from += span
                to += span
                guard from < end else { break }
                guard let (character, length) = usual(bytes + from) else { return nil }
                from += length
                if let character {
                    bytes[to] = character
                    to += 1
                }
            }
            bytes[to] = 0
            return strspn(bytes, alphabet) == to ? to : nil
        }
        return count.map { text.prefix($0) }
    }

    /// What an unusual byte stands for, and how many bytes that takes; nil for a character that says nothing, as a line break.
    private static func usual(_ bytes: UnsafePointer<CChar>) -> (character: CChar?, length: Int)? {
        switch UInt8(truncatingIfNeeded: bytes[0]) {
        case UInt8(ascii: "-"): return (CChar(UInt8(ascii: "+")), 1)
        case UInt8(ascii: "_"): return (CChar(UInt8(ascii: "/")), 1)
        case UInt8(ascii: "\\"): break
        case 0: return nil
        default: return (nil, 1)
        }
        switch UInt8(truncatingIfNeeded: bytes[1]) {
        case UInt8(ascii: "/"): return (bytes[1], 2)
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): return (nil, 2)
        case UInt8(ascii: "u"):
            // The text ends with a zero, at which this ends too.
            let digits = (2..<6).prefix { bytes[$0] != 0 }.map { bytes[$0] } + [0]
            guard digits.count == 5, let code = CChar(exactly: strtoul(digits, nil, 16)), code > 0 else { return nil }
            let character = [code, 0]
            return strspn(character, "\n\r\t =") == 1 ? (nil, 6) : (usual(character)?.character ?? code, 6)
        default: return nil
        }
    }
}
