import Foundation

/// The package on disk: the only way from a `PackagePath` to a file.
///
/// Symbolic links may lead anywhere, and may do so tomorrow what they did not do today. So each access resolves them
/// again, and goes on only when what they lead to is inside the package and below no folder whose name begins with a dot.
package struct PackageFolder: Sendable {
    /// Absolute, free of symbolic links, without a slash at its end. For the operating system, never for a message.
    package let root: String

    package init(_ directory: String) throws(PackageFolderError) {
        var status = stat()
        guard let root = Self.realPath(directory), stat(root, &status) == 0 else {
            throw PackageFolderError(directory, Self.problem(errno))
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw PackageFolderError(directory, .notAFolder) }
        self.root = root == "/" ? "" : root
    }

    /// Where the path would be if no part of it were a symbolic link.
    package func path(of path: PackagePath) -> String { root + "/" + path.text }

    /// What the path leads to.
    package enum Kind: Sendable, Hashable {
        case absent
        case file(byteCount: Int)
        case directory
        /// A device, a socket, a pipe, a symbolic link to nothing, or what cannot be looked at.
        case other
        /// A symbolic link leads out of the package or below a hidden folder.
        case outside
    }

    package func kind(of path: PackagePath) -> Kind {
        var status = stat()
        guard lstat(self.path(of: path), &status) == 0 else {
            return errno == ENOENT || errno == ENOTDIR ? .absent : .other
        }
        do {
            guard stat(try existing(path), &status) == 0 else { return .other }
        } catch {
            return error.problem == .outside ? .outside : .other
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file(byteCount: Int(status.st_size))
        case S_IFDIR: return .directory
        default: return .other
        }
    }

    /// The bytes of a regular file.
    package func read(_ path: PackagePath) throws(PackageFolderError) -> Data {
        try stamped(path, FileBytes.read).result
    }

    /// What `read` makes of an open regular file and its length, and the stamp that the file had before.
    func stamped<Result>(
        _ path: PackagePath, _ read: (Int32, Int) -> Result?
    ) throws(PackageFolderError) -> (result: Result, stamp: FileStamp) {
        try withFile(path) { descriptor, status in
            read(descriptor, Int(status.st_size)).map { ($0, FileStamp(status)) }
        }
    }

    /// The stamp of the regular file that a path leads to; nil when there is none, for whatever reason.
    func stamp(of path: PackagePath) -> FileStamp? {
        var status = stat()
        guard let target = try? existing(path), stat(target, &status) == 0 else { return nil }
        let stamp = FileStamp(status)
        return stamp.isFile ? stamp : nil
    }

    /// The stamp of what is at a path itself, also where that is a symbolic link; nil path: the package's root.
    func stampWithoutFollowing(_ path: PackagePath?) -> FileStamp? {
        var status = stat()
        guard lstat(path.map { self.path(of: $0) } ?? root + "/.", &status) == 0 else { return nil }
        return FileStamp(status)
    }

    /// Of a regular file, which is not held in memory.
    package func digest(of path: PackagePath) throws(PackageFolderError) -> SHA256Digest {
        try stamped(path, FileBytes.digest).result.digest
    }

    /// At most `count` bytes from the start of a regular file, and how many it has in all.
    package func readStart(
        of path: PackagePath, count: Int
    ) throws(PackageFolderError) -> (start: Data, byteCount: Int) {
        try withFile(path) { descriptor, status in
            FileBytes.readStart(descriptor, count: count).map { ($0, Int(status.st_size)) }
        }
    }

    /// The names of what a folder holds; none when it cannot be listed.
    func names(in folder: PackagePath?) -> [String] {
        let directory = folder.map { path(of: $0) } ?? root
        guard let target = Self.realPath(directory), isInside(target) else { return [] }
        return (try? FileManager.default.contentsOfDirectory(atPath: target)) ?? []
    }

    private func withFile<Result>(
        _ path: PackagePath, _ read: (_ descriptor: Int32, _ status: stat) -> Result?
    ) throws(PackageFolderError) -> Result {
        let target = try existing(path)
        // Without O_NONBLOCK the opening of a pipe would wait for a writer.
        let descriptor = open(target, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw PackageFolderError(path, Self.problem(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw PackageFolderError(path, Self.problem(errno)) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw PackageFolderError(path, .isAFolder)
        default: throw PackageFolderError(path, .notAFile)
        }
        guard let result = read(descriptor, status) else {
            throw PackageFolderError(path, Self.problem(errno))
        }
        return result
    }

    /// Removes the PNG file at `path`; false when it is left alone, because it is not surely this file and no other's.
    ///
    /// A symbolic link on the way leads to something that has another name; so does another spelling on a file system that
    /// does not tell letter cases apart. And one of the `claimed` paths may be a link to this very file.
    package func remove(_ path: PackagePath, unless claimed: Set<PackagePath>) throws(FileError) -> Bool {
        guard isRemovable(path, unless: claimed) else { return false }
        guard unlink(self.path(of: path)) == 0 else { throw FileError("remove", path.text) }
        return true
    }

    /// Whether `remove` would.
    func isRemovable(_ path: PackagePath, unless claimed: Set<PackagePath>) -> Bool {
        let target = self.path(of: path)
        var status = stat()
        guard path.text.hasSuffix(".png"), Self.realPath(target) == target, stat(target, &status) == 0,
            status.st_mode & S_IFMT == S_IFREG
        else { return false }
        for other in claimed {
            var its = stat()
            guard stat(self.path(of: other), &its) != 0 || its.st_dev != status.st_dev || its.st_ino != status.st_ino
            else { return false }
        }
        return true
    }

    /// The absolute path of the real file behind `path`, there or not: a symbolic link is written through, so that it stays one.
    ///
    /// A rename onto this path has to follow at once, because the next moment a link may lead elsewhere.
    package func resolveForWriting(_ path: PackagePath) throws(PackageFolderError) -> String {
        try target(of: path, in: try resolveFolder(path.parent, of: path))
    }

    /// The real path of the folder of `path`, of which only the first parts may exist.
    func resolveFolder(_ folder: PackagePath?, of path: PackagePath) throws(PackageFolderError) -> String {
        guard let folder else { return root }
        var status = stat()
        if lstat(self.path(of: folder), &status) == 0 {
            guard let target = Self.realPath(self.path(of: folder)) else {
                throw PackageFolderError(path, Self.problem(errno, ofLink: status))
            }
            guard isInside(target) else { throw PackageFolderError(path, .outside) }
            guard stat(target, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw PackageFolderError(path, .belowAFile(folder))
            }
            return target
        }
        guard errno == ENOENT || errno == ENOTDIR else { throw PackageFolderError(path, Self.problem(errno)) }
        return try resolveFolder(folder.parent, of: path) + "/" + folder.lastPart
    }

    /// The real path of a file that is to be written, in a folder that is resolved already.
    func target(of path: PackagePath, in folder: String) throws(PackageFolderError) -> String {
        var target = folder + "/" + path.lastPart
        var status = stat()
        guard lstat(target, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return target }
            throw PackageFolderError(path, Self.problem(errno))
        }
        if status.st_mode & S_IFMT == S_IFLNK {
            target = try existing(path)
            guard stat(target, &status) == 0 else { throw PackageFolderError(path, Self.problem(errno)) }
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return target
        case S_IFDIR: throw PackageFolderError(path, .isAFolder)
        default: throw PackageFolderError(path, .notAFile)
        }
    }

    /// The real path of something that is there.
    private func existing(_ path: PackagePath) throws(PackageFolderError) -> String {
        guard let target = Self.realPath(self.path(of: path)) else {
            let cause = errno
            var status = stat()
            if lstat(self.path(of: path), &status) == 0 {
                throw PackageFolderError(path, Self.problem(cause, ofLink: status))
            }
            throw PackageFolderError(path, Self.problem(cause))
        }
        guard isInside(target) else { throw PackageFolderError(path, .outside) }
        return target
    }

    private func isInside(_ target: String) -> Bool {
        let length = root.utf8.count
        return target.withCString { start in
            // After the root comes its end or a slash, and nowhere a part that begins with a dot.
            strncmp(start, root, length) == 0 && (start[length] == 0 || start[length] == CChar(UInt8(ascii: "/")))
                && strstr(start + length, "/.") == nil
        }
    }

    private static func realPath(_ path: String) -> String? {
        guard let buffer = realpath(path, nil) else { return nil }
        defer { free(buffer) }
        return String(cString: buffer)
    }

    private static func problem(_ code: Int32, ofLink status: stat? = nil) -> PackageFolderError.Problem {
        let isLink = status.map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
        switch code {
        case ENOENT: return isLink ? .linkToNothing : .absent
        case ENOTDIR: return .absent
        case ELOOP: return .linkToNothing
        case EACCES, EPERM: return .forbidden
        default: return .system(String(cString: strerror(code)))
        }
    }
}
