import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

extension PackageFolder {
    /// The bytes of a regular file.
    ///
    /// - Parameter limit: a larger one is not read, and that is an error.
    package func read(_ path: PackagePath, upTo limit: Int) throws(PackageFolderError) -> Data {
        try stamped(path, upTo: limit, FileBytes.read).result
    }

    /// The same of a file of text.
    package func text(_ path: PackagePath) throws(PackageFolderError) -> SourceText {
        try stamped(path, upTo: Bounds.textBytes, FileBytes.readText).result
    }

    /// What `read` makes of an open regular file, its length and the limit, and the stamp that the file had before.
    ///
    /// - Parameter read: answers nil with `errno` set where it fails: `EFBIG` where there is more than `limit`.
    package func stamped<Result>(
        _ path: PackagePath, upTo limit: Int, _ read: (Int32, Int, Int) -> Result?
    ) throws(PackageFolderError) -> (result: Result, stamp: FileStamp) {
        let (descriptor, status) = try open(path)
        defer { close(descriptor) }
        guard let result = read(descriptor, Int(status.st_size), limit) else {
            let isTooLarge = errno == EFBIG
            throw PackageFolderError(
                path, isTooLarge ? .tooLarge(FileSizeFault(Int(status.st_size), over: limit)) : Self.fault(errno))
        }
        return (result, FileStamp(status))
    }

    /// Of a regular file, which is not held in memory.
    package func digest(of path: PackagePath, upTo limit: Int) throws(PackageFolderError) -> SHA256Digest {
        try stamped(path, upTo: limit, FileBytes.digest).result.digest
    }

    /// At most `count` bytes from the start of a regular file, and how many it has in all.
    package func readStart(
        of path: PackagePath, count: Int
    ) throws(PackageFolderError) -> (start: Data, byteCount: Int) {
        let (start, stamp) = try stamped(path, upTo: count) { descriptor, _, count in
            FileBytes.readStart(descriptor, count: count)
        }
        return (start, Int(stamp.byteCount))
    }

    func open(_ path: PackagePath) throws(PackageFolderError) -> (descriptor: Int32, status: stat) {
        // Nearly always the file lies where its path says, and there is no link to resolve.
        if let file = try? folderAsWritten(path.parent)?.openFile(path.lastPart) { return file }
        let (folder, name) = try openFolder(ofReal: try existing(path), of: path)
        do {
            return try folder.openFile(name)
        } catch {
            throw PackageFolderError(path, Self.fault(ofOpening: error))
        }
    }

    /// The folder of a path that is free of links, opened from the root on, and the name in it.
    ///
    /// A link that has been put there since the path was resolved is not followed.
    func openFolder(
        ofReal target: String, of path: PackagePath, makesFolders: Bool = false
    ) throws(PackageFolderError) -> (Directory, name: String) {
        var parts = target.utf8.dropFirst(root.utf8.count).split(separator: UInt8(ascii: "/")).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard let name = parts.popLast() else { throw PackageFolderError(path, .isAFolder) }
        var folder = directory
        do {
            for part in parts { folder = try makesFolders ? folder.makeDirectory(part) : folder.directory(part) }
        } catch {
            throw PackageFolderError(path, Self.fault(ofOpening: error))
        }
        return (folder, name)
    }

    private static func fault(ofOpening error: FileError) -> PackageFolderError.Fault {
        switch error.code {
        case EISDIR: .isAFolder
        case ENXIO: .notAFile
        case ELOOP: .changed
        default: fault(error.code)
        }
    }
}
