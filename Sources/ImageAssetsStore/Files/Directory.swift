import ImageAssetsSystem

/// An open directory, and the way to what lies in it: by name, below this very directory, never through a symbolic
/// link.
///
/// A path may lead elsewhere between two looks at it; a descriptor cannot. What others committed or put in place is
/// reached by nothing else.
package final class Directory: Sendable {
    let descriptor: Int32
    /// As it is shown to people: relative to the package root, empty for the root itself.
    let shown: String

    private init(_ descriptor: Int32, shownAs shown: String) {
        self.descriptor = descriptor
        self.shown = shown
    }

    deinit { close(descriptor) }

    /// Opens a path that somebody vouches for: links in it are followed.
    package convenience init(trusting path: String, shownAs shown: String) throws(FileError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("open", shown.isEmpty ? "the package's folder" : shown) }
        self.init(descriptor, shownAs: shown)
    }

    func shown(_ name: String) -> String { shown.isEmpty ? name : shown + "/" + name }

    /// The directory of this name; a link to one is refused.
    func directory(_ name: String) throws(FileError) -> Directory {
        let child = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard child >= 0 else { throw fault("open", name) }
        return Directory(child, shownAs: shown(name))
    }

    /// The directory of this name; nil when nothing has the name.
    package func directoryIfPresent(_ name: String) throws(FileError) -> Directory? {
        do {
            return try directory(name)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
    }

    /// The directory of this name, made where nothing has it, and then on disk for good before it is used.
    package func makeDirectory(_ name: String) throws(FileError) -> Directory {
        if let present = try directoryIfPresent(name) { return present }
        let isMade = mkdirat(descriptor, name, 0o777) == 0
        guard isMade || errno == EEXIST else { throw FileError("make the folder", shown(name)) }
        if isMade { try synchronize() }
        return try directory(name)
    }

    /// What has this name, itself and not what it may lead to; nil when nothing has it.
    func status(of name: String) -> stat? {
        var status = stat()
        return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
    }

    package func isFile(_ name: String) -> Bool { isOfKind(S_IFREG, name) }

    package func isFolder(_ name: String) -> Bool { isOfKind(S_IFDIR, name) }

    private func isOfKind(_ kind: mode_t, _ name: String) -> Bool {
        status(of: name).map { $0.st_mode & S_IFMT == kind } ?? false
    }

    /// Of a regular file; nil where none has the name.
    package func byteCount(of name: String) -> Int? {
        status(of: name).flatMap { $0.st_mode & S_IFMT == S_IFREG ? Int($0.st_size) : nil }
    }

    /// All names but those of the directory itself and the one above it; none when it cannot be listed.
    package func names() -> [String] {
        var names: [String] = []
        forEachName {
            names.append($0)
            return true
        }
        return names
    }

    /// Hands on the same names one by one, until it is enough.
    func forEachName(_ goesOn: (String) -> Bool) {
        // The list has a descriptor of its own, whose place in it is shared with no other list.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { return }
        guard let list = fdopendir(copy) else {
            close(copy)
            return
        }
        defer { closedir(list) }
        // An entry is as long as its name needs. Whoever takes the field as a value copies all 256 bytes that it may
        // have, and what is behind the list's memory with them.
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return }
        while let entry = readdir(list) {
            let name = String(cString: (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self))
            if name != ".", name != "..", !goesOn(name) { return }
        }
    }

    /// Removes a file; one that is gone already is no failure. A directory is none.
    func remove(_ name: String) throws(FileError) {
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else { throw FileError("remove", shown(name)) }
    }

    /// Removes a directory if it is empty.
    @discardableResult
    func removeDirectory(_ name: String) -> Bool { unlinkat(descriptor, name, AT_REMOVEDIR) == 0 }

    /// Asks the disk to have what was made, renamed or removed in it.
    func synchronize() throws(FileError) {
        // Some file systems have no fsync for folders; the rename itself was done.
        guard AtomicFile.synchronize(descriptor) || errno == EINVAL || errno == ENOTSUP else {
            throw FileError("write", shown)
        }
    }

    var device: UInt64? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? UInt64(truncatingIfNeeded: status.st_dev) : nil
    }

    /// What went wrong with a name. That it is a link, systems say in several ways.
    func fault(_ action: String, _ name: String) -> FileError {
        let code = errno
        if code != ENOENT, let status = status(of: name), status.st_mode & S_IFMT == S_IFLNK {
            return FileError(action, shown(name), code: ELOOP)
        }
        return FileError(action, shown(name), code: code)
    }
}
