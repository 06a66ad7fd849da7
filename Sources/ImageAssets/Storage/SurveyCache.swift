import Foundation

extension Workspace {
    /// How many images there are, when the last look found all of them up to date with nothing to say about anything, and
    /// every file and folder that it looked at is still the same. Nil: it takes another look.
    package var imagesKnownUpToDate: Int? {
        guard let (bytes, written) = store.cache(named: cacheName) else { return nil }
        return StatCache.settledImages(bytes, key: cacheKey, written: written, root: folder.root + "/.")
    }

    /// The files, with what the last look learned of them.
    func seenFiles() -> SeenFiles {
        let cache = store.cache(named: cacheName).flatMap { StatCache($0.bytes, key: cacheKey, written: $0.written) }
        return SeenFiles(folder: folder, hashed: cache?.entries ?? [:])
    }

    /// Leaves what was seen to the next look, where there is a store to keep it; that it cannot be kept is no failure.
    ///
    /// - Parameters:
    ///   - start: when the look began. What changed since, or shortly before, may have changed again unseen: it is left out.
    ///   - settledImages: how many images there are, when all are up to date and there is nothing else to say.
    func remember(_ files: SeenFiles, since start: Int64, settledImages: Int?) {
        var writer = StatCache.Writer(key: cacheKey, count: files.order.count)
        // What is not there cannot be watched: a lockfile that comes later has to be read.
        var isComplete = files.looks[lockfile] != nil
        var folders: Set<PackagePath?> = [nil]
        for path in files.order {
            guard let entry = files.looks[path] else { continue }
            if entry.stamp.isClearlyOlder(than: start) { writer.add(entry, at: path.text) } else { isComplete = false }
            // Behind a symbolic link there are more files to watch than those that are named.
            isComplete = isComplete && folder.stampWithoutFollowing(path) == entry.stamp
            var parent = path.parent
            while let one = parent, folders.insert(one).inserted { parent = one.parent }
        }
        for path in folders.sorted(by: { ($0?.text ?? "") < ($1?.text ?? "") }) {
            guard let stamp = folder.stampWithoutFollowing(path), stamp.isFolder else {
                isComplete = false
                continue
            }
            writer.add(StatCache.Entry(stamp: stamp, digest: nil), at: path?.text ?? ".")
        }
        store.keepCache(writer.finish(settledImages: isComplete ? settledImages : nil), named: cacheName)
    }

    private var cacheName: String { SHA256Digest(of: Data(manifest.text.utf8)).short }

    /// A cache of another manifest, or of a tool that may judge otherwise, is none.
    private var cacheKey: SHA256Digest { SHA256Digest(of: Data("\(ToolVersion.build) \(manifest)".utf8)) }
}

extension AssetStore {
    /// A file of the cache, and when it was written by the file system's own clock.
    fileprivate func cache(named name: String) -> (bytes: Data, written: Int64)? {
        let descriptor = open(cacheFolder + "/" + name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, FileStamp(status).isFile,
            let bytes = FileBytes.read(descriptor, byteCount: Int(status.st_size))
        else { return nil }
        return (bytes, FileStamp(status).modified)
    }

    /// Replaces a file of the cache, unless it is the same already or there is no store. It is not forced to the disk, and
    /// two that write at once may spoil it: its reader checks it.
    fileprivate func keepCache(_ bytes: Data, named name: String) {
        var status = stat()
        guard lstat(path, &status) == 0, FileStamp(status).isFolder, cache(named: name)?.bytes != bytes else { return }
        mkdir(cacheFolder, 0o777)
        guard lstat(cacheFolder, &status) == 0, FileStamp(status).isFolder else { return }
        let temporary = cacheFolder + "/" + name + ".tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666)
        guard descriptor >= 0 else { return }
        let isWritten = (try? AtomicFile.writeAll(bytes, to: descriptor, shownAs: name)) != nil
        close(descriptor)
        if !isWritten || rename(temporary, cacheFolder + "/" + name) != 0 { unlink(temporary) }
    }

    private var cacheFolder: String { path + "/cache" }
}
