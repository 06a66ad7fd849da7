import Foundation

/// JSON and text in UTF-16, which some servers send although JSON must be UTF-8.
enum UTF16Text {
    /// The same text in UTF-8; nil when the bytes are no UTF-16.
    static func utf8(_ bytes: Data) -> Data? {
        guard bytes.count >= 2 else { return nil }
        let encoding: String.Encoding
        switch (bytes[bytes.startIndex], bytes[bytes.startIndex + 1]) {
        case (0xFF, 0xFE), (0xFE, 0xFF): encoding = .utf16
        case (0, 1...): encoding = .utf16BigEndian
        case (1..., 0): encoding = .utf16LittleEndian
        default: return nil
        }
        return String(data: bytes, encoding: encoding).map { Data($0.utf8) }
    }
}
