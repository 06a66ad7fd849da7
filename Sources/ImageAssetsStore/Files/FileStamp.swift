import ImageAssetsSystem

/// What the file system tells of a file without reading it. While it stays the same, so do the bytes, unless they were
/// changed again in the very instant that it names: so it is trusted only when it is clearly older than the look at
/// them.
package struct FileStamp: Sendable, BitwiseCopyable, Hashable {
    let device: UInt64
    let inode: UInt64
    /// Kind and permissions.
    let mode: UInt64
    let byteCount: Int64
    /// Nanoseconds since 1970.
    let modified: Int64
    /// Of the file's description; unlike the time of modification nobody can set it back.
    let changed: Int64

    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(status.st_ino)
        mode = UInt64(status.st_mode)
        byteCount = Int64(status.st_size)
        #if canImport(Darwin)
            let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        self.modified = Self.nanoseconds(modified)
        self.changed = Self.nanoseconds(changed)
    }

    /// Whether a change after `moment` would show. Two seconds are what the coarsest file systems tell apart.
    func isClearlyOlder(than moment: Int64) -> Bool { max(modified, changed) <= moment - 2_000_000_000 }

    package static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return nanoseconds(time)
    }

    static func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) }
}
