import ImageAssetsModel
import ImageAssetsSystem

/// The files of a directory.
extension Directory {
    /// Opens a regular file for reading.
    ///
    /// - Throws: `FileError` with `ENOENT` when nothing has the name, `ELOOP` when it is a symbolic link.
    func openFile(_ name: String) throws(FileError) -> (descriptor: Int32, status: stat) {
        try open(name, O_RDONLY, action: "read")
    }

    /// Opens a regular file for writing, which is made where nothing has the name. One that has another name too is
    /// refused: who put it there may have meant to have that other file written.
    func openForWriting(_ name: String, _ flags: Int32 = 0) throws(FileError) -> Int32 {
        let (descriptor, status) = try open(name, O_RDWR | O_CREAT | flags, action: "write")
        guard status.st_nlink <= 1 else {
            close(descriptor)
            throw FileError("write", shown(name), code: EMLINK)
        }
        return descriptor
    }

    private func open(_ name: String, _ flags: Int32, action: String) throws(FileError) -> (Int32, stat) {
        // Without O_NONBLOCK the opening of a pipe would wait for its other side.
        let descriptor = openat(self.descriptor, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw fault(action, name) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw FileError(action, shown(name), code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : ENXIO)
        }
        return (descriptor, status)
    }

    /// The bytes of a regular file; nil when nothing has the name.
    ///
    /// - Parameter limit: a larger one is not read, and that is an error.
    package func read(_ name: String, upTo limit: Int) throws(FileError) -> Data? {
        try readStamped(name, upTo: limit)?.bytes
    }

    /// The bytes of a regular file, and what the file system told of it before.
    func readStamped(
        _ name: String, upTo limit: Int
    ) throws(FileError) -> (bytes: Data, stamp: FileStamp)? {
        let (descriptor, status): (Int32, stat)
        do {
            (descriptor, status) = try openFile(name)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
        defer { close(descriptor) }
        guard let bytes = FileBytes.read(descriptor, byteCount: Int(status.st_size), upTo: limit) else {
            if errno == EFBIG { throw FileError(shown(name), FileSizeFault(Int(status.st_size), over: limit)) }
            throw FileError("read", shown(name))
        }
        return (bytes, FileStamp(status))
    }

    /// Makes a file that was not there, with these bytes. It is not forced to the disk.
    package func create(_ name: String, _ bytes: Data, mode: mode_t = 0o666) throws(FileError) {
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw FileError("write", shown(name)) }
        defer { close(file) }
        try AtomicFile.writeAll(bytes, to: file, shownAs: shown(name))
    }

    /// Replaces a file at once, or makes it, by one writer at a time. It is not forced to the disk.
    func put(_ name: String, _ bytes: Data) throws(FileError) {
        let unfinished = name + ".tmp"
        try remove(unfinished)
        do throws(FileError) {
            try create(unfinished, bytes)
            guard renameat(descriptor, unfinished, descriptor, name) == 0 else { throw FileError("write", shown(name)) }
        } catch {
            try? remove(unfinished)
            throw error
        }
    }
}
