import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// The bytes of a picture, and the file that they were read from where there is one.
struct PictureSourceBytes {
    let bytes: Data
    let digest: SHA256Digest
    let type: ReferenceType
    /// A copy of it can share its blocks.
    let file: OpenFile?

    init(_ origin: PictureOrigin, in workspace: Workspace) throws(PictureFault) {
        switch origin {
        case .file(let path):
            do throws(PackageFolderError) {
                file = try workspace.folder.openFile(path)
            } catch {
                throw .unreadable(error.fault)
            }
            guard let read = try Self.read(file) else { throw .unreadable(nil) }
            (bytes, digest) = (read, SHA256Digest(of: read))
        case .object(let wanted):
            file = workspace.store.openObject(wanted)
            guard let read = try Self.read(file), SHA256Digest(of: read) == wanted else {
                throw .notStored
            }
            (bytes, digest) = (read, wanted)
        case .bytes(let given, let known):
            file = nil
            (bytes, digest) = (given, known)
        }
        guard let type = ReferenceType(start: bytes) else { throw .otherKind(FileKind(bytes)) }
        self.type = type
    }

    private static func read(_ file: OpenFile?) throws(PictureFault) -> Data? {
        do throws(FileSizeFault) {
            return try file?.read(upTo: Bounds.pictureBytes)
        } catch {
            throw .unreadable(.tooLarge(error))
        }
    }
}
