import ImageAssetsRecords
import ImageAssetsSystem

extension AssetStore {
    /// How much lies in the store, counted file by file: none of it is kept in memory, however much a stranger
    /// committed, and no link is followed. Nil where there is no store.
    ///
    /// - Parameter most: files and folders after which it is not counted on.
    package func size(most: Int = 1_000_000) throws(FileError) -> StoreSize? {
        guard let folder = try folder() else { return nil }
        var size = StoreSize()
        count(folder, depth: 0, most, &size)
        return size
    }

    private func count(_ folder: Directory, depth: Int, _ most: Int, _ size: inout StoreSize) {
        // `results/ab/FINGERPRINT/RECORD.json`
        let isOfResults = depth == 3 && folder.shown.hasPrefix("\(StoreFolder.name)/results/")
        var results = 0
        folder.forEachName { name in
            size.entries += 1
            if size.entries > most { return false }
            guard let status = folder.status(of: name) else { return true }
            switch status.st_mode & S_IFMT {
            case S_IFREG:
                size.bytes = size.bytes.clampedSum(Int(status.st_size))
                size.files += 1
                if isOfResults, name.hasSuffix(".json") { results += 1 }
            case S_IFDIR:
                // A gallery's are the deepest.
                if depth < 12, let inner = try? folder.directory(name) { count(inner, depth: depth + 1, most, &size) }
            default: break
            }
            return true
        }
        size.results += results
        if results > 1 { size.candidates += results }
        size.isWhole = size.entries <= most
    }
}

extension Directory {
    /// Bytes that are free on its disk; nil when the system does not tell.
    package var room: Int? {
        var status = statvfs()
        guard fstatvfs(descriptor, &status) == 0 else { return nil }
        let (room, isTooMuch) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return isTooMuch ? Int.max : Int(clamping: room)
    }

    /// Why nothing can be made in it, as the system says; nil: something can. Nothing is written to find out, as that
    /// would leave a trace, and wait where a file system is frozen.
    package var obstacle: Obstacle? {
        if faccessat(descriptor, ".", W_OK | X_OK, AT_EACCESS) == 0 { return nil }
        return Obstacle(isForbidden: [EACCES, EPERM].contains(errno), reason: String(cString: strerror(errno)))
    }
}
