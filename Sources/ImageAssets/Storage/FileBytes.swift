import Crypto
import Foundation

/// Reads what an open file holds.
enum FileBytes {
    /// Smaller files are copied: a map costs more than it saves, and to end one interrupts every other core.
    static let smallestMap = 1 << 20

    /// Nil, with `errno` set, when that fails. A file that grows or shrinks meanwhile gives what it held at some moment.
    static func read(_ descriptor: Int32, byteCount: Int) -> Data? {
        if byteCount >= smallestMap {
            let address = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0)
            if let address, address != MAP_FAILED {
                return Data(bytesNoCopy: address, count: byteCount, deallocator: .unmap)
            }
        }
        return copy(descriptor, byteCount: byteCount)
    }

    /// At most `count` bytes from the start; nil, with `errno` set, when that fails.
    static func readStart(_ descriptor: Int32, count: Int) -> Data? {
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

    static func copy(_ descriptor: Int32, byteCount: Int) -> Data? {
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

    static func digest(_ descriptor: Int32) -> SHA256Digest? {
        var hash = SHA256()
        var block = Data(count: 1 << 18)
        while true {
            let count = read(descriptor, into: &block, from: 0)
            if count < 0 { return nil }
            if count == 0 { return SHA256Digest(hash.finalize()) }
            block.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
        }
    }

    /// One call of `read`, begun again when a signal interrupts it.
    private static func read(_ descriptor: Int32, into bytes: inout Data, from start: Int) -> Int {
        while true {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Foundation.read(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
            }
            if count >= 0 || errno != EINTR { return count }
        }
    }
}
