import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// The bytes of free sources, so that a run which brings back thousands of pictures holds a few of them.
///
/// Files are read before anything is written, as images may swap their places. Of those no more are held than fit a
/// window: the others wait in the store, which gets what a run replaces or moves anyway. What lies in the store or in
/// Git nobody writes over: it is read when its image comes.
struct SourceBytes {
    /// Bytes of files that are held at once.
    static let window = 64 << 20

    private enum Early {
        case held(Data)
        /// In the store, where another digest than the source's is that of a pointer to it.
        case stored(SHA256Digest)
        case failed(ImageFailure)
    }

    private let workspace: Workspace
    private let git: GitCopies
    private var early: [ImageName: Early] = [:]
    /// Bytes that are in memory now.
    private(set) var held = 0

    init(
        of sources: [(name: ImageName, source: FreeSource)], in workspace: Workspace, writer: AtomicFile,
        window: Int = Self.window
    ) {
        self.workspace = workspace
        git = GitCopies(of: workspace.folder)
        for (name, source) in sources {
            guard case .file(let path) = source.place else { continue }
            do throws(ImageFailure) {
                early[name] = keep(try read(source, at: path), window, writer)
            } catch {
                early[name] = .failed(error)
            }
        }
    }

    /// Where the disk is full, memory has to do.
    private mutating func keep(_ bytes: Data, _ window: Int, _ writer: AtomicFile) -> Early {
        if held + bytes.count > window, let digest = try? workspace.store.keep(bytes, writer: writer) {
            return .stored(digest)
        }
        held += bytes.count
        return .held(bytes)
    }

    /// Hands out the bytes of an image's source, once.
    mutating func take(_ source: FreeSource, for name: ImageName) throws(ImageFailure) -> Data {
        switch early.removeValue(forKey: name) {
        case .held(let bytes)?:
            held -= bytes.count
            return bytes
        case .stored(let digest)?: return try stored(digest)
        case .failed(let failure)?: throw failure
        case nil: break
        }
        switch source.place {
        case .git(let copy):
            guard let bytes = git.bytes(of: copy), source.holds(bytes) else {
                throw ImageFailure(.io, .lostObject(copy.object))
            }
            return bytes
        case .store: return try stored(source.digest)
        case .file(let path): return try read(source, at: path)
        }
    }

    private func stored(_ digest: SHA256Digest) throws(ImageFailure) -> Data {
        guard let bytes = workspace.store.object(digest) else { throw ImageFailure(.io, .lostBytes(digest)) }
        return bytes
    }

    private func read(_ source: FreeSource, at path: PackagePath) throws(ImageFailure) -> Data {
        let bytes: Data
        do {
            bytes = try workspace.folder.read(path, upTo: Bounds.pictureBytes)
        } catch {
            throw ImageFailure(.io, .unreadableFile(error))
        }
        guard source.holds(bytes) else { throw ImageFailure(.io, .changedFile(path)) }
        return bytes
    }
}

extension FreeSource {
    /// Whether these are its bytes, or a pointer to them where a pointer is what was found.
    fileprivate func holds(_ bytes: Data) -> Bool {
        let digest = pointerTo == nil ? SHA256Digest(of: bytes) : LFSPointer(bytes)?.sha256
        return digest == self.digest
    }
}
