import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

/// Reads what an open file holds.
///
/// Nothing is mapped: a mapped file that is cut short meanwhile ends the process that looks at it. Nothing is read
/// without a limit: what a file system tells of a length costs whoever wrote the file nothing.
package enum FileBytes {
    /// Bytes that are hashed at a time.
    private static let blockLength = 1 << 18

    /// At most `count` bytes from the start; nil, with `errno` set, when that fails.
    package static func readStart(_ descriptor: Int32, count: Int) -> Data? {
        var bytes = Data(count: count)
        var filled = 0
        while filled < count {
            let count = bytes.withUnsafeMutableBytes { read(descriptor, into: $0, from: filled) }
            if count < 0 { return nil }
            if count == 0 { break }
            filled += count
        }
        return bytes.prefix(filled)
    }

    /// Nil, with `errno` set, when that fails; of more than `limit` bytes it is `EFBIG`. A file that grows or shrinks
    /// meanwhile gives what was there when it was read.
    ///
    /// - Parameter byteCount: what it should hold; a stream does not tell.
    package static func read(_ descriptor: Int32, byteCount: Int, upTo limit: Int) -> Data? {
        load(descriptor, byteCount: byteCount, upTo: limit).map {
            Data(bytesNoCopy: $0.memory, count: $0.byteCount, deallocator: .free)
        }
    }

    /// The same as text.
    static func readText(_ descriptor: Int32, byteCount: Int, upTo limit: Int) -> SourceText? {
        load(descriptor, byteCount: byteCount, upTo: limit).map {
            SourceText(adopting: $0.memory, byteCount: $0.byteCount) { free($0) }
        }
    }

    /// In memory that `malloc` gave, a byte more than was read.
    private static func load(
        _ descriptor: Int32, byteCount: Int, upTo limit: Int
    ) -> (memory: UnsafeMutableRawPointer, byteCount: Int)? {
        guard byteCount <= limit else { return refused(EFBIG) }
        // One more byte than it should hold, so that the usual file is at its end with the second call.
        var capacity = max(byteCount, 0) + 1
        // Data of a length would be filled with zeros first, and where there is no memory for it end the process.
        guard var memory = malloc(capacity) else { return refused(ENOMEM) }
        var filled = 0
        while true {
            let rest = UnsafeMutableRawBufferPointer(start: memory, count: capacity)
            let count = read(descriptor, into: rest, from: filled)
            if count == 0 { return (memory, filled) }
            filled += max(count, 0)
            let larger = filled == capacity ? max(capacity, 1 << 12) * 2 : capacity
            guard count > 0, filled <= limit, let moved = larger > capacity ? realloc(memory, larger) : memory else {
                let code = count < 0 ? errno : filled > limit ? EFBIG : ENOMEM
                free(memory)
                return refused(code)
            }
            (memory, capacity) = (moved, larger)
        }
    }

    private static func refused<Result>(_ code: Int32) -> Result? {
        errno = code
        return nil
    }

    /// Of all that the file holds, a block at a time, and how much that is; nil, with `errno` set, when that fails. Of
    /// more than `limit` bytes it is `EFBIG`.
    package static func digest(
        _ descriptor: Int32, byteCount: Int, upTo limit: Int
    ) -> (digest: SHA256Digest, byteCount: Int)? {
        var hash = SHA256()
        var block = Data(count: min(max(byteCount, 4_095), blockLength - 1) + 1)
        var total = 0
        while byteCount <= limit {
            let count = block.withUnsafeMutableBytes { read(descriptor, into: $0, from: 0) }
            if count < 0 { return nil }
            if count == 0 { return (hash.finalize(), total) }
            total += count
            if total > limit { break }
            block.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
        }
        errno = EFBIG
        return nil
    }

    /// One call of `read`, begun again when a signal interrupts it.
    private static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, from start: Int) -> Int {
        while true {
            let count = ImageAssetsSystem.read(
                descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
            if count >= 0 || errno != EINTR { return count }
        }
    }
}
