import Foundation

/// An advisory lock on a file of its own. It is gone when its process is, however that ended.
package final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock if nobody holds it; nil when somebody does.
    package init?(tryingAt path: String, shownAs shown: String) throws(FileError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileError("lock", shown) }
        guard Self.lock(descriptor, LOCK_EX | LOCK_NB) else {
            let code = errno
            close(descriptor)
            guard code == EWOULDBLOCK else { throw FileError("lock", shown, code: code) }
            return nil
        }
        self.descriptor = descriptor
    }

    /// Waits for the lock. Only for locks that are held for an instant.
    package init(waitingAt path: String, shownAs shown: String) throws(FileError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileError("lock", shown) }
        guard Self.lock(descriptor, LOCK_EX) else {
            let code = errno
            close(descriptor)
            throw FileError("lock", shown, code: code)
        }
        self.descriptor = descriptor
    }

    private static func lock(_ descriptor: Int32, _ operation: Int32) -> Bool {
        while flock(descriptor, operation) != 0 {
            guard errno == EINTR else { return false }
        }
        return true
    }

    /// Replaces what the file says, for those who find it locked.
    package func describe(_ text: String) {
        guard ftruncate(descriptor, 0) == 0 else { return }
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    deinit { close(descriptor) }
}
