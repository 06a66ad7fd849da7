import ImageAssetsText

/// What a person has Git do to bring a file back, or to fetch one that it knows and this clone lacks.
package struct GitCheckout: Sendable, Hashable {
    package let path: PackagePath
    /// Nil: from the index.
    package let commit: GitCommit?

    package init(_ path: PackagePath, from commit: GitCommit? = nil) {
        self.path = path
        self.commit = commit
    }
}

/// A commit that lockfiles are looked up in: the last one, and those that a merge joins with it.
package enum GitCommit: Int, Sendable, Hashable, CaseIterable {
    case head
    /// The other side of a merge, a rebase or a cherry-pick that is under way.
    case merge, rebase, cherryPick
    /// The other side of a merge that was committed.
    case secondParent
    case firstParent

    /// In one literal: a word in capitals by itself would be taken for a variable of the environment.
    private static let names = "HEAD MERGE_HEAD REBASE_HEAD CHERRY_PICK_HEAD HEAD^2 HEAD^1".split(separator: " ")
        .map(String.init)

    /// As Git names it.
    package var name: String { Self.names[rawValue] }
}
