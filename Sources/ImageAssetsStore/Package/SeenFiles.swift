import ImageAssetsModel
import ImageAssetsSystem

/// The package's files as one survey sees them: each is looked at once, and one that was hashed by an earlier survey
/// and has not changed since is not read again.
package final class SeenFiles {
    package let folder: PackageFolder
    private let hashed: [String: StatCache.Entry]
    /// What this survey looked at, each with its stamp from before the look, so that the next survey sees what changed
    /// since.
    package private(set) var looks: [PackagePath: StatCache.Entry] = [:]
    /// In which it was looked at.
    package private(set) var order: [PackagePath] = []
    /// What is at the paths of assets that are no whole files.
    private var others: [PackagePath: AssetFile] = [:]

    package init(folder: PackageFolder, hashed: [String: StatCache.Entry] = [:]) {
        self.folder = folder
        self.hashed = hashed
    }

    /// The bytes of a file that is read in any case: a manifest, a lockfile, a prompt file.
    package func read(_ path: PackagePath) throws(PackageFolderError) -> Data {
        let (bytes, stamp) = try folder.stamped(path, FileBytes.read)
        keep(StatCache.Entry(stamp: stamp, digest: nil), at: path)
        return bytes
    }

    /// The SHA-256 of a reference.
    package func digest(of path: PackagePath) throws(PackageFolderError) -> SHA256Digest {
        if let digest = looks[path]?.digest { return digest }
        if let known = known(path), let digest = known.digest {
            keep(known, at: path)
            return digest
        }
        let (hashed, stamp) = try folder.stamped(path, FileBytes.digest)
        let digest = hashed.digest
        keep(StatCache.Entry(stamp: stamp, digest: digest), at: path)
        return digest
    }

    /// What is at an asset's path.
    package func asset(at path: PackagePath) -> AssetFile {
        if let file = looks[path]?.asset ?? others[path] ?? knownAsset(at: path) { return file }
        let (file, stamp) = AssetFile.look(at: path, in: folder)
        remember(file, stamp, at: path)
        return file
    }

    /// Those of these assets whose bytes have to be read.
    package func unknownAssets(_ paths: [PackagePath]) -> [PackagePath] {
        paths.filter { knownAsset(at: $0) == nil }
    }

    package func remember(_ looks: [(file: AssetFile, stamp: FileStamp?)], at paths: [PackagePath]) {
        self.looks.reserveCapacity(self.looks.count + looks.count)
        order.reserveCapacity(order.count + looks.count)
        for (path, look) in zip(paths, looks) { remember(look.file, look.stamp, at: path) }
    }

    private func knownAsset(at path: PackagePath) -> AssetFile? {
        guard let entry = known(path) else { return nil }
        keep(entry, at: path)
        return entry.asset
    }

    private func remember(_ file: AssetFile, _ stamp: FileStamp?, at path: PackagePath) {
        // A pointer stands for other bytes than its own: it is read each time.
        if case .file(let digest, let byteCount) = file, let stamp, stamp.byteCount == byteCount {
            keep(StatCache.Entry(stamp: stamp, digest: digest), at: path)
        } else {
            others[path] = file
        }
    }

    private func keep(_ entry: StatCache.Entry, at path: PackagePath) {
        if looks.updateValue(entry, forKey: path) == nil { order.append(path) }
    }

    private func known(_ path: PackagePath) -> StatCache.Entry? {
        guard let entry = hashed[path.text], entry.digest != nil, folder.stamp(of: path) == entry.stamp else {
            return nil
        }
        return entry
    }
}

extension StatCache.Entry {
    /// Nil when its bytes were not hashed.
    fileprivate var asset: AssetFile? { digest.map { .file($0, byteCount: Int(stamp.byteCount)) } }
}
