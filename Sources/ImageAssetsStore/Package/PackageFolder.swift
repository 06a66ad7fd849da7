import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

/// The package on disk: the only way from a `PackagePath` to a file.
///
/// Symbolic links may lead anywhere, and may do so tomorrow what they did not do today. So each access resolves them
/// again, goes on only when what they lead to is inside the package and below no folder whose name begins with a dot,
/// and opens that from the package's root on, a folder at a time, where no link is followed any more.
package struct PackageFolder: Sendable {
    /// Absolute, free of symbolic links, without a slash at its end. For the operating system, never for a message.
    package let root: String
    package let directory: Directory

    package init(_ path: String) throws(PackageFolderError) {
        var status = stat()
        guard let root = Self.realPath(path), stat(root, &status) == 0 else {
            throw PackageFolderError(path, Self.fault(errno))
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw PackageFolderError(path, .notAFolder) }
        do {
            directory = try Directory(trusting: root, shownAs: "")
        } catch {
            throw PackageFolderError(path, Self.fault(error.code))
        }
        self.root = root == "/" ? "" : root
    }

    /// Where the path would be if no part of it were a symbolic link.
    package func path(of path: PackagePath) -> String { root + "/" + path.text }

    /// Whether a path leads to a regular file of the package.
    package func isFile(_ path: PackagePath) -> Bool { stamp(of: path) != nil }

    /// The stamp of the regular file that a path leads to; nil when there is none, for whatever reason.
    func stamp(of path: PackagePath) -> FileStamp? {
        var status = stat()
        guard let target = try? existing(path), stat(target, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFREG ? FileStamp(status) : nil
    }

    /// The names of what a folder holds; none when it cannot be listed.
    package func names(in folder: PackagePath?) -> [String] {
        existingFolder(folder)?.names() ?? []
    }

    // MARK: Resolving links

    /// The real path of something that is there.
    func existing(_ path: PackagePath) throws(PackageFolderError) -> String {
        guard let target = Self.realPath(self.path(of: path)) else {
            let cause = errno
            var status = stat()
            let isThere = lstat(self.path(of: path), &status) == 0
            throw PackageFolderError(path, Self.fault(cause, ofLink: isThere ? status : nil))
        }
        guard isInside(target) else { throw PackageFolderError(path, .outside) }
        return target
    }

    /// The real path of the folder of `path`, of which only the first parts may exist.
    package func resolveFolder(_ folder: PackagePath?, of path: PackagePath) throws(PackageFolderError) -> String {
        guard let folder else { return root }
        var status = stat()
        if lstat(self.path(of: folder), &status) == 0 {
            guard let target = Self.realPath(self.path(of: folder)) else {
                throw PackageFolderError(path, Self.fault(errno, ofLink: status))
            }
            guard isInside(target) else { throw PackageFolderError(path, .outside) }
            guard stat(target, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw PackageFolderError(path, .belowAFile(folder))
            }
            return target
        }
        guard errno == ENOENT || errno == ENOTDIR else { throw PackageFolderError(path, Self.fault(errno)) }
        return try resolveFolder(folder.parent, of: path) + "/" + folder.lastPart
    }

    /// The real path of a file that is to be written, in a folder that is resolved already.
    ///
    /// A link may lead to a file of the same kind only: whoever writes an asset writes no Swift source.
    package func target(of path: PackagePath, in folder: String) throws(PackageFolderError) -> String {
        var target = folder + "/" + path.lastPart
        var status = stat()
        guard lstat(target, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return target }
            throw PackageFolderError(path, Self.fault(errno))
        }
        if status.st_mode & S_IFMT == S_IFLNK {
            target = try existing(path)
            guard Self.ending(of: target) == Self.ending(of: path.text) else {
                throw PackageFolderError(path, .otherKind(relative(target)))
            }
            guard stat(target, &status) == 0 else { throw PackageFolderError(path, Self.fault(errno)) }
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return target
        case S_IFDIR: throw PackageFolderError(path, .isAFolder)
        default: throw PackageFolderError(path, .notAFile)
        }
    }

    private static func ending(of path: String) -> String {
        let name = path.lastSlash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
        return name.utf8.lastIndex(of: UInt8(ascii: ".")).map { name[$0...].lowercased() } ?? ""
    }

    func isInside(_ target: String) -> Bool {
        let length = root.utf8.count
        return target.withCString { start in
            // After the root comes its end or a slash, and nowhere a part that begins with a dot.
            strncmp(start, root, length) == 0 && (start[length] == 0 || start[length] == CChar(UInt8(ascii: "/")))
                && strstr(start + length, "/.") == nil
        }
    }

    static func realPath(_ path: String) -> String? {
        guard let buffer = realpath(path, nil) else { return nil }
        defer { free(buffer) }
        return String(cString: buffer)
    }

    static func fault(_ code: Int32, ofLink status: stat? = nil) -> PackageFolderError.Fault {
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
