import ImageAssetsSystem

/// What Git holds of the package, read in a way that runs nothing of the repository's.
///
/// A repository names programs in its configuration, and it may be a stranger's: only what looks into the object
/// database and the index is called, with the file system monitor, hooks, fetching and replaced objects turned off.
package final class GitRepository: Sendable {
    private let git: Git
    /// Nil where there is no Git, or no repository that it would read: one that belongs to somebody else, for instance.
    package init?(of folder: PackageFolder) {
        guard let git = Git(in: folder.root),
            let top = git.output(of: ["rev-parse", "--show-toplevel"], limit: 10_000), !top.isEmpty
        else { return nil }
        self.git = git
    }

    /// Whether one is there that Git could be asked about, whether or not it reads it.
    static func mayBeThere(in folder: PackageFolder) -> Bool {
        guard Git(in: folder.root) != nil else { return false }
        var path = folder.root
        while access(path + "/.git", F_OK) != 0 {
            guard let slash = path.lastSlash else { return false }
            path = String(path[..<slash])
        }
        return true
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

    /// The files of the index and the last commit.
    func objects() -> GitObjects { GitObjects { [git] in git.start(["cat-file", "--batch"]) } }
}

/// The program, and how it is called.
private struct Git: Sendable {
    private let executable: String
    private let folder: String
    private let environment: [String]

    init?(in folder: String) {
        self.folder = folder
        let variables = ProcessInfo.processInfo.environment
        // Whatever a hook exported, this is about the repository of the package; only where Git finds its user's
        // settings stays.
        let kept: Set = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH"]
        let own = [
            "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none", "GIT_NO_REPLACE_OBJECTS=1", "GIT_OPTIONAL_LOCKS=0",
            "GIT_TERMINAL_PROMPT=0", "LC_ALL=C",
        ]
        environment =
            variables.filter { !$0.key.hasPrefix("GIT_") || kept.contains($0.key) }.map { "\($0.key)=\($0.value)" }
            + own
        // Never one that the package brings along.
        let places = variables["PATH", default: ""].split(separator: ":").filter { $0.hasPrefix("/") }
        guard
            let found = places.map({ $0 + "/git" }).first(where: { place in
                guard access(place, X_OK) == 0, let real = PackageFolder.realPath(place) else { return false }
                return real != folder && !real.hasPrefix(folder + "/")
            })
        else { return nil }
        executable = found
    }

    func start(_ arguments: [String]) -> ChildProcess? {
        ChildProcess(
            executable,
            [
                "-C", folder, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
                "-c", "safe.bareRepository=explicit",
            ] + arguments, environment: environment)
    }

    /// What it says, up to a limit; nil when it could not be started.
    func output(of arguments: [String], limit: Int) -> Data? { start(arguments)?.readAll(limit: limit) }
}
