import Foundation
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite("Revisions that cannot be read", .enabled(if: TemporaryRepository.isPossible))
struct GitRevisionFaultTests {
    private func fault(_ name: String, _ path: String, variables: [String: String]? = nil) throws -> GitRevisionError {
        let variables = variables ?? ProcessInfo.processInfo.environment
        let folder = try PackageFolder(path)
        return try #require(throws: GitRevisionError.self) {
            try GitRevision.named(name, of: folder, variables: variables)
        }
    }

    @Test("no Git, or none but the package's own")
    func noGit() throws {
        let package = try TemporaryPackage()
        try package.writeProgram("#!/bin/sh\n", to: "bin/git")
        for path in ["/nowhere", "", "bin", package.path + "/bin"] {
            #expect(try fault("HEAD", package.path, variables: ["PATH": path]) == .noRepository)
        }
        try package.makeFolder(".git")
        for path in ["/nowhere", "", "bin", package.path + "/bin"] {
            #expect(try fault("HEAD", package.path, variables: ["PATH": path]) == .noGit)
        }
    }

    @Test("no repository")
    func noRepository() throws {
        let package = try TemporaryPackage()
        let found = try fault("HEAD", package.path)
        #expect(found == .noRepository)
    }

    @Test("a repository of somebody else's: Git's own hint is handed on, and nothing is set")
    func refused() throws {
        let repository = try TemporaryRepository()
        try repository.commit()
        // What Git's own tests use: ours runs Git without such variables, so it is set behind our back.
        let wrapper = try TemporaryPackage()
        try wrapper.writeProgram(
            "#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec \(TemporaryRepository.program ?? "") \"$@\"\n",
            to: "git")
        let variables = ["PATH": wrapper.path + ":/usr/bin:/bin", "HOME": wrapper.path]
        let found = try fault("HEAD", repository.package.path, variables: variables)
        guard case .refused(let hint) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(hint.hasPrefix("git config --global --add safe.directory "))
        #expect(hint.hasSuffix(URL(fileURLWithPath: repository.path).lastPathComponent))
        #expect(!FileManager.default.fileExists(atPath: wrapper.path + "/.gitconfig"))
    }

    @Test("a repository that is damaged: Git's words are handed on")
    func unreadable() throws {
        let repository = try TemporaryRepository()
        try repository.write("[core\n", to: ".git/config")
        let found = try fault("HEAD", repository.package.path)
        #expect("\(found)".hasPrefix("Git does not read the repository: fatal: bad config line 1 in file "))
    }

    @Test("a repository without a commit, and one whose HEAD names no commit that is there")
    func noCommit() throws {
        let repository = try TemporaryRepository()
        for name in ["HEAD", "@", "main", "HEAD~1", "origin/main"] {
            #expect(try fault(name, repository.package.path) == .noCommit, "\(name)")
        }
    }

    @Test(
        "what cannot name one commit is refused before Git sees it",
        arguments: [
            "", "-x", "--all", "^HEAD", "HEAD\nHEAD", "HEAD\0", "a\u{1B}[2J", String(repeating: "a", count: 1001),
        ])
    func malformed(_ name: String) throws {
        let repository = try TemporaryRepository()
        try repository.commit()
        #expect(try fault(name, repository.package.path) == .malformed(name))
    }

    @Test("what names none, or something else than a commit")
    func unknown() throws {
        let repository = try TemporaryRepository()
        try repository.package.write("x", to: "a.png")
        try repository.package.write("x", to: "x^{commit}")
        try repository.package.write("x", to: "y^{commit}/z")
        let commit = try repository.commit()
        try repository.commit()
        let blob = try repository.git(["rev-parse", "HEAD:a.png"])
        let names = [
            "nope", "nope~1", "HEAD:x", "HEAD:y", "HEAD~1..HEAD", "HEAD...HEAD~1", "a.png", "$(id)",
            String(commit.reversed()), "HEAD^@", "HEAD -- a.png", "*",
        ]
        for name in names {
            #expect(try fault(name, repository.package.path) == .unknown(name, isShallow: false), "\(name)")
        }
        for (name, kind) in [("HEAD:a.png", "blob"), (blob, "blob"), (":a.png", "blob"), ("HEAD^{tree}", "tree")] {
            #expect(try fault(name, repository.package.path) == .notACommit(name, kind: kind), "\(name)")
        }
        for (name, start) in [("HEAD~7", "HEAD"), ("main^2", "main"), ("HEAD~1^", "HEAD")] {
            let found = try fault(name, repository.package.path)
            #expect(found == .noAncestor(name, of: start), "\(name)")
            #expect(!"\(found)".contains("fetch"))
        }
    }

    @Test("no command is advised in which a name would be taken for an option")
    func options() {
        for name in ["origin/--upload-pack=x", "origin/-x", "origin/"] {
            let sentence = "\(GitRevisionError.unknown(name, isShallow: true))"
            #expect(sentence.hasSuffix("`git fetch --unshallow` fetches the whole history"), "\(name)")
        }
    }

    @Test("the beginning of several ids")
    func ambiguous() throws {
        let repository = try TemporaryRepository()
        // Seventeen commits, of which two begin with the same digit; four digits are the fewest that Git takes.
        var ids: [String: Int] = [:]
        var twice: String?
        try repository.commit()
        let tree = try repository.git(["rev-parse", "HEAD^{tree}"])
        for number in 0..<2000 where twice == nil {
            let id = try repository.git(["commit-tree", tree, "-m", "\(number)"])
            if ids.updateValue(number, forKey: String(id.prefix(4))) != nil { twice = String(id.prefix(4)) }
        }
        let name = try #require(twice)
        #expect(try fault(name, repository.package.path) == .ambiguous(name))
    }

    @Test("what lies before the beginning of a shallow clone")
    func shallow() throws {
        let repository = try TemporaryRepository()
        try repository.commit()
        try repository.commit()
        try repository.git(["branch", "side"])
        let clone = try TemporaryRepository(cloning: repository, ["--depth", "1"])
        let folder = try PackageFolder(clone.package.path)
        #expect(try GitRevision.named("HEAD", of: folder).commit == repository.git(["rev-parse", "HEAD"]))
        let found = try fault("HEAD~1", clone.package.path)
        #expect(found == .unknown("HEAD~1", isShallow: true))
        #expect("\(found)".hasSuffix("`git fetch --unshallow` fetches the whole history"))
        let branch = "\(try fault("origin/side", clone.package.path))"
        #expect(branch.hasSuffix(", or `git fetch --depth 1 origin side` one commit, which is then called FETCH_HEAD"))
        // The advice is true.
        try clone.git(["fetch", "-q", "--depth", "1", "origin", "side"])
        _ = try GitRevision.named("FETCH_HEAD", of: folder)
        try clone.git(["fetch", "-q", "--unshallow"])
        _ = try GitRevision.named("HEAD~1", of: folder)
    }

    @Test("a partial clone that lacks the file, or the folder", arguments: ["blob:none", "tree:0"])
    func partial(_ filter: String) throws {
        let repository = try TemporaryRepository(isAbove: true)
        try repository.package.write("then", to: "Images/it's.png")
        try repository.package.write("there", to: "Images/b.png")
        try repository.commit()
        for key in ["uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"] {
            try repository.git(["config", key, "true"])
        }
        let clone = try TemporaryRepository(cloning: repository, ["--filter=" + filter, "--no-checkout"])
        try FileManager.default.createDirectory(
            atPath: clone.path + "/package", withIntermediateDirectories: true)
        let path = try PackagePath("Images/it's.png")
        let revision = try GitRevision.named("HEAD", of: try PackageFolder(clone.path + "/package"))
        let found = try #require(throws: GitRevisionError.self) { try revision.bytes(at: path) }
        let isOfTree = filter == "tree:0"
        #expect(
            found
                == (isOfTree
                    ? .lacksFolder(commit: revision.commit, isPartial: true)
                    : .lacks(path, revision: "HEAD", isPartial: true)))
        // The advice is true.
        let command = try #require("\(found)".split(separator: "`").dropFirst().first)
        #expect(try shell(String(command), in: clone.path + "/package") == 0)
        if isOfTree { return }
        let again = try GitRevision.named("HEAD", of: try PackageFolder(clone.path + "/package"))
        #expect(try text(again, path.text) == "then")
        // A file that is lacked hides no other one.
        let other = try PackagePath("Images/b.png")
        #expect(throws: GitRevisionError.lacks(other, revision: "HEAD", isPartial: true)) {
            try again.bytes(at: other)
        }
        #expect(try text(again, path.text) == "then")
    }

    @Test("an object that is gone")
    func damaged() throws {
        let repository = try TemporaryRepository()
        try repository.package.write("then", to: "a.png")
        try repository.commit()
        let id = try repository.git(["rev-parse", "HEAD:a.png"])
        try FileManager.default.removeItem(
            atPath: "\(repository.path)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
        let path = try PackagePath("a.png")
        let revision = try GitRevision.named("HEAD", of: try PackageFolder(repository.package.path))
        #expect(throws: GitRevisionError.lacks(path, revision: "HEAD", isPartial: false)) {
            try revision.bytes(at: path)
        }
    }

    @Test("a Git that never answers is waited for no longer than it should be")
    func silence() throws {
        let repository = try TemporaryRepository()
        try repository.package.write("then", to: "a.png")
        try repository.commit()
        let wrapper = try TemporaryPackage()
        let folder = try PackageFolder(repository.package.path)
        for word in ["rev-parse", "ls-tree", "cat-file --batch"] {
            let git = TemporaryRepository.program ?? ""
            try wrapper.writeProgram(
                "#!/bin/sh\ncase \"$*\" in *'\(word)'*) exec sleep 600;; *) exec \(git) \"$@\";; esac\n", to: "git")
            let slow = Git(in: folder.root, variables: ["PATH": wrapper.path + ":/usr/bin:/bin"], patience: 1)
            #expect(throws: GitRevisionError.silence(seconds: 1), "\(word)") {
                let revision = try GitRevision.named("HEAD", of: folder, slow)
                _ = try revision.bytes(at: try PackagePath("a.png"))
            }
        }
    }

    private func shell(_ command: String, in folder: String) throws -> Int32 {
        let process = Program()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
