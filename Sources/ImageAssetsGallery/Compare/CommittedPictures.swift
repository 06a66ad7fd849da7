import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// The pictures of a revision, each handed out with its bytes once: whoever asks again gets the digest by which the
/// gallery knows it by then.
///
/// A commit may be a stranger's, and name one large file as often as it likes.
final class CommittedPictures {
    private let revision: GitRevision
    /// By the ids of Git's objects, without bytes.
    private var seen: [String: Found] = [:]
    private var handedOut: [SHA256Digest: Picture] = [:]

    init(of revision: GitRevision) {
        self.revision = revision
    }

    /// What a file of the commit holds.
    struct Found {
        /// Of a pointer that which it stands for.
        let digest: SHA256Digest
        let pointer: LFSPointer?
        fileprivate let file: GitRevision.File
        fileprivate var bytes: Data?
    }

    struct Picture {
        var origin: Result<PictureOrigin, PictureFault>
        /// Nil where it is no picture.
        let size: PixelSize?
        let byteCount: Int
    }

    func find(_ file: GitRevision.File) throws(GitRevisionError) -> Found {
        if let found = seen[file.object] { return found }
        let found: Found
        switch try revision.content(of: file) {
        case .bytes(let bytes): found = Found(digest: SHA256Digest(of: bytes), pointer: nil, file: file, bytes: bytes)
        case .pointer(let pointer): found = Found(digest: pointer.sha256, pointer: pointer, file: file)
        }
        seen[file.object] = Found(digest: found.digest, pointer: found.pointer, file: file)
        return found
    }

    /// Bytes that are no picture are not handed out: no page shows them.
    func picture(_ found: Found, at path: PackagePath) throws(GitRevisionError) -> Picture {
        if let known = handedOut[found.digest] { return known }
        let bytes = try read(found, path)
        let picture: Picture
        if let type = ReferenceType(start: bytes) {
            picture = Picture(
                origin: .success(.bytes(bytes, found.digest)), size: type.size(in: bytes), byteCount: bytes.count)
        } else {
            picture = Picture(
                origin: .failure(.otherKindThen(path, FileKind(bytes))), size: nil, byteCount: bytes.count)
        }
        handedOut[found.digest] = picture
        handedOut[found.digest]?.origin = picture.origin.map(\.withoutBytes)
        return picture
    }

    private func read(_ found: Found, _ path: PackagePath) throws(GitRevisionError) -> Data {
        if let bytes = found.bytes { return bytes }
        if let pointer = found.pointer { return try revision.bytes(of: pointer, path) }
        guard case .bytes(let bytes) = try revision.content(of: found.file) else {
            throw .lacks(path, revision: revision.name, isPartial: false)
        }
        return bytes
    }
}
