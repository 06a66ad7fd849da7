import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// The copies that Git has of a package's assets. Git is asked for the first one that matters, and not before.
package final class GitCopies {
    private let folder: PackageFolder
    private lazy var repository = GitRepository(of: folder)
    private lazy var objects = repository?.objects()
    private var known: [LockedAsset: GitCopy?] = [:]

    package init(of folder: PackageFolder) {
        self.folder = folder
    }

    /// Whether a repository is there that Git does not read, as where it belongs to another user.
    package var isRefused: Bool { repository == nil && GitRepository.mayBeThere(in: folder) }

    package func copy(at path: PackagePath, of asset: LockedAsset) -> GitCopy? {
        if let known = known[asset] { return known }
        // Git knows nothing behind a symbolic link; what it leads to has a path of its own.
        let real = (try? folder.realPath(forWriting: path)).flatMap { try? PackagePath($0) }
        let paths = real == nil || real == path ? [path] : [path, real ?? path]
        let copy = paths.lazy.compactMap {
            self.objects?.copy(at: $0, of: asset.sha256, byteCount: asset.byteCount)
        }.first
        known[asset] = .some(copy)
        return copy
    }

    /// What a commit has at a path; nil where it has no such file, and where Git does not tell.
    package func bytes(at path: PackagePath, in commit: GitCommit) -> Data? {
        guard let objects else { return nil }
        let blob = objects.blob("\(commit.name):./\(path.text)", limit: GitRevision.maximumByteCount)
        if case .bytes(let bytes) = blob { return bytes }
        return nil
    }

    package func bytes(of copy: GitCopy) -> Data? { objects?.bytes(of: copy.object) }

    /// What fetches a file that Git knows and this clone does not hold; nil where there is none.
    package func fetch(of path: PackagePath) -> GitCheckout? {
        objects?.lacks.contains(path) == true ? GitCheckout(path) : nil
    }
}
