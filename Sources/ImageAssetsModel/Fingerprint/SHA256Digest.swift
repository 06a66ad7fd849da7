import CImageAssetsBytes
import ImageAssetsSystem

/// A SHA-256 digest. It is written as 64 lower-case hexadecimal digits, and read only in that form.
///
/// Four numbers and no text: there are several for each image, and a text of 64 digits takes four times the memory.
package struct SHA256Digest: Sendable, BitwiseCopyable, Hashable, Comparable, CustomStringConvertible {
    /// The first bytes are the highest, so that digests sort as their digits do.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    package init?(hex: String) {
        var text = hex
        guard let digest = text.withUTF8({ Self(hex: $0) }) else { return nil }
        self = digest
    }

    package init?(hex digits: UnsafeBufferPointer<UInt8>) {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let isRight = withUnsafeMutableBytes(of: &bytes) { buffer in
            digits.count == 2 * buffer.count
                && cbytes_from_hex(
                    digits.baseAddress, digits.count, buffer.bindMemory(to: UInt8.self).baseAddress)
        }
        guard isRight else { return nil }
        self.init(bytes: bytes)
    }

    package init(of bytes: Data) {
        self = bytes.withUnsafeBytes { Self(of: $0) }
    }

    init(of bytes: UnsafeRawBufferPointer) {
        var hash = SHA256()
        hash.update(bytes)
        self = hash.finalize()
    }

    /// From its 32 bytes as they lie in memory.
    init(bytes: (UInt64, UInt64, UInt64, UInt64)) {
        words = (bytes.0.bigEndian, bytes.1.bigEndian, bytes.2.bigEndian, bytes.3.bigEndian)
    }

    /// What a place holds where no digest is known.
    package static let zero = SHA256Digest(bytes: (0, 0, 0, 0))

    package var hex: String {
        let bytes = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        return String(unsafeUninitializedCapacity: 64) { digits in
            withUnsafeBytes(of: bytes) { bytes in
                cbytes_to_hex(bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, digits.baseAddress)
            }
            return 64
        }
    }

    package var description: String { hex }

    /// Enough of it to tell two apart in a sentence.
    package var short: String { String(hex.prefix(12)) }

    package static func == (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words == right.words }

    package static func < (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words < right.words }

    /// Digests are spread evenly as they are.
    package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
