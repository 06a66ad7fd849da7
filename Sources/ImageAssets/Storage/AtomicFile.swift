import Foundation

/// Writes whole files: either all of the new bytes are there after it, on disk for good, or the old file is as it was.
package struct AtomicFile: Sendable {
    /// Where unfinished files stand: a folder of this run, best on the same file system as what is written.
    package let temporaryFolder: String
    /// Part of the name of unfinished files that must stand beside their target, so that a later run knows whose they are.
    package let runID: String

    package init(temporaryFolder: String, runID: String) {
        self.temporaryFolder = temporaryFolder
        self.runID = runID
    }

    /// Replaces the file at `path`, an absolute path whose folder exists.
    ///
    /// - Parameters:
    ///   - mode: the permission bits; nil keeps those of the file that is replaced, or takes the usual ones of a new file.
    ///   - check: called when the new bytes are safe and nothing is replaced yet; when it throws, the old file stays.
    package func replace(
        _ path: String, with bytes: Data, shownAs shown: String, mode: mode_t? = nil,
        check: () throws -> Void = {}
    ) throws {
        let mode = mode ?? Self.mode(of: path) ?? Self.usualMode
        var temporary = temporaryFolder + "/" + UUID().uuidString + ".tmp"
        if !Self.sameDevice(temporaryFolder, Self.folder(of: path)) {
            temporary = Self.folder(of: path) + "/" + Self.namePrefix + runID + "-" + UUID().uuidString + ".tmp"
        }
        do {
            try Self.write(bytes, to: temporary, mode: mode, shownAs: shown)
            try check()
            guard rename(temporary, path) == 0 else { throw FileError("write", shown) }
        } catch {
            unlink(temporary)
            throw error
        }
        try Self.synchronizeFolder(Self.folder(of: path), shownAs: shown)
    }

    static let namePrefix = ".image-assets-"

    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    /// What a newly made file gets: all that the umask leaves of `rw-rw-rw-`.
    private static var usualMode: mode_t {
        let mask = umask(0)
        umask(mask)
        return 0o666 & ~mask
    }

    private static func mode(of path: String) -> mode_t? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & 0o7777
    }

    static func sameDevice(_ first: String, _ second: String) -> Bool {
        var one = stat()
        var other = stat()
        guard stat(first, &one) == 0, stat(second, &other) == 0 else { return false }
        return one.st_dev == other.st_dev
    }

    private static func write(_ bytes: Data, to path: String, mode: mode_t, shownAs shown: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError("write", shown) }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, shownAs: shown)
        guard fchmod(descriptor, mode) == 0 else { throw FileError("write", shown) }
        guard synchronize(descriptor) else { throw FileError("write", shown) }
    }

    static func writeAll(_ bytes: Data, to descriptor: Int32, shownAs shown: String) throws {
        try bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Foundation.write(
                    descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written
                )
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw FileError("write", shown) }
                written += count
            }
        }
    }

    /// Asks the disk itself to have the bytes; on macOS `fsync` alone only hands them to the drive's cache.
    static func synchronize(_ descriptor: Int32) -> Bool {
        #if canImport(Darwin)
            if fcntl(descriptor, F_FULLFSYNC) == 0 { return true }
        #endif
        return fsync(descriptor) == 0
    }

    /// Makes a folder and those above it that are missing, each on disk for good before it is used.
    static func makeFolder(_ path: String, shownAs shown: String) throws(FileError) {
        if mkdir(path, 0o777) == 0 {
            try synchronizeFolder(folder(of: path), shownAs: shown)
            return
        }
        switch errno {
        case EEXIST:
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw FileError("make the folder", shown, code: ENOTDIR)
            }
        case ENOENT where path != "/":
            try makeFolder(folder(of: path), shownAs: shown)
            // Another run may have made it in between.
            guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw FileError("make the folder", shown) }
            try synchronizeFolder(folder(of: path), shownAs: shown)
        default: throw FileError("make the folder", shown)
        }
    }

    static func synchronizeFolder(_ path: String, shownAs shown: String) throws(FileError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("write", shown) }
        defer { close(descriptor) }
        // Some file systems have no fsync for folders; the rename itself was done.
        guard synchronize(descriptor) || errno == EINVAL || errno == ENOTSUP else { throw FileError("write", shown) }
    }
}
