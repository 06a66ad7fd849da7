import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// Files that are not what the lockfile records, held against the lockfiles of the commits that a merge joins: a merge
/// that took a picture from one side and lockfile and manifest from the other is named as what it is. Where the
/// manifest fits no more what the lockfile records, nothing is promised: to bring that back would pay for the next.
///
/// Nothing but words follows from it: the file is left alone like any that nobody knows.
struct MergedSides {
    private struct Question {
        let name: ImageName
        let output: PackagePath
        let recorded: LockedAsset
        let found: SHA256Digest
    }

    private static let others: [GitCommit] = [.merge, .rebase, .cherryPick, .secondParent]

    private let questions: [Question]

    init(of products: [Product], in seen: Observation) {
        questions = products.compactMap { product in
            guard let entry = seen.lockfile.images[product.name], entry.fingerprint == product.fingerprint,
                case .file(let found, let count) = seen.file(at: product.output), count > 0,
                found != entry.asset.sha256, seen.kinds[product.output] == nil
            else { return nil }
            return Question(name: product.name, output: product.output, recorded: entry.asset, found: found)
        }
    }

    /// - Parameter path: the lockfile's.
    func look(at path: PackagePath, _ git: GitCopies, into seen: inout Observation) {
        if questions.isEmpty || !Self.others.contains(where: { git.bytes(at: path, in: $0) != nil }) { return }
        for commit in GitCommit.allCases {
            guard let bytes = git.bytes(at: path, in: commit),
                let lockfile = try? Lockfile(parsing: SourceText(bytes), file: path)
            else { continue }
            for question in questions where seen.committed[question.output] == nil {
                guard let entry = lockfile.images[question.name], entry.asset.sha256 == question.found,
                    entry.kind == .made
                else { continue }
                seen.committed[question.output] = commit
            }
        }
        for question in questions where seen.committed[question.output] != nil {
            var known = seen.git[question.recorded] ?? GitFinding()
            known.restore = known.restore ?? Self.checkout(of: question.recorded, git)
            seen.git[question.recorded] = known
        }
    }

    /// A commit may record a picture and have another one.
    private static func checkout(of asset: LockedAsset, _ git: GitCopies) -> GitCheckout? {
        let commit = GitCommit.allCases.first { commit in
            guard let bytes = git.bytes(at: asset.path, in: commit) else { return false }
            return SHA256Digest(of: bytes) == asset.sha256 || LFSPointer(bytes)?.sha256 == asset.sha256
        }
        return commit.map { GitCheckout(asset.path, from: $0) }
    }
}
