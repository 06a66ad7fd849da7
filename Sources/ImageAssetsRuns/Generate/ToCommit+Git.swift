import ImageAssetsOutcomes
import ImageAssetsStore
import ImageAssetsSystem

extension ToCommit {
    /// Nil where that would be of no use: no Git, or all of it is to be left out.
    ///
    /// - Parameter changed: paths that a run has put a file at, or has taken one from.
    package init?(of changed: [String], in folder: PackageFolder) {
        if changed.isEmpty { return nil }
        // What was made is told first of all: a repository that does not answer holds it up for no longer.
        guard let repository = GitRepository(of: folder, patience: 5) else { return nil }
        // What is gone can be added as such, but only if Git ever had it.
        let present = Set(changed.filter { access("\(folder.root)/\($0)", F_OK) == 0 })
        guard let ignored = repository.ignored(changed.filter(present.contains)) else { return nil }
        let here = (try? PackageFolder("."))?.root
        self.init(
            paths: changed.filter { present.contains($0) ? !ignored.contains($0) : repository.tracks($0) },
            folder: folder.root == here ? nil : folder.root.isEmpty ? "/" : folder.root)
    }
}
