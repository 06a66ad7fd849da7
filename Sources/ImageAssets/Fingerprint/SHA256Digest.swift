import Crypto
import Foundation

/// A SHA-256 digest. It is written as 64 lower-case hexadecimal digits, and read only in that form.
package struct SHA256Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let hex: String

    package init?(hex: String) {
        guard hex.utf8.count == 64, hex.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.hex = hex
    }

    package init(of bytes: some DataProtocol) {
        let digits = Array("0123456789abcdef".utf8)
        let digest = SHA256.hash(data: bytes)
        hex = String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    package var description: String { hex }

    /// Enough of it to tell two apart in a sentence.
    package var short: String { String(hex.prefix(12)) }

    package static func < (left: SHA256Digest, right: SHA256Digest) -> Bool { left.hex < right.hex }
}
