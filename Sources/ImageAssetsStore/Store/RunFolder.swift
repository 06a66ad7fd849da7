import ImageAssetsSystem

/// One run's own corner of the store: its unfinished files, and a lock by which others see that it is alive.
///
/// Such a folder is known by its form: it is named by a UUID and holds its lock. Whatever else lies there is nobody's
/// to remove.
package final class RunFolder: Sendable {
    package let id: String
    private let folder: Directory
    private let runs: Directory
    private let lock: FileLock

    /// Makes the folder of a new run.
    package init(in store: AssetStore) throws(FileError) {
        id = UUID().uuidString.lowercased()
        runs = try store.makeFolder([Self.name])
        let birth = try Self.birthLock(in: store)
        defer { withExtendedLifetime(birth) {} }
        folder = try runs.makeDirectory(id)
        guard let lock = try FileLock.ifFree(Self.lockName, in: folder) else {
            throw FileError("lock", folder.shown(Self.lockName), code: EWOULDBLOCK)
        }
        self.lock = lock
    }

    /// Removes the folder when the run is over.
    package func remove() {
        Self.remove(id, in: runs)
    }

    package var writer: AtomicFile { AtomicFile(temporaryFolder: folder, runID: id) }

    private static let name = "runs"
    private static let lockName = "lock"

    /// Held while a run makes its folder and locks it, and while others look who is alive: in between it would look
    /// dead.
    private static func birthLock(in store: AssetStore) throws(FileError) -> FileLock {
        try FileLock.waiting(for: AssetStore.runsLock, in: store.makeFolder())
    }

    /// Those of these runs that still live: somebody holds their lock.
    package static func alive(among ids: Set<String>, in store: AssetStore) throws -> Set<String> {
        let birth = try birthLock(in: store)
        defer { withExtendedLifetime(birth) {} }
        guard let runs = try store.folder([name]) else { return [] }
        return ids.filter { state(of: $0, in: runs) == .alive }
    }

    /// Another run is at work in the package, whichever its manifest is.
    package struct OtherRun: Error, Sendable, CustomStringConvertible {
        package let description = "another run is at work in this package; try again when it has ended"
    }

    /// Does `work` while no run but the one with this id lives, and none can begin.
    package static func alone<Outcome>(_ id: String, in store: AssetStore, _ work: () throws -> Outcome) throws
        -> Outcome
    {
        let birth = try birthLock(in: store)
        defer { withExtendedLifetime(birth) {} }
        if let runs = try store.folder([name]) {
            guard !runs.names().contains(where: { $0 != id && state(of: $0, in: runs) == .alive }) else {
                throw OtherRun()
            }
        }
        return try work()
    }

    private enum State {
        case alive, dead
        /// Not made by a run: its name is no UUID, or it holds something but no lock.
        case foreign
    }

    private static func state(of id: String, in runs: Directory) -> State {
        guard AtomicFile.isUUID(id), let folder = try? runs.directory(id) else { return .foreign }
        guard folder.isFile(lockName) else { return folder.names().isEmpty ? .dead : .foreign }
        do {
            return try FileLock.ifFree(lockName, in: folder) == nil ? .alive : .dead
        } catch {
            return .alive
        }
    }

    /// Removes what a run may leave in its folder, and the folder where nothing else is in it.
    private static func remove(_ id: String, in runs: Directory) {
        guard let folder = try? runs.directory(id) else { return }
        for name in folder.names() where AtomicFile.isUnfinished(name) && folder.isFile(name) {
            try? folder.remove(name)
        }
        // The lock goes last: a folder without it is taken for nobody's.
        guard folder.names().allSatisfy({ $0 == lockName }) else { return }
        if folder.isFile(lockName) { try? folder.remove(lockName) }
        runs.removeDirectory(id)
    }

    /// Removes what dead runs left unfinished: their folders, and their temporary files in `folders` beside assets.
    package static func removeDead(in store: AssetStore, besideAssetsIn folders: [Directory]) throws {
        let birth = try birthLock(in: store)
        defer { withExtendedLifetime(birth) {} }
        let runs = try store.makeFolder([name])
        for id in runs.names() where state(of: id, in: runs) == .dead { remove(id, in: runs) }
        for folder in folders {
            for name in folder.names() where folder.isFile(name) {
                guard let owner = AtomicFile.owner(ofUnfinished: name), state(of: owner, in: runs) != .alive else {
                    continue
                }
                try? folder.remove(name)
            }
        }
    }
}
