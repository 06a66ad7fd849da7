import ImageAssetsModel
import ImageAssetsSystem

/// Reads what an open file holds.
///
/// Nothing is mapped: a mapped file that is cut short meanwhile ends the process that looks at it.
package enum FileBytes {
    /// Bytes that are hashed at a time.
    private static let blockLength = 1 << 18

    /// At most `count` bytes from the start; nil, with `errno` set, when that fails.
    package static func readStart(_ descriptor: Int32, count: Int) -> Data? {
        var bytes = Data(count: count)
        var filled = 0
        while filled < count {
            let read = read(descriptor, into: &bytes, from: filled)
            if read < 0 { return nil }
            if read == 0 { break }
            filled += read
        }
        return bytes.prefix(filled)
    }

    /// Nil, with `errno` set, when that fails. A file that grows or shrinks meanwhile gives what was there when it was
    /// read.
    package static func read(_ descriptor: Int32, byteCount: Int) -> Data? {
        // One more byte than it should hold, so that the usual file is at its end with the second call.
        var bytes = Data(count: max(byteCount, 0) + 1)
        var filled = 0
        while true {
            let count = read(descriptor, into: &bytes, from: filled)
            if count < 0 { return nil }
            if count == 0 { break }
            filled += count
            if filled == bytes.count { bytes.count *= 2 }
        }
        bytes.count = filled
        return bytes
    }

    /// Of all that the file holds, a block at a time, and how much that is; nil, with `errno` set, when that fails.
    package static func digest(_ descriptor: Int32, byteCount: Int) -> (digest: SHA256Digest, byteCount: Int)? {
        var hash = SHA256()
        var block = Data(count: min(max(byteCount, 4_095) + 1, blockLength))
        var total = 0
        while true {
            let count = read(descriptor, into: &block, from: 0)
            if count < 0 { return nil }
            if count == 0 { return (hash.finalize(), total) }
            total += count
            block.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
        }
    }

    /// One call of `read`, begun again when a signal interrupts it.
    private static func read(_ descriptor: Int32, into bytes: inout Data, from start: Int) -> Int {
        while true {
            let count = bytes.withUnsafeMutableBytes { buffer in
                ImageAssetsSystem.read(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
            }
            if count >= 0 || errno != EINTR { return count }
        }
    }
}
