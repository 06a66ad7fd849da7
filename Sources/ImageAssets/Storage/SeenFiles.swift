import Foundation

/// The package's files as one survey sees them: each is looked at once, and one that was hashed by an earlier survey and has
/// not changed since is not read again.
package final class SeenFiles {
    package let folder: PackageFolder
    private let hashed: [String: StatCache.Entry]
    private var assets: [PackagePath: AssetFile] = [:]
    /// What this survey looked at, with the stamps from before it did; for the next survey.
    private(set) var looks: [PackagePath: StatCache.Entry] = [:]

    init(folder: PackageFolder, hashed: [String: StatCache.Entry] = [:]) {
        self.folder = folder
        self.hashed = hashed
    }

    /// The bytes of a file that is read in any case: a manifest, a lockfile, a prompt file.
    func read(_ path: PackagePath) throws(PackageFolderError) -> Data {
        let (bytes, stamp) = try folder.readStamped(path)
        looks[path] = StatCache.Entry(stamp: stamp, digest: nil)
        return bytes
    }

    /// The SHA-256 of a reference.
    func digest(of path: PackagePath) throws(PackageFolderError) -> SHA256Digest {
        if let digest = looks[path]?.digest { return digest }
        if let known = known(path), let digest = known.digest {
            looks[path] = known
            return digest
        }
        let (bytes, stamp) = try folder.readStamped(path)
        let digest = SHA256Digest(of: bytes)
        looks[path] = StatCache.Entry(stamp: stamp, digest: digest)
        return digest
    }

    /// What is at an asset's path.
    func asset(at path: PackagePath) -> AssetFile {
        if let file = assets[path] ?? knownAsset(at: path) { return file }
        let (file, stamp) = AssetFile.look(at: path, in: folder)
        remember(file, stamp, at: path)
        return file
    }

    /// Those of these assets whose bytes have to be read.
    func unknownAssets(_ paths: [PackagePath]) -> [PackagePath] {
        paths.filter { assets[$0] == nil && knownAsset(at: $0) == nil }
    }

    func remember(_ looks: [(path: PackagePath, file: AssetFile, stamp: FileStamp?)]) {
        for look in looks { remember(look.file, look.stamp, at: look.path) }
    }

    private func knownAsset(at path: PackagePath) -> AssetFile? {
        guard let entry = known(path), let digest = entry.digest else { return nil }
        let file = AssetFile.file(digest, byteCount: Int(entry.stamp.byteCount))
        assets[path] = file
        looks[path] = entry
        return file
    }

    private func remember(_ file: AssetFile, _ stamp: FileStamp?, at path: PackagePath) {
        assets[path] = file
        guard let stamp else { return }
        // A pointer stands for other bytes than its own: it is read each time.
        if case .file(let digest, _) = file { looks[path] = StatCache.Entry(stamp: stamp, digest: digest) }
    }

    private func known(_ path: PackagePath) -> StatCache.Entry? {
        guard let entry = hashed[path.text], entry.digest != nil, folder.stamp(of: path) == entry.stamp else {
            return nil
        }
        return entry
    }
}
