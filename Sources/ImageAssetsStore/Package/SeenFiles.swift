import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// The package's files as one survey sees them: each is looked at once, and one that was hashed by an earlier survey
/// and has not changed since is not read again.
package final class SeenFiles {
    package let folder: PackageFolder
    /// What earlier surveys learned of files that are still the same.
    private let cache: StatCache
    /// Files that were hashed now, each with its stamp from before the look.
    private var hashed: [PackagePath: StatCache.Entry] = [:]
    /// What is at the paths of assets that are no whole files.
    private var others: [PackagePath: AssetFile] = [:]

    package init(folder: PackageFolder, cache: StatCache? = nil) {
        self.folder = folder
        self.cache = cache ?? StatCache()
    }

    /// What the next survey can use; nil when it knows all of it already.
    var news: [(path: String, entry: StatCache.Entry)]? {
        if hashed.isEmpty && !cache.isStale { return nil }
        let new = hashed.map { ($0.key.text, $0.value) }
        return (Array(cache.entries) + new).map { ($0.0, $0.1) }.sorted { $0.0 < $1.0 }
    }

    /// The SHA-256 of a file that was hashed before and has not changed since.
    package func knownDigest(of path: PackagePath) -> SHA256Digest? { known(path)?.digest }

    /// Takes a look that was had elsewhere.
    package func remember(_ digest: SHA256Digest, _ stamp: FileStamp, at path: PackagePath) {
        hashed[path] = StatCache.Entry(stamp: stamp, digest: digest)
    }

    /// What is at an asset's path.
    package func asset(at path: PackagePath) -> AssetFile {
        if let file = known(path)?.asset ?? others[path] { return file }
        let (file, stamp) = AssetFile.look(at: path, in: folder)
        remember(file, stamp, at: path)
        return file
    }

    /// Those of these assets whose bytes have to be read.
    package func unknownAssets(_ paths: [PackagePath]) -> [PackagePath] {
        paths.filter { known($0) == nil && others[$0] == nil }
    }

    /// What is at the paths of these assets.
    package func assets(at paths: [PackagePath]) -> [PackagePath: AssetFile] {
        var files: [PackagePath: AssetFile] = [:]
        files.reserveCapacity(paths.count)
        for path in paths { files[path] = asset(at: path) }
        return files
    }

    package func remember(_ looks: [(file: AssetFile, stamp: FileStamp?)], at paths: [PackagePath]) {
        for (path, look) in zip(paths, looks) { remember(look.file, look.stamp, at: path) }
    }

    /// Whether it is known that a regular file lies just where the path says, behind no symbolic link.
    package func liesAsWritten(_ path: PackagePath) -> Bool {
        cache.entries[path.text] != nil && !cache.linked.contains(path.text)
    }

    private func known(_ path: PackagePath) -> StatCache.Entry? { cache.entries[path.text] ?? hashed[path] }

    private func remember(_ file: AssetFile, _ stamp: FileStamp?, at path: PackagePath) {
        // A pointer stands for other bytes than its own: it is read each time.
        if case .file(let digest, let byteCount) = file, let stamp, stamp.byteCount == byteCount {
            hashed[path] = StatCache.Entry(stamp: stamp, digest: digest)
        } else {
            others[path] = file
        }
    }
}
