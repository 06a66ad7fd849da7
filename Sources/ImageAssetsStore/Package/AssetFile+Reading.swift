import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

extension AssetFile {
    /// Looks at the file that is at `path` now.
    package init(at path: PackagePath, in folder: PackageFolder) {
        self = Self.look(at: path, in: folder).file
    }

    /// What is at `path` now, and the stamp that a file there had before it was read.
    package static func look(at path: PackagePath, in folder: PackageFolder) -> (file: AssetFile, stamp: FileStamp?) {
        do throws(PackageFolderError) {
            return try folder.stamped(path, upTo: Bounds.pictureBytes, read) as (AssetFile, FileStamp)
        } catch {
            return (error.fault == .absent ? .absent : .obstacle(error.fault), nil)
        }
    }

    private static func read(_ descriptor: Int32, byteCount: Int, limit: Int) -> AssetFile? {
        guard byteCount < LFSPointer.maximumByteCount else {
            return FileBytes.digest(descriptor, byteCount: byteCount, upTo: limit).map {
                .file($0.digest, byteCount: $0.byteCount)
            }
        }
        guard let bytes = FileBytes.read(descriptor, byteCount: byteCount, upTo: limit) else { return nil }
        if let pointer = LFSPointer(bytes) { return .pointer(pointer.sha256, byteCount: bytes.count) }
        return .file(SHA256Digest(of: bytes), byteCount: bytes.count)
    }
}
