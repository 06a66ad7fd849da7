import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// Lets one run at a time work on a manifest.
///
/// A file of its own is locked, not the lockfile, which is replaced by renaming. The lock dies with its process, so a
/// crash leaves none behind; what the file says is only for people who have to wait.
package final class RunLock: Sendable {
    private let lock: FileLock

    /// Takes the lock, waiting while somebody else has it.
    ///
    /// - Parameters:
    ///   - timeout: how long to wait; nil without limit.
    ///   - isInterrupted: ends the wait with a `CancellationError`.
    ///   - waiting: called once, with what is known of the run that is waited for.
    /// - Throws: `CommandFailure` when somebody has it longer than that, `CancellationError`, `FileError`.
    package init(
        for manifest: PackagePath, in store: AssetStore, timeout: Duration?, isInterrupted: @Sendable () async -> Bool,
        waiting: (LockHolder) -> Void
    ) async throws {
        let folder = try store.makeFolder(["locks"])
        let name = Self.fileName(of: manifest)
        let clock = ContinuousClock()
        let start = clock.now
        var isFirst = true
        while true {
            if let lock = try FileLock.ifFree(name, in: folder) {
                lock.describe(LockHolder.current.text)
                self.lock = lock
                return
            }
            let holder = LockHolder(reading: name, in: folder)
            if isFirst { waiting(holder) }
            isFirst = false
            if await isInterrupted() { throw CancellationError() }
            if let timeout, clock.now - start >= timeout { throw CommandFailure.busy(holder) }
            try await clock.sleep(for: min(.milliseconds(100), timeout ?? .milliseconds(100)))
        }
    }

    /// The run that works on a manifest; nil: none does. Nothing is waited for or made.
    package static func holder(for manifest: PackagePath, in store: AssetStore) throws(FileError) -> LockHolder? {
        guard let folder = try store.folder(["locks"]) else { return nil }
        let name = fileName(of: manifest)
        do throws(FileError) {
            if try FileLock.isFree(name, in: folder) { return nil }
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
        return LockHolder(reading: name, in: folder)
    }

    private static func fileName(of manifest: PackagePath) -> String {
        SHA256Digest(of: Data(manifest.text.utf8)).hex.prefix(16) + ".lock"
    }
}

extension CommandFailure {
    /// Another run is at work on the same manifest, longer than this one was to wait.
    fileprivate static func busy(_ holder: LockHolder) -> CommandFailure {
        CommandFailure(
            .failed, "\(holder) is still at work on this manifest; try again later, or with a longer --lock-timeout")
    }

    /// Another run is at work somewhere in the package, where nothing else may be.
    static let busyPackage = CommandFailure(
        .failed, "another run is at work in this package; try again when it has ended")
}

extension LockHolder {
    init(reading name: String, in folder: Directory) {
        let bytes = (try? folder.read(name, upTo: 4_096)) ?? Data()
        self.init(text: String(decoding: bytes.prefix(200), as: UTF8.self).plain)
    }

    static var current: LockHolder {
        let start = Date().formatted(.iso8601)
        let process = ProcessInfo.processInfo
        return LockHolder(text: "process \(process.processIdentifier) on \(host), since \(start)")
    }

    /// The name that the machine has for itself: what Foundation says may come from a name server, after half a
    /// minute.
    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        // The last byte stays zero also where the name does not fit.
        guard gethostname(&name, name.count - 1) == 0 else { return "this machine" }
        return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }
}
