import CImageAssetsBytes
import ImageAssetsSystem

/// Turns base64 into bytes: in either alphabet, with or without padding, line breaks and JSON's escapes.
enum Base64Payload {
    /// What may stand in it. A data URL's comma ends its prefix, and so does anything else that is around a payload in
    /// a text.
    static let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=\\ \t\r\n"

    /// Of a payload that breaks off, what is whole of it.
    static func decode(_ payload: Data) -> Data {
        // Foundation decodes in place; what it refuses gets a second chance, because the image is paid for.
        if let bytes = Data(base64Encoded: payload) { return bytes }
        var text = Data(payload)
        let count = text.withUnsafeMutableBytes { cbytes_plain_base64($0.baseAddress, $0.count) }
        text.count = count % 4 == 1 ? count - 1 : count
        text.append(contentsOf: repeatElement(UInt8(ascii: "="), count: (4 - text.count % 4) % 4))
        return Data(base64Encoded: text) ?? Data()
    }
}
