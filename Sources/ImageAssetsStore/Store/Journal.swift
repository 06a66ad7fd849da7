import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// What was sent and how it ended, one JSON line each, on disk before the next thing happens.
///
/// An attempt that has no outcome here may have been charged: the run died, or the machine did.
package struct Journal: Sendable {
    let store: AssetStore
    let file: JournalFile
    /// What compaction took out of the file: a line for each attempt that is over.
    let past: JournalFile
    private static let name = "journal.jsonl"
    private static let pastName = "attempts.jsonl"
    /// Bytes beyond which a new run rewrites the file.
    static let compactionThreshold = 1 << 20

    package init(in store: AssetStore) {
        self.store = store
        file = JournalFile(Self.name, in: store)
        past = JournalFile(Self.pastName, in: store)
    }

    // MARK: Reading

    /// All that can be read, in order; of a file that cannot be, nothing.
    package func entries() -> [JournalEntry] { (try? file.read())?.entries ?? [] }

    /// Attempts that have neither an outcome nor been reported. Those of dead runs are lost.
    package func openAttempts() -> [JournalEntry] { Self.unfinished(entries()) }

    private static func unfinished(_ entries: [JournalEntry]) -> [JournalEntry] {
        let closed = closed(entries)
        return entries.filter { $0.event == .sent && !closed.contains($0.attempt) }
    }

    /// Attempts whose bytes came and that have no outcome all the same.
    package func arrivals() -> [JournalEntry] { Self.arrivals(entries()) }

    private static func arrivals(_ entries: [JournalEntry]) -> [JournalEntry] {
        let closed = closed(entries)
        return entries.filter { $0.arrived != nil && !closed.contains($0.attempt) }
    }

    private static func closed(_ entries: [JournalEntry]) -> Set<JournalEntry.Attempt> {
        Set(entries.lazy.filter { $0.event != .sent && $0.arrived == nil }.map(\.attempt))
    }

    /// Bytes of its files, all of which whoever reads it holds in memory.
    package var byteCount: Int {
        let folder = try? store.folder()
        return [Self.name, Self.pastName].reduce(0) { $0.clampedSum(folder?.byteCount(of: $1) ?? 0) }
    }

    /// Whether it is too long to be read for counts or times alone. A run keeps it at one mebibyte, and what it moves
    /// out of it is short: such a one is a stranger's.
    package var isLong: Bool { byteCount > 64 << 20 }

    // MARK: Writing

    /// Adds entries and returns when the disk has them.
    package func append(_ entries: [JournalEntry]) throws(FileError) {
        guard !entries.isEmpty else { return }
        let folder = try store.makeFolder()
        let lock = try lockFile(in: folder)
        defer { withExtendedLifetime(lock) {} }
        let descriptor = try folder.openForWriting(Self.name, O_APPEND)
        defer { close(descriptor) }
        var text = ""
        let end = lseek(descriptor, 0, SEEK_END)
        if end == 0 { try folder.synchronize() }
        // A line that a crash tore must not swallow this one.
        var last: UInt8 = 0x0A
        if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != 0x0A { text += "\n" }
        for entry in entries { text += entry.json.canonicalText + "\n" }
        try AtomicFile.writeAll(Data(text.utf8), to: descriptor, shownAs: folder.shown(Self.name))
        guard AtomicFile.synchronize(descriptor) else { throw FileError("write", folder.shown(Self.name)) }
    }

    /// Rewrites the file without finished attempts when it has grown beyond `threshold` bytes. What stays, stays as it
    /// was written, with what a later version may have added to it.
    package func compact(threshold: Int = Journal.compactionThreshold, writer: AtomicFile) throws {
        guard let folder = try store.folder(), let status = folder.status(of: Self.name), status.st_size > threshold
        else { return }
        let lock = try lockFile(in: folder)
        defer { withExtendedLifetime(lock) {} }
        let lines = try file.read()
        let entries = lines.entries
        // What may have been charged is told until an image comes for its fingerprint.
        let stay = Set(EarlierAttempts(entries).all + Self.unfinished(entries) + Self.arrivals(entries))
        let leave = Set(entries.lazy.filter { !stay.contains($0) }.map(\.attempt))
        // First there, then gone from here: whoever dies in between leaves attempts that stand in both, and count once.
        try past.add(AttemptRecord.all(of: entries).filter { leave.contains($0.attempt) }, writer: writer)
        try writer.replace(Self.name, in: folder, with: lines.text { stay.contains($0) })
    }

    /// Held while the file is written or replaced: two manifests of one package share it.
    func lockFile(in folder: Directory) throws(FileError) -> FileLock {
        try FileLock.waiting(for: Self.name + ".lock", in: folder)
    }
}
