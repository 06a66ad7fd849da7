import Foundation

/// The folders of the store. None is reached through a symbolic link, so that nothing a stranger committed leads out of it.
extension AssetStore {
    /// The store itself; nil when there is none.
    func folder() throws(FileError) -> Directory? { try root.directoryIfPresent(Self.folderName) }

    /// A folder of the store, given as its parts; nil when it or one above it is absent.
    func folder(_ parts: [String]) throws(FileError) -> Directory? {
        var folder = try folder()
        for part in parts {
            guard let outer = folder else { return nil }
            folder = try outer.directoryIfPresent(part)
        }
        return folder
    }

    /// A folder of the store, made where it is missing.
    func makeFolder(_ parts: [String] = []) throws(FileError) -> Directory {
        var folder = try root.makeDirectory(Self.folderName)
        for part in parts { folder = try folder.makeDirectory(part) }
        return folder
    }

    static func objectParts(_ digest: SHA256Digest) -> [String] { ["objects", String(digest.hex.prefix(2))] }

    static func resultParts(_ fingerprint: Fingerprint) -> [String] {
        ["results", String(fingerprint.digest.hex.prefix(2)), fingerprint.description]
    }

    /// Bytes that are free on its disk; nil when nobody knows.
    var room: Int? {
        var status = statvfs()
        guard let folder = try? folder(), fstatvfs(folder.descriptor, &status) == 0 else { return nil }
        let (room, isTooMuch) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return isTooMuch ? Int.max : Int(clamping: room)
    }

    // MARK: Making it

    /// Makes the folder, and makes it invisible to git.
    package func prepare() throws(FileError) {
        let folder = try makeFolder()
        guard folder.status(of: Self.ignoreFile) == nil else { return }
        let unfinished = Self.ignoreFile + ".tmp"
        try folder.remove(unfinished)
        do {
            try folder.create(unfinished, Data("*\n".utf8))
            try folder.rename(unfinished, to: Self.ignoreFile)
        } catch {
            // Another run was quicker.
            guard folder.isFile(Self.ignoreFile) else { throw error }
        }
    }

    private static let ignoreFile = ".gitignore"
}
