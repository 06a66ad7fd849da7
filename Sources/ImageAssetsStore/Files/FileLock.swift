import ImageAssetsSystem

/// An advisory lock on a file of its own. It is gone when its process is, however that ended.
final class FileLock: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Takes the lock if nobody holds it; nil when somebody does.
    static func ifFree(_ name: String, in directory: Directory) throws(FileError) -> FileLock? {
        do {
            return try FileLock(name, in: directory, LOCK_EX | LOCK_NB)
        } catch {
            if error.code == EWOULDBLOCK { return nil }
            throw error
        }
    }

    /// Whether nobody holds it, by a shared lock that is let go at once: of two who only look, neither is seen.
    ///
    /// - Throws: `FileError` with `ENOENT` where there is no such file.
    static func isFree(_ name: String, in directory: Directory) throws(FileError) -> Bool {
        let (descriptor, _) = try directory.openFile(name)
        defer { close(descriptor) }
        while flock(descriptor, LOCK_SH | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            guard errno == EINTR else { throw FileError("lock", directory.shown(name)) }
        }
        return true
    }

    /// Waits for the lock. Only for locks that are held for an instant: whoever holds one longer than `patience` is
    /// given up on, as this wait keeps Ctrl-C from being looked at.
    static func waiting(
        for name: String, in directory: Directory, patience: Duration = .seconds(20)
    ) throws(FileError) -> FileLock {
        let deadline = ContinuousClock.now + patience
        while true {
            if let lock = try ifFree(name, in: directory) { return lock }
            guard ContinuousClock.now < deadline else {
                throw FileError("lock", directory.shown(name), code: EWOULDBLOCK)
            }
            usleep(10_000)
        }
    }

    private convenience init(_ name: String, in directory: Directory, _ operation: Int32) throws(FileError) {
        // Owned at once, so that it is closed also where the lock is not to be had.
        self.init(try directory.openForWriting(name))
        while flock(descriptor, operation) != 0 {
            guard errno == EINTR else { throw FileError("lock", directory.shown(name)) }
        }
    }

    /// Replaces what the file says, for those who find it locked.
    func describe(_ text: String) {
        guard ftruncate(descriptor, 0) == 0 else { return }
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    deinit { close(descriptor) }
}

extension Directory {
    /// Takes the lock of the directory itself, which leaves no file behind and is gone with this value; false when
    /// somebody holds it.
    ///
    /// Network file systems that lock no directory are no reason to do without the work.
    func lockIfFree() -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno != EINTR { return errno != EWOULDBLOCK }
        }
        return true
    }
}
