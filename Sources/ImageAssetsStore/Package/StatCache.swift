import ImageAssetsModel
import ImageAssetsSystem

/// What a look at the package found, kept in the store so that the next one need not read every file again.
///
/// A file of stamps: those of the files that were hashed, each with its digest, and those of everything else that the
/// outcome depends on. It is a hint: when it is absent, damaged or by another tool, everything is hashed.
package struct StatCache {
    package struct Entry: Sendable, Hashable {
        let stamp: FileStamp
        /// Nil for what was looked at and not hashed: folders, manifest, lockfile, prompt files.
        package let digest: SHA256Digest?
    }

    /// By path, relative to the package root; the root itself is a dot.
    package let entries: [String: Entry]

    private static let magic = Array("image-assets stat cache 2\n".utf8)
    private static let digestLength = MemoryLayout<SHA256Digest>.size
    private static let numbersOffset = magic.count + 2 * digestLength
    private static let entryLength = MemoryLayout<FileStamp>.size + digestLength

    // MARK: Writing

    /// Makes such a file: magic, digest of all that follows, key, number of settled images (-1: not settled), number of
    /// entries; for each entry its stamp and digest (zero: none); at last the paths, each closed by a zero.
    package struct Writer {
        private var bytes: Data
        private var paths = Data()
        private var count = 0

        /// - Parameter count: how many entries will come, more or less.
        init(key: SHA256Digest, count: Int) {
            bytes = Data(capacity: numbersOffset + 16 + count * (entryLength + 64))
            bytes.append(contentsOf: magic)
            append(SHA256Digest.zero)
            append(key)
            append(Int64(0))
            append(Int64(0))
        }

        package mutating func add(_ entry: Entry, at path: String) {
            count += 1
            append(entry.stamp)
            append(entry.digest ?? .zero)
            paths.append(contentsOf: path.utf8)
            paths.append(0)
        }

        /// - Parameter settledImages: how many images there were, when all of them were up to date and nothing else was
        ///   worth a word; else nil.
        package consuming func finish(settledImages: Int?) -> Data {
            bytes.append(paths)
            store(Int64(settledImages ?? -1), at: numbersOffset)
            store(Int64(count), at: numbersOffset + 8)
            store(SHA256Digest(of: bytes[(magic.count + digestLength)...]), at: magic.count)
            return bytes
        }

        private mutating func append<Value: BitwiseCopyable>(_ value: Value) {
            withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
        }

        private mutating func store<Value: BitwiseCopyable>(_ value: Value, at offset: Int) {
            bytes.withUnsafeMutableBytes { $0.storeBytes(of: value, toByteOffset: offset, as: Value.self) }
        }
    }

    // MARK: Reading

    /// The parts of such a file, whose digest was compared.
    private struct Parts {
        package let bytes: Data
        package let settledImages: Int?
        private let count: Int
        private let start: Int

        init?(_ bytes: Data, key: SHA256Digest) {
            let body = magic.count + digestLength
            let start = numbersOffset + 16
            guard bytes.count > start, bytes.starts(with: magic), bytes.last == 0 else { return nil }
            func load<Value: BitwiseCopyable>(_ offset: Int, _: Value.Type) -> Value {
                bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Value.self) }
            }
            guard load(magic.count, SHA256Digest.self) == SHA256Digest(of: bytes[body...]),
                load(body, SHA256Digest.self) == key
            else { return nil }
            let images = load(numbersOffset, Int64.self)
            let count = load(numbersOffset + 8, Int64.self)
            guard count >= 0, count <= (bytes.count - start) / entryLength else { return nil }
            self.bytes = bytes
            self.start = start
            self.count = Int(count)
            settledImages = images < 0 ? nil : Int(images)
        }

        /// Whether `holds` is true of every entry, given its path and its stamp's address; its digest follows.
        func allEntries(_ holds: (UnsafePointer<CChar>, UnsafeRawPointer) -> Bool) -> Bool {
            bytes.withUnsafeBytes { buffer in
                guard let base = buffer.baseAddress else { return false }
                var entry = base + start
                var path = (entry + count * entryLength).assumingMemoryBound(to: CChar.self)
                let end = (base + buffer.count).assumingMemoryBound(to: CChar.self)
                for _ in 0..<count {
                    guard path < end, holds(path, entry) else { return false }
                    entry += entryLength
                    path += strlen(path) + 1
                }
                return true
            }
        }
    }

    /// - Parameter written: when the file was written, by the file system's own clock; what is younger is left out.
    init?(_ bytes: Data, key: SHA256Digest, written: Int64) {
        guard let parts = Parts(bytes, key: key) else { return nil }
        var entries: [String: Entry] = [:]
        let isWhole = parts.allEntries { path, entry in
            let stamp = entry.loadUnaligned(as: FileStamp.self)
            guard stamp.isClearlyOlder(than: written) else { return true }
            let digest = (entry + MemoryLayout<FileStamp>.size).loadUnaligned(as: SHA256Digest.self)
            entries[String(cString: path)] = Entry(stamp: stamp, digest: digest == .zero ? nil : digest)
            return true
        }
        guard isWhole else { return nil }
        self.entries = entries
    }

    /// How many images are up to date, when these bytes say that all were and every stamp in the folder is still the
    /// same.
    ///
    /// - Parameter needed: files that must be among the entries. Nobody who was not on this machine can know their
    ///   stamps, so a cache that came with a checkout is none.
    package static func settledImages(
        _ bytes: Data, key: SHA256Digest, written: Int64, in folder: Directory, naming needed: [PackagePath]
    ) -> Int? {
        guard let parts = Parts(bytes, key: key), let images = parts.settledImages else { return nil }
        var missing = needed.map(\.text)
        let isSame = parts.allEntries { path, entry in
            var status = stat()
            guard fstatat(folder.descriptor, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return false }
            if let place = missing.firstIndex(where: { strcmp($0, path) == 0 }) { missing.remove(at: place) }
            var stamp = FileStamp(status)
            return stamp.isClearlyOlder(than: written) && memcmp(&stamp, entry, MemoryLayout<FileStamp>.size) == 0
        }
        return isSame && missing.isEmpty ? images : nil
    }
}
