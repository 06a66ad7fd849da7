import ImageAssetsSystem

/// A SHA-256 digest. It is written as 64 lower-case hexadecimal digits, and read only in that form.
///
/// Four numbers and no text: there are several for each image, and a text of 64 digits takes four times the memory.
package struct SHA256Digest: Sendable, BitwiseCopyable, Hashable, Comparable, CustomStringConvertible {
    /// The first bytes are the highest, so that digests sort as their digits do.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    package init?(hex: String) {
        guard hex.utf8.count == 64, hex.withCString({ strspn($0, "0123456789abcdef") }) == 64 else { return nil }
        var digits = hex
        words = digits.withUTF8 { digits in
            (
                Self.word(digits, from: 0), Self.word(digits, from: 16), Self.word(digits, from: 32),
                Self.word(digits, from: 48)
            )
        }
    }

    private static func word(_ digits: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt64 {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 17) { text in
            guard let target = text.baseAddress, let source = digits.baseAddress else { return 0 }
            memcpy(target, source + start, 16)
            text[16] = 0
            return UInt64(strtoull(target, nil, 16))
        }
    }

    package init(of bytes: Data) {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update($0) }
        self = hash.finalize()
    }

    /// From its 32 bytes as they lie in memory.
    init(bytes: (UInt64, UInt64, UInt64, UInt64)) {
        words = (bytes.0.bigEndian, bytes.1.bigEndian, bytes.2.bigEndian, bytes.3.bigEndian)
    }

    /// What a place holds where no digest is known.
    package static let zero = SHA256Digest()

    private init() { words = (0, 0, 0, 0) }

    package var hex: String {
        var hex = ""
        hex.reserveCapacity(64)
        for word in [words.0, words.1, words.2, words.3] {
            let digits = String(word, radix: 16)
            if digits.utf8.count < 16 { hex += String(repeating: "0", count: 16 - digits.utf8.count) }
            hex += digits
        }
        return hex
    }

    package var description: String { hex }

    /// Enough of it to tell two apart in a sentence.
    package var short: String { String(hex.prefix(12)) }

    package static func == (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words == right.words }

    package static func < (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words < right.words }

    /// Digests are spread evenly as they are.
    package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
