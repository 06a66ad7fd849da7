import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// The folders of the store. None is reached through a symbolic link: a store that a stranger committed leads nowhere
/// else.
extension AssetStore {
    /// The store itself; nil when there is none.
    func folder() throws(FileError) -> Directory? { try root.directoryIfPresent(StoreFolder.name) }

    /// A folder of the store, given as its parts; nil when it or one above it is absent.
    func folder(_ parts: [String]) throws(FileError) -> Directory? {
        var folder = try folder()
        for part in parts {
            guard let outer = folder else { return nil }
            folder = try outer.directoryIfPresent(part)
        }
        return folder
    }

    /// A folder of the store, made where it is missing.
    package func makeFolder(_ parts: [String] = []) throws(FileError) -> Directory {
        var folder = try root.makeDirectory(StoreFolder.name)
        for part in parts { folder = try folder.makeDirectory(part) }
        return folder
    }

    package static func resultParts(_ fingerprint: Fingerprint) -> [String] {
        ["results", String(fingerprint.digest.hex.prefix(2)), fingerprint.description]
    }

    /// Bytes that are free on the store's disk; nil when the system does not tell.
    package var room: Int? { (try? folder())?.room }

    // MARK: Making it

    /// Makes the store where there is none, hides it from Git, and looks whether it can be used: a folder or file in it
    /// that is a link, or of another kind than this tool makes, would be found only when an answer is to be kept.
    ///
    /// - Throws: `FileError` for the first such part.
    package func prepare() throws(FileError) {
        let folder = try makeFolder()
        try checkFolders(in: folder)
        for name in Self.files where folder.status(of: name) != nil {
            close(try folder.openForWriting(name))
            try checkLength(of: name, in: folder)
        }
        try hide(folder)
    }

    /// The same look without making or opening anything for writing; false where there is no store.
    ///
    /// - Throws: `FileError` for the first part that `prepare` would refuse whoever may write.
    package func verify() throws(FileError) -> Bool {
        guard let folder = try folder() else { return false }
        try checkFolders(in: folder)
        for name in Self.files where folder.status(of: name) != nil {
            let (descriptor, status) = try folder.openFile(name)
            close(descriptor)
            guard status.st_nlink <= 1 else { throw FileError("write", folder.shown(name), code: EMLINK) }
            try checkLength(of: name, in: folder)
        }
        return true
    }

    /// What was sent and may have been charged would not be known.
    private func checkLength(of name: String, in folder: Directory) throws(FileError) {
        guard let length = folder.byteCount(of: name), length > Bounds.journalBytes else { return }
        throw FileError(folder.shown(name), FileSizeFault(length, over: Bounds.journalBytes))
    }

    private func checkFolders(in folder: Directory) throws(FileError) {
        for name in Self.folders {
            guard let part = try folder.directoryIfPresent(name) else { continue }
            // Other files there, such as a .DS_Store, do not matter.
            for name in part.names() where Self.branching.contains(part.shown) && name.utf8.count == 2 {
                _ = try part.directoryIfPresent(name)
            }
        }
    }

    /// Makes the store where there is none, and hides it from Git: for what lies in it and is no answer.
    func makeHidden() throws(FileError) { try hide(makeFolder()) }

    private func hide(_ folder: Directory) throws(FileError) {
        guard folder.status(of: Self.ignoreFile) == nil else { return }
        let lock = try FileLock.waiting(for: Self.runsLock, in: folder)
        defer { withExtendedLifetime(lock) {} }
        // Another run may have been quicker.
        guard folder.status(of: Self.ignoreFile) == nil else { return }
        try folder.put(Self.ignoreFile, Data("*\n".utf8))
    }

    /// Held for a moment, while a run makes or removes what all runs share.
    static let runsLock = "runs.lock"

    /// Held for a moment, while a record is changed.
    static let recordsLock = "records.lock"

    private static let ignoreFile = ".gitignore"
    private static let folders = ["cache", "locks", "objects", StoreFolder.renditions, "results", "runs"]
    /// Those that hold folders named by the first two digits of digests.
    private static let branching = Set(
        ["objects", StoreFolder.renditions, "results"].map { "\(StoreFolder.name)/\($0)" })
    private static let files = ["attempts.jsonl", "journal.jsonl", "journal.jsonl.lock", recordsLock, runsLock]
}
