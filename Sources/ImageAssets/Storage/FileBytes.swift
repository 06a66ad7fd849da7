import Foundation

/// Reads what an open file holds.
enum FileBytes {
    /// Smaller files are copied: a map costs more than it saves.
    static let smallestMap = 65_536

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
            let read = bytes.withUnsafeMutableBytes { buffer in
                Foundation.read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
            }
            if read < 0, errno == EINTR { continue }
            if read < 0 { return nil }
            if read == 0 { break }
            filled += read
        }
        return bytes.prefix(filled)
    }

    static func copy(_ descriptor: Int32, byteCount: Int) -> Data? {
        // One more byte than it should hold, so that the usual file is at its end with the first call.
        var room = max(byteCount, 0) + 1
        var bytes = Data()
        while true {
            var chunk = Data(count: room)
            let count = chunk.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return nil
            }
            if count == 0 { return bytes }
            bytes.append(chunk.prefix(count))
            if count == room { room *= 2 } else { room = max(room - count, 1) }
        }
    }
}
