import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// The digests of files that were hashed, kept in the store so that the next look need not read every file again.
///
/// A file of stamps, each with the digest of the bytes that were there. It is a hint: when it is absent, damaged or by
/// another tool, everything is hashed. It says nothing of any image, and nobody who was not on this machine can know
/// the stamp that a file has here.
package struct StatCache: Sendable {
    struct Entry: Sendable, Hashable {
        let stamp: FileStamp
        let digest: SHA256Digest

        var asset: AssetFile { .file(digest, byteCount: Int(stamp.byteCount)) }
    }

    /// Of files that still are as they were, by path, relative to the package root.
    private(set) var entries: [String: Entry] = [:]
    /// Those of them that lie behind a symbolic link.
    private(set) var linked: Set<String> = []
    /// Whether some of what was kept holds no more.
    private(set) var isStale = false

    private static let magic = Array("image-assets stat cache 3\n".utf8)
    private static let digestLength = MemoryLayout<SHA256Digest>.size
    private static let countOffset = magic.count + 2 * digestLength
    private static let entriesOffset = countOffset + MemoryLayout<Int64>.size
    private static let entryLength = MemoryLayout<FileStamp>.size + digestLength

    /// Makes such a file: magic, digest of all that follows, key, number of entries; for each entry its stamp and
    /// digest; at last the paths, each closed by a zero.
    static func bytes(of entries: [(path: String, entry: Entry)], key: SHA256Digest) -> Data {
        var bytes = Data(capacity: entriesOffset + entries.count * (entryLength + 64))
        func append<Value: BitwiseCopyable>(_ value: Value) {
            withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
        }
        bytes.append(contentsOf: magic)
        append(SHA256Digest.zero)
        append(key)
        append(Int64(entries.count))
        for (_, entry) in entries {
            append(entry.stamp)
            append(entry.digest)
        }
        for (path, _) in entries {
            bytes.append(contentsOf: path.utf8)
            bytes.append(0)
        }
        let digest = SHA256Digest(of: bytes[(magic.count + digestLength)...])
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: digest, toByteOffset: magic.count, as: SHA256Digest.self) }
        return bytes
    }

    /// Nothing is known.
    init() {}

    /// Looks at the files that are named, and keeps what is known of those that did not change.
    ///
    /// - Parameter written: when the cache was written, by the file system's own clock; what is younger is left out.
    init?(_ bytes: Data, key: SHA256Digest, written: Int64, in folder: PackageFolder) {
        let body = Self.magic.count + Self.digestLength
        guard bytes.count > Self.entriesOffset, bytes.starts(with: Self.magic), bytes.last == 0 else { return nil }
        func load<Value: BitwiseCopyable>(_ offset: Int, _: Value.Type) -> Value {
            bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Value.self) }
        }
        guard load(Self.magic.count, SHA256Digest.self) == SHA256Digest(of: bytes[body...]),
            load(body, SHA256Digest.self) == key
        else { return nil }
        let count = Int(load(Self.countOffset, Int64.self))
        guard count >= 0, count <= (bytes.count - Self.entriesOffset) / Self.entryLength else { return nil }
        entries.reserveCapacity(count)
        var stamps = FileStamps(in: folder)
        let isWhole = bytes.withUnsafeBytes { buffer in
            guard var entry = buffer.baseAddress.map({ $0 + Self.entriesOffset }) else { return false }
            var path = (entry + count * Self.entryLength).assumingMemoryBound(to: CChar.self)
            let end = entry + (buffer.count - Self.entriesOffset)
            for _ in 0..<count {
                guard UnsafeRawPointer(path) < end else { return false }
                let stamp = entry.loadUnaligned(as: FileStamp.self)
                let digest = (entry + MemoryLayout<FileStamp>.size).loadUnaligned(as: SHA256Digest.self)
                let text = String(cString: path)
                if stamp.isClearlyOlder(than: written), let path = try? PackagePath(text), let found = stamps.of(path),
                    found.stamp == stamp
                {
                    entries[text] = Entry(stamp: stamp, digest: digest)
                    if found.isLinked { linked.insert(text) }
                } else {
                    isStale = true
                }
                entry += Self.entryLength
                path += strlen(path) + 1
            }
            return true
        }
        guard isWhole else { return nil }
    }
}

/// The stamps of many files, each folder opened once.
private struct FileStamps {
    private let package: PackageFolder
    /// What the last file's path begins with, up to its name.
    private var prefix = ""
    /// The folder of this path; nil when it is not there or behind a link.
    private var directory: Directory?

    init(in package: PackageFolder) {
        self.package = package
        directory = package.directory
    }

    /// Of the regular file that a path leads to; nil when there is none.
    mutating func of(_ path: PackagePath) -> (stamp: FileStamp, isLinked: Bool)? {
        var status = stat()
        let isFound = path.text.withCString { start in
            let name = strrchr(start, Int32(UInt8(ascii: "/"))).map { UnsafePointer($0) + 1 } ?? start
            let length = name - start
            if length != prefix.utf8.count || prefix.withCString({ strncmp(start, $0, length) }) != 0 {
                prefix = String(path.text.utf8.prefix(length)) ?? ""
                directory = package.folderAsWritten(path.parent)
            }
            guard let directory else { return false }
            return fstatat(directory.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
        }
        if isFound, status.st_mode & S_IFMT == S_IFREG { return (FileStamp(status), false) }
        return package.stamp(of: path).map { ($0, true) }
    }
}
