import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

extension Workspace {
    /// What the last look learned of files that are still the same.
    package func statCache() -> StatCache {
        store.cache(named: cacheName)
            .flatMap { StatCache($0.bytes, key: cacheKey, written: $0.written, in: folder) } ?? StatCache()
    }

    /// Leaves what was hashed to the next look, where there is a store to keep it; that it cannot be kept is no
    /// failure.
    ///
    /// - Parameter start: when the look began. What changed since, or shortly before, may have changed again unseen: it
    ///   is left out.
    package func remember(_ files: SeenFiles, since start: Int64) {
        guard let news = files.news?.filter({ $0.entry.stamp.isClearlyOlder(than: start) }) else { return }
        store.keepCache(StatCache.bytes(of: news, key: cacheKey), named: cacheName)
    }

    private var cacheName: String { SHA256Digest(of: Data(manifest.text.utf8)).short }

    /// A cache of another manifest, or of a tool that may judge otherwise, is none.
    private var cacheKey: SHA256Digest {
        SHA256Digest(of: Data("\(ToolVersion.build ?? ToolVersion.current) \(manifest)".utf8))
    }
}

extension AssetStore {
    private static let cacheFolder = "cache"

    /// A file of the cache, and when it was written by the file system's own clock.
    fileprivate func cache(named name: String) -> (bytes: Data, written: Int64)? {
        (try? folder([Self.cacheFolder])?.readStamped(name, upTo: Bounds.cacheBytes)).map {
            ($0.bytes, $0.stamp.modified)
        }
    }

    /// Replaces a file of the cache, unless it is the same already or there is no store. It is not forced to the disk,
    /// and that it cannot be written is no failure.
    fileprivate func keepCache(_ bytes: Data, named name: String) {
        guard let store = try? folder(), cache(named: name)?.bytes != bytes,
            let folder = try? store.makeDirectory(Self.cacheFolder)
        else { return }
        try? folder.put(name, bytes)
    }
}
