import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// A file of the store that holds lines of the journal.
struct JournalFile: Sendable {
    private let name: String
    private let store: AssetStore

    init(_ name: String, in store: AssetStore) {
        self.name = name
        self.store = store
    }

    /// As it is shown to people.
    var shown: String { "\(StoreFolder.name)/\(name)" }

    /// What can be read of it; of a file that is not there, nothing.
    func read() throws(FileError) -> JournalLines {
        JournalLines(try store.folder()?.read(name, upTo: Bounds.journalBytes) ?? Data())
    }

    /// Adds attempts, each as one line, and returns when the disk has them: all of them or none.
    func add(_ attempts: [AttemptRecord], writer: AtomicFile) throws {
        if attempts.isEmpty { return }
        let folder = try store.makeFolder()
        var text = try folder.read(name, upTo: Bounds.journalBytes) ?? Data()
        if let last = text.last, last != 0x0A { text.append(0x0A) }
        for attempt in attempts { text += Data((attempt.line.json.canonicalText + "\n").utf8) }
        try writer.replace(name, in: folder, with: text)
    }
}

/// The lines of such a file, as far as this version can read them. A torn line is no fault: the process died while it
/// wrote it.
struct JournalLines {
    private let bytes: Data
    /// Nil: what a later version wrote.
    private var lines: [(entry: JournalEntry?, place: Range<Int>)] = []
    /// Lines that are torn or damaged, none of the journal's, or of a later version.
    private(set) var unread = 0

    /// Bytes of a line. A shorter one cannot hold two UUIDs and a digest, and none was ever so long: whoever fills the
    /// file with others costs no more time than it takes to skip them.
    private static let lengths = 136...1 << 16

    init(_ bytes: Data = Data()) {
        self.bytes = bytes
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var start = 0
            while start < buffer.count {
                let feed = memchr(base + start, 0x0A, buffer.count - start)
                let end = feed.map { UnsafeRawPointer($0) - base } ?? buffer.count
                if Self.lengths.contains(end - start),
                    let node = try? JSONValue(parsing: SourceText(Data(buffer[start..<end])))
                {
                    let entry = JournalEntry(node)
                    if entry == nil { unread += 1 }
                    if entry != nil || node["event"] != nil { lines.append((entry, start..<end)) }
                } else if end > start {
                    unread += 1
                }
                start = end + 1
            }
        }
    }

    var entries: [JournalEntry] { lines.compactMap(\.entry) }

    /// Those lines, as they were written, and all that a later version wrote: what it is about, that one knows.
    func text(where stays: (JournalEntry) -> Bool) -> Data {
        lines.reduce(into: Data()) { text, line in
            if line.entry.map(stays) ?? true { text += bytes[line.place] + [0x0A] }
        }
    }
}
