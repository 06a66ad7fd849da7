import CImageAssetsDigest

/// A digest under way, of bytes that come piece by piece.
package struct SHA256: Sendable {
    private var hash = cdigest_begin()

    package init() {}

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        cdigest_update(&hash, bytes.baseAddress, bytes.count)
    }

    package consuming func finalize() -> SHA256Digest {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &bytes) {
            cdigest_finish(&hash, $0.bindMemory(to: UInt8.self).baseAddress)
        }
        return SHA256Digest(bytes: bytes)
    }
}
