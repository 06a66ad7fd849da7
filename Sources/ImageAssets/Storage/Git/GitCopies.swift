import Foundation

/// The copies that Git has of a package's assets. Git is asked for the first one that matters, and not before.
final class GitCopies {
    private let folder: PackageFolder
    private lazy var repository = GitRepository(of: folder)
    private lazy var objects = repository?.objects()
    private var known: [LockedAsset: GitCopy?] = [:]

    init(of folder: PackageFolder) {
        self.folder = folder
    }

    func copy(at path: PackagePath, of asset: LockedAsset) -> GitCopy? {
        if let known = known[asset] { return known }
        let copy = objects?.copy(at: path, of: asset.sha256, byteCount: asset.byteCount)
        known[asset] = .some(copy)
        return copy
    }

    func bytes(of copy: GitCopy) -> Data? { objects?.bytes(of: copy.object) }

    /// How a person has Git bring a file back.
    func command(toRestore path: PackagePath) -> String {
        "git checkout \(repository?.isSparse == true ? "--ignore-skip-worktree-bits " : "")-- \(path.shellQuoted)"
    }
}
