import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsRenditions
import ImageAssetsStore
import ImageAssetsSystem
import Synchronization

/// The pictures of a gallery: copies, thumbnails and maps of differences, each made once, on all cores.
///
/// In memory are at most one picture for each core, and its bytes; of a difference two. What an older gallery left in
/// the folder is used where it is, byte for byte, what would be written. Nothing is forced to the disk: all of it can
/// be made again.
package final class PictureShelf: Sendable {
    let workspace: Workspace
    let folder: Directory
    let limits: PNGLimits
    let cache: PictureCache
    /// Those that are in the gallery, or cannot be; nil while one is being made.
    private let made = Mutex<[SHA256Digest: Result<GalleryPicture, PictureFault>?]>([:])

    private let firstFailure = Mutex<FileError?>(nil)

    /// Why the gallery's own folder took a file no more, which is no picture's fault: such a gallery is not whole.
    var failure: FileError? { firstFailure.withLock { $0 } }

    /// - Parameter folder: the gallery's own.
    package init(in folder: Directory, of workspace: Workspace, limits: PNGLimits) {
        self.folder = folder
        self.workspace = workspace
        self.limits = limits
        cache = PictureCache(
            in: workspace.store, version: "\(ShownPicture.thumbnailVersion) \(PictureDifference.version)")
    }

    /// Each of them in the gallery, in the order in which they were asked for.
    package func pictures(_ origins: [PictureOrigin]) async -> [Result<GalleryPicture, PictureFault>] {
        let different = Array(Set(origins))
        let digests = await different.mapOnAllCores { self.shelve($0) }
        let found = Dictionary(uniqueKeysWithValues: zip(different, digests))
        let known = made.withLock { $0 }
        return origins.map { origin in
            // One that another origin has the very bytes of was made for that one.
            (found[origin] ?? .failure(.interrupted)).flatMap { digest in
                (known[digest] ?? nil) ?? .failure(.interrupted)
            }
        }
    }

    /// Puts a picture in the gallery unless one of the same bytes is there or on its way.
    private func shelve(_ origin: PictureOrigin) -> Result<SHA256Digest, PictureFault> {
        Result { () throws(PictureFault) in
            let source = try PictureSourceBytes(origin, in: workspace)
            let isNew = made.withLock { made in
                if made[source.digest] != nil { return false }
                made[source.digest] = .some(nil)
                return true
            }
            if isNew {
                let result = Result { () throws(PictureFault) in try put(source) }
                made.withLock { $0[source.digest] = .some(result) }
            }
            return source.digest
        }
    }

    /// What differs between pictures that are in the gallery.
    func differences(
        _ pairs: [(before: GalleryPicture, after: GalleryPicture)]
    ) async -> [Result<GalleryDifference, PictureFault>] {
        let asked = pairs.map { PicturePair(before: $0.before, after: $0.after) }
        let different = Array(Set(asked))
        let results = await different.mapOnAllCores { pair in
            Result { () throws(PictureFault) in try self.put(pair) }
        }
        let found = Dictionary(uniqueKeysWithValues: zip(different, results))
        return asked.map { found[$0] ?? .failure(.interrupted) }
    }

    // MARK: Files of the gallery

    /// Leaves a file that is there as it should be.
    func write(
        _ bytes: Data, to name: String, in part: String, sharing file: OpenFile? = nil
    ) throws(PictureFault) -> String {
        do throws(FileError) {
            let own = try folder.makeDirectory(part)
            if own.byteCount(of: name) != bytes.count || (try? own.read(name, upTo: bytes.count)) != bytes {
                try own.put(name, bytes, sharing: file)
            }
            return "\(part)/\(name)"
        } catch {
            firstFailure.withLock { $0 = $0 ?? error }
            throw .unwritten("\(error)")
        }
    }
}
