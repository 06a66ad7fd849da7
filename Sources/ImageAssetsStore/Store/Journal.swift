import ImageAssetsModel
import ImageAssetsSystem

/// What was sent and how it ended, one JSON line each, on disk before the next thing happens.
///
/// An attempt that has no outcome here may have been charged: the run died, or the machine did.
package struct Journal: Sendable {
    private let store: AssetStore
    private static let name = "journal.jsonl"
    private static let shownPath = StoreFolder.name + "/" + name
    /// Bytes beyond which a new run rewrites the file.
    static let compactionThreshold = 1 << 20

    package init(in store: AssetStore) {
        self.store = store
    }

    /// Adds entries and returns when the disk has them.
    package func append(_ entries: [JournalEntry]) throws {
        guard !entries.isEmpty else { return }
        let folder = try store.makeFolder()
        let lock = try lockFile(in: folder)
        defer { withExtendedLifetime(lock) {} }
        let descriptor = try folder.openForWriting(Self.name, O_APPEND)
        defer { close(descriptor) }
        var text = Data()
        let end = lseek(descriptor, 0, SEEK_END)
        if end == 0 { try folder.synchronize() }
        // A line that a crash tore must not swallow this one.
        var last: UInt8 = 0x0A
        if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != 0x0A { text.append(0x0A) }
        for entry in entries {
            text += try Self.encoder.encode(entry)
            text.append(0x0A)
        }
        try AtomicFile.writeAll(text, to: descriptor, shownAs: Self.shownPath)
        guard AtomicFile.synchronize(descriptor) else { throw FileError("write", Self.shownPath) }
    }

    /// Attempts that have neither an outcome nor been reported. Those of dead runs are lost.
    package func openAttempts() -> [JournalEntry] { unfinished(entries()) }

    /// Rewrites the file without finished attempts when it has grown beyond `threshold` bytes.
    package func compact(threshold: Int = Journal.compactionThreshold, writer: AtomicFile) throws {
        guard let folder = try store.folder(), let status = folder.status(of: Self.name), status.st_size > threshold
        else { return }
        let lock = try lockFile(in: folder)
        defer { withExtendedLifetime(lock) {} }
        var text = Data()
        let entries = entries()
        // What may have been charged is told until an image comes for its fingerprint.
        let charged = Set(EarlierAttempts(entries).all.map(\.key))
        let open = Set(unfinished(entries).map(\.key))
        for entry in entries
        where entry.event == .ended ? charged.contains(entry.key) : entry.event == .sent && open.contains(entry.key) {
            text += try Self.encoder.encode(entry)
            text.append(0x0A)
        }
        try writer.replace(Self.name, in: folder, with: text, shownAs: Self.shownPath)
    }

    /// All that can be read, in order. A torn line is no fault: the process died while it wrote it.
    package func entries() -> [JournalEntry] {
        guard let bytes = try? store.folder()?.read(Self.name) else { return [] }
        let decoder = Self.decoder
        return Self.lines(of: bytes).compactMap { try? decoder.decode(JournalEntry.self, from: $0) }
    }

    /// Found by the C library: a loop over bytes takes a second for a few megabytes.
    private static func lines(of bytes: Data) -> [Data] {
        var lines: [Data] = []
        bytes.withUnsafeBytes { buffer in
            var start = 0
            while start < buffer.count, let base = buffer.baseAddress {
                let end =
                    memchr(base + start, 0x0A, buffer.count - start).map { UnsafeRawPointer($0) - base } ?? buffer.count
                if end > start { lines.append(Data(buffer[start..<end])) }
                start = end + 1
            }
        }
        return lines
    }

    private func unfinished(_ entries: [JournalEntry]) -> [JournalEntry] {
        let closed = Set(entries.filter { $0.event != .sent }.map(\.key))
        return entries.filter { $0.event == .sent && !closed.contains($0.key) }
    }

    /// Held while the file is written or replaced: two manifests of one package share it.
    private func lockFile(in folder: Directory) throws(FileError) -> FileLock {
        try FileLock.waiting(for: Self.name + ".lock", in: folder)
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }
}
