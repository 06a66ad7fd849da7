import ImageAssetsModel
import ImageAssetsSystem

extension Workspace {
    /// How many images there are, when the last look found all of them up to date with nothing to say about anything,
    /// and every file and folder that it looked at is still the same. Nil: it takes another look.
    package var imagesKnownUpToDate: Int? {
        guard let (bytes, written) = store.cache(named: cacheName) else { return nil }
        return StatCache.settledImages(
            bytes, key: cacheKey, written: written, in: folder.directory, naming: [manifest, lockfile])
    }

    /// The files, with what the last look learned of them.
    package func seenFiles() -> SeenFiles {
        let cache = store.cache(named: cacheName).flatMap { StatCache($0.bytes, key: cacheKey, written: $0.written) }
        return SeenFiles(folder: folder, hashed: cache?.entries ?? [:])
    }

    /// Leaves what was seen to the next look, where there is a store to keep it; that it cannot be kept is no failure.
    ///
    /// - Parameters:
    ///   - start: when the look began. What changed since, or shortly before, may have changed again unseen: it is left
    ///     out.
    ///   - settledImages: how many images there are, when all are up to date and there is nothing else to say.
    package func remember(_ files: SeenFiles, since start: Int64, settledImages: Int?) {
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
    private static let cacheFolder = "cache"

    /// A file of the cache, and when it was written by the file system's own clock.
    fileprivate func cache(named name: String) -> (bytes: Data, written: Int64)? {
        (try? folder([Self.cacheFolder])?.readStamped(name)).map { ($0.bytes, $0.stamp.modified) }
    }

    /// Replaces a file of the cache, unless it is the same already or there is no store. It is not forced to the disk,
    /// and that it cannot be written is no failure.
    fileprivate func keepCache(_ bytes: Data, named name: String) {
        guard let store = try? folder(), cache(named: name)?.bytes != bytes,
            let folder = try? store.makeDirectory(Self.cacheFolder)
        else { return }
        let unfinished = name + ".tmp"
        try? folder.remove(unfinished)
        do {
            try folder.create(unfinished, bytes)
            try folder.rename(unfinished, to: name)
        } catch {
            try? folder.remove(unfinished)
        }
    }
}
