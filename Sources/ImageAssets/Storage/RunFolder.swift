import Foundation

/// One run's own corner of the store: its unfinished files, and a lock by which others see that it is alive.
package final class RunFolder: Sendable {
    package let id: String
    /// Absolute.
    package let path: String
    private let lock: FileLock

    /// Makes the folder of a new run.
    package init(in store: AssetStore) throws {
        id = UUID().uuidString.lowercased()
        path = Self.folder(in: store) + "/" + id
        try store.makeFolder(Self.folder(in: store))
        let birth = try Self.birthLock(in: store)
        defer { withExtendedLifetime(birth) {} }
        try store.makeFolder(path)
        let shown = AssetStore.folderName + "/runs"
        guard let lock = try FileLock(tryingAt: path + "/lock", shownAs: shown) else {
            throw FileError("lock", shown, code: EWOULDBLOCK)
        }
        self.lock = lock
    }

    /// Removes the folder when the run is over.
    package func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    package var writer: AtomicFile { AtomicFile(temporaryFolder: path, runID: id) }

    /// Held while a run makes its folder and locks it, and while others look who is alive: in between it would look dead.
    private static func birthLock(in store: AssetStore) throws(FileError) -> FileLock {
        try FileLock(waitingAt: store.path + "/runs.lock", shownAs: AssetStore.folderName + "/runs")
    }

    /// Those of these runs that still live: somebody holds their lock.
    package static func alive(among ids: Set<String>, in store: AssetStore) throws -> Set<String> {
        let birth = try birthLock(in: store)
        defer { withExtendedLifetime(birth) {} }
        return ids.filter { isAlive($0, in: store) }
    }

    /// Another run is at work in the package, whichever its manifest is.
    package struct OtherRun: Error, Sendable, CustomStringConvertible {
        package let description = "another run is at work in this package; try again when it has ended"
    }

    /// Does `work` while no run but the one with this id lives, and none can begin.
    static func alone<Outcome>(_ id: String, in store: AssetStore, _ work: () throws -> Outcome) throws -> Outcome {
        let birth = try birthLock(in: store)
        defer { withExtendedLifetime(birth) {} }
        let runs = (try? FileManager.default.contentsOfDirectory(atPath: folder(in: store))) ?? []
        guard !runs.contains(where: { $0 != id && isAlive($0, in: store) }) else { throw OtherRun() }
        return try work()
    }

    private static func isAlive(_ id: String, in store: AssetStore) -> Bool {
        let lock = folder(in: store) + "/" + id + "/lock"
        guard access(lock, F_OK) == 0 else { return false }
        do {
            return try FileLock(tryingAt: lock, shownAs: id) == nil
        } catch {
            return true
        }
    }

    /// Removes what dead runs left unfinished: their folders, and their temporary files in `folders` beside assets.
    package static func removeDead(in store: AssetStore, besideAssetsIn folders: Set<String>) throws {
        let birth = try birthLock(in: store)
        defer { withExtendedLifetime(birth) {} }
        let files = FileManager.default
        for id in (try? files.contentsOfDirectory(atPath: folder(in: store))) ?? [] where !isAlive(id, in: store) {
            try? files.removeItem(atPath: folder(in: store) + "/" + id)
        }
        for folder in folders {
            for name in (try? files.contentsOfDirectory(atPath: folder)) ?? []
            where name.hasPrefix(AtomicFile.namePrefix) && name.hasSuffix(".tmp") {
                let owner = String(name.dropFirst(AtomicFile.namePrefix.count).prefix(36))
                if !isAlive(owner, in: store) { unlink(folder + "/" + name) }
            }
        }
    }

    private static func folder(in store: AssetStore) -> String { store.path + "/runs" }
}
