import ImageAssetsModel
import ImageAssetsSystem

/// One run's own folder in the store: its unfinished files, and a lock that is held while the run lives.
///
/// A folder of `runs` is a run's when its name is a UUID and it holds the lock. Nothing else there is removed.
package final class RunFolder: Sendable {
    package let id: UniqueID
    private let folder: Directory
    private let runs: Directory
    private let lock: FileLock

    /// Makes the folder of a new run.
    package init(in store: AssetStore) throws(FileError) {
        id = UniqueID()
        runs = try store.makeFolder([Self.name])
        let register = try Self.register(of: store)
        defer { withExtendedLifetime(register) {} }
        folder = try runs.makeDirectory(id.description)
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

    /// The lock under which runs begin and are counted. A run that has made its folder and not locked it yet would be
    /// taken for a dead one.
    private static func register(of store: AssetStore) throws(FileError) -> FileLock {
        try FileLock.waiting(for: AssetStore.runsLock, in: store.makeFolder())
    }

    // MARK: Other runs

    /// Those of these runs that still live.
    package static func alive(among ids: Set<UniqueID>, in store: AssetStore) throws(FileError) -> Set<UniqueID> {
        let register = try register(of: store)
        defer { withExtendedLifetime(register) {} }
        guard let runs = try store.folder([name]) else { return [] }
        return ids.filter { state(of: $0, in: runs) == .alive }
    }

    /// Does `work` while no run but the one with this id lives, and none can begin.
    ///
    /// - Throws: `CommandFailure` when another run lives, and whatever `work` throws.
    package static func alone<Outcome>(
        _ id: UniqueID, in store: AssetStore, _ work: () async throws -> Outcome
    ) async throws -> Outcome {
        let register = try register(of: store)
        defer { withExtendedLifetime(register) {} }
        let runs = try store.folder([name])
        let others = runs.map { runs in all(in: runs).filter { $0 != id && state(of: $0, in: runs) == .alive } }
        guard others?.isEmpty != false else { throw CommandFailure.busyPackage }
        return try await work()
    }

    /// Removes what dead runs left unfinished: their folders, and their temporary files in `folders` beside assets.
    package static func removeDead(in store: AssetStore, besideAssetsIn folders: [Directory]) throws(FileError) {
        let register = try register(of: store)
        defer { withExtendedLifetime(register) {} }
        let runs = try store.makeFolder([name])
        for id in all(in: runs) where state(of: id, in: runs) == .dead { remove(id, in: runs) }
        for folder in folders {
            for name in folder.names() {
                guard let owner = AtomicFile.owner(ofUnfinished: name), folder.isFile(name),
                    state(of: owner, in: runs) != .alive
                else { continue }
                try? folder.remove(name)
            }
        }
    }

    private static func all(in runs: Directory) -> [UniqueID] { runs.names().compactMap { UniqueID($0) } }

    private enum State {
        case alive, dead
        /// There is no such folder, or something is in it but no lock: no run made it.
        case foreign
    }

    private static func state(of id: UniqueID, in runs: Directory) -> State {
        guard let folder = try? runs.directory(id.description) else { return .foreign }
        guard folder.isFile(lockName) else { return folder.names().isEmpty ? .dead : .foreign }
        // A lock that cannot be looked at may be held.
        return (try? FileLock.ifFree(lockName, in: folder)) == nil ? .alive : .dead
    }

    /// Removes what a run may leave in its folder, and the folder where nothing else is in it.
    private static func remove(_ id: UniqueID, in runs: Directory) {
        guard let folder = try? runs.directory(id.description) else { return }
        for name in folder.names() where AtomicFile.isUnfinished(name) && folder.isFile(name) {
            try? folder.remove(name)
        }
        // The lock goes last: without it, the folder is no longer known as a run's.
        guard folder.names().allSatisfy({ $0 == lockName }) else { return }
        if folder.isFile(lockName) { try? folder.remove(lockName) }
        runs.removeDirectory(id.description)
    }
}
