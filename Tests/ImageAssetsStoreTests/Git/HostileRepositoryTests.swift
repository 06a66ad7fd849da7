import Foundation
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite("A repository that would run something", .enabled(if: TemporaryRepository.isPossible))
struct HostileRepositoryTests {
    /// Names a program wherever a configuration can name one, and has a file of a promisor lacking.
    ///
    /// - Returns: the file that such a program leaves.
    private func setTraps(in repository: TemporaryRepository) throws -> String {
        let folder = repository.path + "/.git"
        let (trap, mark) = (folder + "/trap", repository.package.base + "/mark")
        try repository.write("#!/bin/sh\necho \"$0 $@\" >> '\(mark)'\nexit 1\n", to: trap)
        chmod(trap, 0o755)
        let keys = [
            "core.fsmonitor", "core.sshCommand", "core.askPass", "core.pager", "core.editor", "core.gitProxy",
            "core.alternateRefsCommand", "diff.external", "diff.x.textconv", "diff.x.command", "filter.x.smudge",
            "filter.x.clean", "filter.x.process", "credential.helper", "remote.origin.uploadpack", "gpg.program",
            "gpg.ssh.program", "gpg.x509.program", "interactive.diffFilter", "sequence.editor", "merge.x.driver",
            "pager.cat-file", "pager.ls-tree", "pager.rev-parse", "pager.config", "uploadpack.packObjectsHook",
        ]
        for key in keys { try repository.git(["config", key, trap]) }
        for name in ["cat-file", "rev-parse", "ls-tree", "config", "symbolic-ref"] {
            try repository.git(["config", "alias." + name, "!" + trap])
        }
        // One more way in: a file that is included.
        try repository.write("[core]\n\tfsmonitor = \(trap)\n\thooksPath = \(folder)/hooks\n", to: ".git/more")
        try repository.git(["config", "include.path", "more"])
        for (key, value) in [
            ("remote.origin.promisor", "true"), ("remote.origin.url", "ext::\(trap)"), ("protocol.allow", "always"),
            ("protocol.ext.allow", "always"), ("extensions.partialClone", "origin"), ("log.showSignature", "true"),
        ] { try repository.git(["config", key, value]) }
        for hook in ["post-index-change", "reference-transaction", "post-checkout", "pre-commit", "fsmonitor-watchman"]
        {
            try? FileManager.default.removeItem(atPath: "\(folder)/hooks/\(hook)")
            try repository.write("#!/bin/sh\nexec '\(trap)' \(hook)\n", to: ".git/hooks/" + hook)
            chmod("\(folder)/hooks/\(hook)", 0o755)
        }
        try repository.write("* filter=x diff=x merge=x\n", to: ".git/info/attributes")
        return mark
    }

    private func hasRun(_ mark: String) -> Bool {
        defer { try? FileManager.default.removeItem(atPath: mark) }
        return FileManager.default.fileExists(atPath: mark)
    }

    @Test("nothing of it is run, whatever is read of it")
    func traps() throws {
        let repository = try TemporaryRepository()
        try repository.package.write("then", to: "Images/a.png")
        try repository.package.write("lacking", to: "Images/b.png")
        try repository.package.write(TemporaryRepository.pointer(to: "large"), to: "Images/c.png")
        try repository.package.write("* filter=x diff=x\n", to: ".gitattributes")
        try repository.commit()
        try repository.package.write("now", to: "Images/a.png")
        let lacking = try repository.git(["rev-parse", "HEAD:Images/b.png"])
        try FileManager.default.removeItem(
            atPath: "\(repository.path)/.git/objects/\(lacking.prefix(2))/\(lacking.dropFirst(2))")
        let mark = try setTraps(in: repository)

        // Each of these ways to ask Git runs something, so the traps are set.
        for careless in [
            ["status"], ["diff"], ["cat-file", "--filters", "HEAD:Images/a.png"],
            ["cat-file", "--textconv", "HEAD:Images/a.png"], ["cat-file", "-e", "HEAD:Images/b.png"], ["fetch"],
            ["checkout", "HEAD", "--", "Images/a.png"], ["commit", "-m", "x"],
        ] {
            try repository.git(careless, mayFail: true)
            #expect(hasRun(mark), "\(careless)")
        }

        let folder = try PackageFolder(repository.package.path)
        for name in ["HEAD", "main", "HEAD~9", "nope", ":/All", ":/nope", "HEAD:Images/b.png"] {
            _ = try? GitRevision.named(name, of: folder)
            #expect(!hasRun(mark), "\(name)")
        }
        let revision = try GitRevision.named("HEAD", of: folder)
        #expect(try text(revision, "Images/a.png") == "then")
        #expect(throws: GitRevisionError.lacks(try PackagePath("Images/b.png"), revision: "HEAD", isPartial: true)) {
            try text(revision, "Images/b.png")
        }
        #expect(throws: GitRevisionError.lacksLFS(try PackagePath("Images/c.png"), commit: revision.commit)) {
            try text(revision, "Images/c.png")
        }
        #expect(try text(revision, "Images/a.png") == "then")
        #expect(!hasRun(mark))
    }

    @Test("what a hook exported is of no account")
    func variables() throws {
        let repository = try TemporaryRepository()
        try repository.package.write("ours", to: "a.png")
        let commit = try repository.commit()
        let other = try TemporaryRepository()
        try other.package.write("theirs", to: "a.png")
        try other.commit()
        let mark = repository.package.base + "/mark"
        let trap = repository.package.base + "/trap"
        try repository.write("#!/bin/sh\necho \"$0 $@\" >> '\(mark)'\n", to: trap)
        chmod(trap, 0o755)
        var variables = ProcessInfo.processInfo.environment
        for name in try repository.git(["rev-parse", "--local-env-vars"]).split(separator: "\n") {
            variables[String(name)] = other.path + "/.git"
        }
        variables.merge([
            "GIT_WORK_TREE": other.path, "GIT_INDEX_FILE": other.path + "/.git/index", "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": trap, "GIT_EXTERNAL_DIFF": trap,
            "GIT_CONFIG_PARAMETERS": "'core.pager'='\(trap)'", "GIT_PAGER": trap, "GIT_SSH": trap,
            "GIT_SSH_COMMAND": trap, "GIT_ASKPASS": trap, "GIT_PROXY_COMMAND": trap, "GIT_EDITOR": trap,
            "GIT_TRACE": mark, "GIT_TRACE2": mark, "GIT_TRACE_SETUP": mark, "GIT_TRACE_PACKET": mark,
            "GIT_NAMESPACE": "other", "GIT_CEILING_DIRECTORIES": repository.package.base, "GIT_SHALLOW_FILE": mark,
        ]) { _, new in new }
        // Git itself does as it is told.
        let careless = try repository.git(["rev-parse", "HEAD"], mayFail: true, variables: variables)
        #expect(careless != commit)
        #expect(hasRun(mark))
        let folder = try PackageFolder(repository.package.path)
        let revision = try GitRevision.named("HEAD", of: folder, variables: variables)
        #expect(revision.commit == commit)
        #expect(try text(revision, "a.png") == "ours")
        #expect(!hasRun(mark))
    }
}
