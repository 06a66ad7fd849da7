import ImageAssetsText

/// Why nothing can be said of a revision, or of a file of it.
package enum GitRevisionError: Error, Sendable, Hashable, CustomStringConvertible {
    case noGit
    case noRepository
    /// It belongs to somebody else; with the command by which Git reads it all the same.
    case refused(hint: String)
    /// With what Git says.
    case unreadable(String)
    case silence(seconds: Int)
    case tooMuch
    case noCommit
    case malformed(String)
    case ambiguous(String)
    case unknown(String, isShallow: Bool)
    /// Its history is all here, and does not go back so far, or not on that side.
    case noAncestor(String, of: String)
    /// With Git's word for what it is.
    case notACommit(String, kind: String)
    /// Trees were left out of the clone, or are damaged.
    case lacksFolder(commit: String, isPartial: Bool)
    case lacks(PackagePath, revision: String, isPartial: Bool)
    case lacksLFS(PackagePath, commit: String)
    case tooLarge(PackagePath, byteCount: Int)
    case notAFile(PackagePath, GitRevision.File.Kind)

    init(_ fault: Git.Fault, _ git: Git) {
        switch fault {
        case .noProgram: self = .noGit
        case .silence: self = .silence(seconds: git.patience)
        case .tooMuch: self = .tooMuch
        case .status(let status): self = .unreadable("exit status \(status)")
        }
    }

    /// A sentence: what is, and what to do.
    package var description: String {
        switch self {
        case .noGit: "there is no Git on this machine's PATH; install it to compare with a revision"
        case .noRepository: "the package is in no Git repository, so there is no revision to compare with"
        case .refused(let hint):
            "Git does not read the repository, as it belongs to another user; if you trust what is in it, run: \(hint)"
        case .unreadable(let said): "Git does not read the repository: \(Diagnostic.shortened(said, limit: 300))"
        case .silence(let seconds):
            "Git said nothing for \(seconds) s and was stopped; see whether `git status` answers, then try again"
        case .tooMuch: "Git lists more files in a folder than are looked through here"
        case .noCommit: "the repository has no commit yet, so there is nothing to compare with"
        case .malformed(let name):
            "\(Diagnostic.quoted(name)) names no revision; give a commit, a branch or a tag, such as HEAD~1 or "
                + "origin/main"
        case .ambiguous(let name):
            "\(Diagnostic.quoted(name)) begins the ids of several objects; give more digits"
        case .noAncestor(let name, let start):
            "the history of \(Diagnostic.quoted(start)) has no commit \(Diagnostic.quoted(name)); "
                + "`git log --oneline \(start.shellQuoted)` lists those that it has"
        case .notACommit(let name, let kind):
            "\(Diagnostic.quoted(name)) leads to a \(kind), not to a commit; give a commit, a branch or a tag of one"
        case .unknown(let name, isShallow: false):
            "no commit is called \(Diagnostic.quoted(name)) here; `git branch --all` and `git tag` list what there is, "
                + "and `git fetch` what is new"
        case .unknown(let name, isShallow: true):
            "no commit is called \(Diagnostic.quoted(name)) in this shallow clone; `git fetch --unshallow` fetches the "
                + "whole history" + Self.fetching(name)
        case .lacksFolder(_, isPartial: false):
            "the folders of the commit cannot be read; `git fsck` says what is damaged"
        case .lacksFolder(let commit, isPartial: true):
            "this partial clone lacks folders of the commit; `git ls-tree -r \(commit)` fetches them"
        case .lacks(let path, _, isPartial: false):
            "\(path) of the commit cannot be read; `git fsck` says what is damaged"
        case .lacks(let path, let revision, isPartial: true):
            "this partial clone lacks \(path) of the commit; `git cat-file -e "
                + "\("\(revision):./\(path)".shellQuoted)` fetches it"
        case .lacksLFS(let path, let commit):
            "\(path) is kept by Git LFS, and this clone has no whole copy of it; `git lfs fetch origin \(commit)` "
                + "fetches it"
        case .tooLarge(let path, let byteCount):
            "\(path) of the commit has \(byteCount.asByteCount), more than any picture that is shown here"
        case .notAFile(let path, let kind): "\(path) of the commit is \(kind.words), not a file"
        }
    }

    /// How one commit is fetched, where the name says which.
    private static func fetching(_ name: String) -> String {
        let branch = name.hasPrefix("origin/") ? String(name.dropFirst("origin/".count)) : name
        guard !["", "HEAD"].contains(branch), !branch.hasPrefix("-"),
            branch.utf8.allSatisfy({ !"~^@:{}".utf8.contains($0) })
        else { return "" }
        return ", or `git fetch --depth 1 origin \(branch.shellQuoted)` one commit, which is then called FETCH_HEAD"
    }
}

extension GitRevision.File.Kind {
    fileprivate var words: String {
        switch self {
        case .file: "a file"
        case .link: "a symbolic link"
        case .folder: "a folder"
        case .submodule: "a submodule"
        }
    }
}
