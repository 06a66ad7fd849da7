import Crypto
import Foundation

/// A SHA-256 digest. It is written as 64 lower-case hexadecimal digits, and read only in that form.
package struct SHA256Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let hex: String

    package init?(hex: String) {
        guard hex.utf8.count == 64, hex.withCString({ strspn($0, "0123456789abcdef") }) == 64 else { return nil }
        self.hex = hex
    }

    package init(of bytes: some DataProtocol) {
        self.init(SHA256.hash(data: bytes))
    }

    init(_ digest: SHA256.Digest) {
        let digits = Self.digits
        hex = String(unsafeUninitializedCapacity: 64) { text in
            var place = 0
            digest.withUnsafeBytes { bytes in
                for byte in bytes {
                    text[place] = digits[Int(byte >> 4)]
                    text[place + 1] = digits[Int(byte & 15)]
                    place += 2
                }
            }
            return place
        }
    }

    /// Of digits that this type wrote.
    init(checked digits: UnsafeRawBufferPointer) {
        hex = String(decoding: digits, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)

    package var description: String { hex }

    /// Enough of it to tell two apart in a sentence.
    package var short: String { String(hex.prefix(12)) }

    package static func < (left: SHA256Digest, right: SHA256Digest) -> Bool { left.hex < right.hex }
}
