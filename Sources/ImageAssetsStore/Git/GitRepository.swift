import ImageAssetsSystem
import ImageAssetsText

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
        // It says 1 when there are none.
        guard let answers = answers(to: ["check-ignore", "-z", "--stdin"], about: paths, statuses: 0..<2) else {
            return nil
        }
        return Set(answers.flatMap { $0.split(separator: 0) }.map(Self.path))
    }

    /// Those files of the package that `.gitattributes` hands to Git LFS; nil when it does not answer. Only attributes
    /// are read: no filter is run.
    package func largeFiles(among paths: [String]) -> Set<String>? {
        let question = ["check-attr", "-z", "--stdin", "filter"]
        guard let answers = answers(to: question, about: paths, statuses: 0..<1) else { return nil }
        var large: Set<String> = []
        for answer in answers {
            // Path, attribute, value, one after the other.
            let parts = answer.split(separator: 0, omittingEmptySubsequences: false)
            for place in stride(from: 0, to: parts.count - 2, by: 3) where parts[place + 2].elementsEqual("lfs".utf8) {
                large.insert(Self.path(parts[place]))
            }
        }
        return large
    }

    /// Bytes. No question of 16,000 has a longer one, unless attributes have values without end.
    private static let longestAnswer = 1 << 20

    private static func path(_ said: Data) -> String { String(decoding: said.dropFirst(2), as: UTF8.self) }

    /// What it says of these files, so many of them at a time as a pipe holds: neither side waits for the other.
    private func answers(to arguments: [String], about paths: [String], statuses: Range<Int32>) -> [Data]? {
        var answers: [Data] = []
        var rest = paths[...]
        while !rest.isEmpty {
            var question = Data()
            while let path = rest.first, question.isEmpty || question.count + path.utf8.count < 16_000 {
                question.append(contentsOf: "./\(path)\0".utf8)
                rest.removeFirst()
            }
            guard let process = git.start(arguments), process.write(question) else { return nil }
            process.endInput()
            // What has more to say is not waited for.
            guard let said = process.readAll(limit: Self.longestAnswer), said.count < Self.longestAnswer,
                let status = process.status(), statuses.contains(status)
            else { return nil }
            answers.append(said)
        }
        return answers
    }

    /// The files of the index and the last commit.
    func objects() -> GitObjects { GitObjects { [git] in git.start(["cat-file", "--batch"]) } }
}

extension PackageFolder {
    /// Whether it looks as if a repository has the package, whoever reads it.
    var isInRepository: Bool { Self.repository(around: root) != nil }
}
