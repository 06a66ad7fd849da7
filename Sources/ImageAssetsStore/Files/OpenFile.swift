import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// A regular file that is open for reading: what is read and what is copied is one file, whatever takes its name
/// meanwhile.
package final class OpenFile: Sendable {
    fileprivate let descriptor: Int32
    private let stamp: FileStamp

    init(_ opened: (descriptor: Int32, status: stat)) {
        descriptor = opened.descriptor
        stamp = FileStamp(opened.status)
    }

    deinit { close(descriptor) }

    /// All of its bytes, from wherever it was read to: once. Nil when that fails.
    ///
    /// - Throws: when it has more bytes than `limit`.
    package func read(upTo limit: Int) throws(FileSizeFault) -> Data? {
        let bytes = FileBytes.read(descriptor, byteCount: Int(stamp.byteCount), upTo: limit)
        if bytes == nil && errno == EFBIG { throw FileSizeFault(Int(stamp.byteCount), over: limit) }
        return bytes
    }

    /// Whether nobody wrote to it since it was opened.
    fileprivate var isAsItWas: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && FileStamp(status) == stamp
    }
}

extension Directory {
    /// Replaces a file at once, or makes it, by bytes that were read of an open file: a copy that shares its blocks
    /// where the file system can, and never a second name of it. It is not forced to the disk.
    package func put(_ name: String, _ bytes: Data, sharing file: OpenFile?) throws(FileError) {
        let unfinished = ".\(UUID().uuidString).tmp"
        do throws(FileError) {
            if let file {
                if !clone(file, to: unfinished, byteCount: bytes.count) {
                    try? remove(unfinished)
                    try create(unfinished, bytes)
                }
            } else {
                try create(unfinished, bytes)
            }
            guard renameat(descriptor, unfinished, descriptor, name) == 0 else { throw FileError("write", shown(name)) }
        } catch {
            try? remove(unfinished)
            throw error
        }
    }

    /// Whether it may be what a `put` that was broken off has left. Nobody else calls a file like that.
    static func isUnfinished(_ name: String) -> Bool {
        name.hasPrefix(".") && AtomicFile.isUnfinished(String(name.dropFirst()))
    }

    /// False where the file system cannot, or where the file is not any more what was read of it.
    private func clone(_ file: OpenFile, to name: String, byteCount: Int) -> Bool {
        #if canImport(Darwin)
            guard fclonefileat(file.descriptor, descriptor, name, 0) == 0 else { return false }
        #else
            let copy = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
            guard copy >= 0 else { return false }
            defer { close(copy) }
            // FICLONE of linux/fs.h, a macro that Swift does not see.
            guard ioctl(copy, UInt(0x4004_9409), file.descriptor) == 0 else { return false }
        #endif
        return file.isAsItWas && status(of: name).map { Int($0.st_size) } == byteCount
    }
}

extension PackageFolder {
    /// Opens a regular file of the package.
    package func openFile(_ path: PackagePath) throws(PackageFolderError) -> OpenFile { OpenFile(try open(path)) }
}

extension AssetStore {
    /// Opens what lies where bytes with this digest belong; nil when nothing does, or nothing that can be read.
    package func openObject(_ digest: SHA256Digest) -> OpenFile? {
        (try? folder(StoreFolder.parts(ofObject: digest))?.openFile(digest.hex)).map(OpenFile.init)
    }
}
