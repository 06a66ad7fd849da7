import ImageAssetsModel
import ImageAssetsSystem

/// Writes whole files: either all of the new bytes are there after it, on disk for good, or the old file is as it was.
package struct AtomicFile: Sendable {
    /// Where unfinished files stand: a folder of this run, best on the same file system as what is written. Nil: beside
    /// their target.
    let temporaryFolder: Directory?
    /// Part of the name of unfinished files that have to stand beside their target: a later run knows by it whose they
    /// are.
    package let runID: UniqueID

    /// Replaces the file of this name. It keeps the permissions of the file that is replaced, or gets the usual ones of
    /// a new file.
    ///
    /// - Parameters:
    ///   - shown: its path for people, where that is not the directory's and its name.
    ///   - check: called when the new bytes are safe and nothing is replaced yet; when it throws, the old file stays.
    package func replace(
        _ name: String, in directory: Directory, with bytes: Data, shownAs shown: String? = nil,
        check: () throws -> Void = {}
    ) throws {
        let shown = shown ?? directory.shown(name)
        let unfinished = UUID().uuidString + ".tmp"
        if let temporaryFolder, temporaryFolder.device == directory.device,
            try move(bytes, from: unfinished, in: temporaryFolder, to: name, in: directory, shown, check)
        {
            return
        }
        // No rename leads from one file system, or from one mount of it, to another.
        let beside = "\(Self.namePrefix)\(runID)-\(unfinished)"
        guard try move(bytes, from: beside, in: directory, to: name, in: directory, shown, check) else {
            throw FileError("write", shown, code: EXDEV)
        }
    }

    /// False when the two are not on one file system.
    private func move(
        _ bytes: Data, from unfinished: String, in folder: Directory, to name: String, in directory: Directory,
        _ shown: String, _ check: () throws -> Void
    ) throws -> Bool {
        do {
            let replaced = directory.status(of: name).flatMap { $0.st_mode & S_IFMT == S_IFREG ? $0 : nil }
            try Self.write(
                bytes, to: unfinished, in: folder, mode: replaced.map { $0.st_mode & 0o777 }, shownAs: shown)
            try check()
            guard renameat(folder.descriptor, unfinished, directory.descriptor, name) == 0 else {
                throw FileError("write", shown)
            }
        } catch {
            try? folder.remove(unfinished)
            if let error = error as? FileError, error.code == EXDEV { return false }
            throw error
        }
        try directory.synchronize()
        return true
    }

    private static let namePrefix = ".image-assets-"

    /// The run that left this unfinished file beside an asset; nil when it is no such file.
    static func owner(ofUnfinished name: String) -> UniqueID? {
        guard name.hasPrefix(namePrefix), name.hasSuffix(".tmp") else { return nil }
        let ids = name.dropFirst(namePrefix.count).dropLast(4)
        guard ids.utf8.count == 73, ids.dropFirst(36).first == "-", UniqueID(ids.suffix(36)) != nil else { return nil }
        return UniqueID(ids.prefix(36))
    }

    /// Whether a file in a run's own folder is one that it did not finish.
    static func isUnfinished(_ name: String) -> Bool { name.hasSuffix(".tmp") && UniqueID(name.dropLast(4)) != nil }

    /// - Parameter mode: nil: what the umask leaves of `rw-rw-rw-`.
    private static func write(
        _ bytes: Data, to name: String, in directory: Directory, mode: mode_t?, shownAs shown: String
    ) throws(FileError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = openat(directory.descriptor, name, flags, mode == nil ? 0o666 : 0o600)
        guard descriptor >= 0 else { throw FileError("write", shown) }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, shownAs: shown)
        if let mode, fchmod(descriptor, mode) != 0 { throw FileError("write", shown) }
        guard synchronize(descriptor) else { throw FileError("write", shown) }
    }

    static func writeAll(_ bytes: Data, to descriptor: Int32, shownAs shown: String) throws(FileError) {
        guard bytes.writeAll(to: descriptor) else { throw FileError("write", shown) }
    }

    /// Asks the disk itself to have the bytes; on macOS `fsync` alone only hands them to the drive's cache.
    static func synchronize(_ descriptor: Int32) -> Bool {
        #if canImport(Darwin)
            if fcntl(descriptor, F_FULLFSYNC) == 0 { return true }
        #endif
        return fsync(descriptor) == 0
    }
}
