import ImageAssetsSystem
import ImageAssetsText

/// The files of the package as a commit has them.
///
/// Trees are listed and objects read by their ids, and that is all: nothing that a repository's configuration names is
/// run for it, no file is checked out, nothing is fetched. Sizes are bounded, as the repository may be a stranger's.
package final class GitRevision {
    /// Of one file: more than any picture or lockfile has.
    static let maximumByteCount = 1 << 27
    /// Of what Git lists of a folder.
    private static let maximumListing = 1 << 27
    /// Folders that Git is asked of at once, far below what systems take as arguments.
    private static let foldersAtOnce = 100

    /// As it was asked for: `HEAD`, `origin/main`.
    package let name: String
    /// The full id of the commit.
    package let commit: String
    private let folder: PackageFolder
    private let git: Git
    private let limit: Int
    private lazy var objects = GitObjects { [git] in git.start(["cat-file", "--batch"]) }
    private lazy var largeFiles = LFSObjects(of: git)
    private lazy var isPartial = git.hasPromisor
    /// Folders that were listed; nil is the package's own.
    private var listed: Set<PackagePath?> = []
    private var files: [PackagePath: File] = [:]

    /// What a commit has at a path.
    package struct File: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            case file, link, folder, submodule
        }

        package let object: String
        package let kind: Kind
        /// Nil where Git does not know, as it was left out of the clone. Of a Git LFS pointer its own.
        package let byteCount: Int?
        let path: PackagePath
    }

    init(name: String, commit: String, git: Git, folder: PackageFolder, limit: Int) {
        self.name = name
        self.commit = commit
        self.git = git
        self.folder = folder
        self.limit = limit
    }

    /// What the commit has at these paths; where it has nothing, nothing.
    package func files(at paths: [PackagePath]) throws(GitRevisionError) -> [PackagePath: File] {
        try list(Set(paths.map(\.parent)).subtracting(listed))
        var found: [PackagePath: File] = [:]
        for path in paths { found[path] = files[path] }
        // Git knows nothing behind a symbolic link; what it leads to has a path of its own.
        var real: [PackagePath: PackagePath] = [:]
        for path in paths where found[path].map({ $0.kind == .link }) ?? true {
            real[path] = (try? folder.realPath(forWriting: path)).flatMap { try? PackagePath($0) }
        }
        real = real.filter { $0.key != $0.value }
        try list(Set(real.values.map(\.parent)).subtracting(listed))
        for (path, real) in real { found[path] = files[real] ?? found[path] }
        return found
    }

    /// The bytes of a file, of an LFS pointer those of its object; nil where the commit has no such file.
    package func bytes(at path: PackagePath) throws(GitRevisionError) -> Data? {
        guard let file = try files(at: [path])[path] else { return nil }
        switch try content(of: file) {
        case .bytes(let bytes): return bytes
        case .pointer(let pointer): return try self.bytes(of: pointer, path)
        }
    }

    /// What a file of the commit holds.
    package enum Content: Sendable {
        case bytes(Data)
        case pointer(LFSPointer)
    }

    package func content(of file: File) throws(GitRevisionError) -> Content {
        guard file.kind == .file else { throw .notAFile(file.path, file.kind) }
        // Git would unpack it before anybody could say no.
        if let byteCount = file.byteCount, byteCount > limit { throw .tooLarge(file.path, byteCount: byteCount) }
        switch objects.blob(file.object, limit: limit) {
        case .bytes(let bytes): return LFSPointer(bytes).map { .pointer($0) } ?? .bytes(bytes)
        case .tooLarge(let byteCount): throw .tooLarge(file.path, byteCount: byteCount)
        case .lacking where objects.isSilent: throw .silence(seconds: git.patience)
        case .lacking: throw .lacks(file.path, revision: name, isPartial: isPartial)
        }
    }

    /// The object that a pointer stands for.
    package func bytes(of pointer: LFSPointer, _ path: PackagePath) throws(GitRevisionError) -> Data {
        guard pointer.byteCount <= limit else { throw .tooLarge(path, byteCount: pointer.byteCount) }
        guard let bytes = largeFiles.bytes(of: pointer) else { throw .lacksLFS(path, commit: commit) }
        return bytes
    }

    // MARK: Trees

    private func list(_ folders: Set<PackagePath?>) throws(GitRevisionError) {
        var rest = folders.compactMap { $0 }.sorted()[...]
        if folders.contains(nil) { try list(below: []) }
        while !rest.isEmpty {
            try list(below: rest.prefix(Self.foldersAtOnce).map { $0.text + "/" })
            rest = rest.dropFirst(Self.foldersAtOnce)
        }
        listed.formUnion(folders)
    }

    /// What lies just in these folders; in the package's own when there is none.
    private func list(below folders: [String]) throws(GitRevisionError) {
        let text = try listing(of: folders)
        text.withUnsafeBytes { bytes in
            var start = 0
            while let end = bytes.find(Data([0]), in: start..<bytes.count) {
                let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                if let file = Self.file(line) { files[file.path] = file }
                start = end + 1
            }
        }
    }

    private func listing(of folders: [String]) throws(GitRevisionError) -> Data {
        // Sizes tell much without a look at any byte, and cannot be told where objects were left out.
        for options in [["-l"], []] {
            do throws(Git.Fault) {
                let arguments = ["--literal-pathspecs", "ls-tree", "-z"] + options + [commit, "--"] + folders
                return try git.answer(to: arguments, limit: Self.maximumListing)
            } catch {
                guard case .status = error else { throw GitRevisionError(error, git) }
            }
        }
        throw .lacksFolder(commit: commit, isPartial: isPartial)
    }

    /// `mode SP type SP object [SP size] TAB path`. Paths that no package path can be are left out.
    private static func file(_ line: UnsafeRawBufferPointer) -> File? {
        guard let tab = line.find(Data([0x09]), in: 0..<line.count),
            let name = String(validating: line[(tab + 1)...], as: UTF8.self), let path = try? PackagePath(name)
        else { return nil }
        let words = line.text(0..<tab).split(separator: " ")
        guard words.count >= 3 else { return nil }
        let kind: File.Kind =
            switch words[0] {
            case "120000": .link
            case "160000": .submodule
            case "040000": .folder
            default: .file
            }
        return File(
            object: String(words[2]), kind: kind, byteCount: words.count > 3 ? Int(words[3]) : nil, path: path)
    }
}

extension Git {
    /// Whether objects were left out of the clone, to be fetched when they are wanted.
    fileprivate var hasPromisor: Bool {
        (try? answer(to: ["config", "--get-regexp", "^remote\\..*\\.promisor$"])) != nil
    }
}
