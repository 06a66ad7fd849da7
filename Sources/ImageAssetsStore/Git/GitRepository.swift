import ImageAssetsSystem

/// What Git holds of the package, read in a way that runs nothing of the repository's.
///
/// A repository names programs in its configuration, and it may be a stranger's: only what looks into the object
/// database and the index is called, with the file system monitor, hooks, fetching and replaced objects turned off.
package final class GitRepository: Sendable {
    private let git: Git
    /// Nil where there is no Git, or no repository that it would read: one that belongs to somebody else, for instance.
    ///
    /// - Parameter patience: seconds without a word after which nothing is awaited any more.
    package convenience init?(of folder: PackageFolder, patience: Int) {
        self.init(Git(in: folder.root, patience: patience))
    }

    package convenience init?(of folder: PackageFolder) { self.init(Git(in: folder.root)) }

    init?(_ git: Git?) {
        guard let git,
            let top = git.output(of: ["rev-parse", "--show-toplevel"], limit: 10_000), !top.isEmpty
        else { return nil }
        self.git = git
    }

    /// Whether one is there that Git could be asked about, whether or not it reads it.
    static func mayBeThere(in folder: PackageFolder) -> Bool {
        Git(in: folder.root) != nil && folder.isInRepository
    }

    /// Whether the index or the last commit has anything below this folder of the package.
    package func tracks(_ folder: String) -> Bool {
        for arguments in [
            ["ls-files", "-z", "--", folder], ["ls-tree", "-r", "-z", "--name-only", "HEAD", "--", folder],
        ] {
            if let names = git.output(of: arguments, limit: 1), !names.isEmpty { return true }
        }
        return false
    }

    /// Those files of the package that it would not take, as it is told to leave them out; nil when it does not answer.
    package func ignored(_ paths: [String]) -> Set<String>? {
        var ignored: Set<String> = []
        var rest = paths[...]
        while !rest.isEmpty {
            // What it says is no more than what it is told, which a pipe holds: neither side waits for the other.
            var question = Data()
            while let path = rest.first, question.isEmpty || question.count + path.utf8.count < 16_000 {
                question.append(contentsOf: "./\(path)\0".utf8)
                rest.removeFirst()
            }
            guard let process = git.start(["check-ignore", "-z", "--stdin"]), process.write(question) else {
                return nil
            }
            process.endInput()
            // 1 says that there are none.
            guard let said = process.readAll(limit: question.count + 1), let status = process.status(), status < 2
            else { return nil }
            for path in said.split(separator: 0) { ignored.insert(String(decoding: path.dropFirst(2), as: UTF8.self)) }
        }
        return ignored
    }

    /// The files of the index and the last commit.
    func objects() -> GitObjects { GitObjects { [git] in git.start(["cat-file", "--batch"]) } }
}

extension PackageFolder {
    /// Whether it looks as if a repository has the package, whoever reads it.
    var isInRepository: Bool {
        var path = root
        while access(path + "/.git", F_OK) != 0 {
            guard let slash = path.lastSlash else { return false }
            path = String(path[..<slash])
        }
        return true
    }
}
