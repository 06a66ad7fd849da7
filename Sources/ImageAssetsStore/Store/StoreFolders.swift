import ImageAssetsModel
import ImageAssetsSystem

/// The folders of the store. None is reached through a symbolic link, so that nothing a stranger committed leads out of
/// it.
extension AssetStore {
    /// The store itself; nil when there is none.
    package func folder() throws(FileError) -> Directory? { try root.directoryIfPresent(StoreFolder.name) }

    /// A folder of the store, given as its parts; nil when it or one above it is absent.
    package func folder(_ parts: [String]) throws(FileError) -> Directory? {
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

    /// Bytes that are free on its disk; nil when nobody knows.
    package var room: Int? {
        var status = statvfs()
        guard let folder = try? folder(), fstatvfs(folder.descriptor, &status) == 0 else { return nil }
        let (room, isTooMuch) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return isTooMuch ? Int.max : Int(clamping: room)
    }

    // MARK: Making it

    /// Makes the folder, and makes it invisible to git.
    ///
    /// - Throws: `FileError` for the first part of it that is not what this tool makes, before anything is paid for
    ///   that could then not be kept.
    package func prepare() throws(FileError) {
        let folder = try makeFolder()
        for name in Self.folders {
            guard let part = try folder.directoryIfPresent(name) else { continue }
            // Whatever else lies there, such as a .DS_Store, is never looked at.
            for name in part.names() where Self.branching.contains(part.shown) && name.utf8.count == 2 {
                _ = try part.directoryIfPresent(name)
            }
        }
        for name in Self.files where folder.status(of: name) != nil { close(try folder.openForWriting(name)) }
        guard folder.status(of: Self.ignoreFile) == nil else { return }
        let lock = try FileLock.waiting(for: Self.runsLock, in: folder)
        defer { withExtendedLifetime(lock) {} }
        // Another run may have been quicker.
        guard folder.status(of: Self.ignoreFile) == nil else { return }
        let unfinished = Self.ignoreFile + ".tmp"
        try folder.remove(unfinished)
        try folder.create(unfinished, Data("*\n".utf8))
        try folder.rename(unfinished, to: Self.ignoreFile)
    }

    /// Held for an instant, while what several runs share is made or taken away.
    static let runsLock = "runs.lock"

    private static let ignoreFile = ".gitignore"
    private static let folders = ["cache", "locks", "objects", "results", "runs"]
    /// Those whose folders are named by the beginnings of digests.
    private static let branching: Set = [StoreFolder.name + "/objects", StoreFolder.name + "/results"]
    private static let files = ["journal.jsonl", "journal.jsonl.lock", runsLock]
}
