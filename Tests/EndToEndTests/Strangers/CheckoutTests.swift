import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import Testing

/// What Git and its filters make of a package, read by a person's own Git.
@Suite("checkouts", .enabled(if: Repository.isPossible))
struct CheckoutTests {
    private static let images = [#"{ "name": "a", "prompt": "A" }"#, #"{ "name": "b", "prompt": "B" }"#]

    /// A package whose images were made and committed, in a clone of which the store knows nothing.
    private func cloned(
        _ prepare: (Repository) throws -> Void = { _ in }, options: [String] = [],
        _ body: (Repository, StandInServer) async throws -> Void
    ) async throws {
        let origin = try Repository()
        try origin.package.writeManifest(Self.images)
        try origin.package.write(".image-assets/\n", to: ".gitignore")
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            #expect(try await origin.package.run(server: server).status == 0)
            try prepare(origin)
            try origin.commitAll()
            try await body(try origin.clone(options), server)
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test("in a sparse checkout the files that were left out come from Git, and check names the way")
    func sparse() async throws {
        try await cloned(options: ["--sparse"]) { clone, server in
            #expect(!clone.package.exists("Images"))
            let check = try await clone.package.run("check")
            #expect(check.status == 3)
            let way = "git checkout --ignore-skip-worktree-bits -- Images/a.png"
            #expect(check.output.contains("Git has the file: `\(way)` or a run brings it back, at no cost"))
            let plan = try await clone.package.run("plan")
            #expect(plan.output.contains("restore"))
            #expect(plan.errors.contains("2 to restore") || plan.errors.contains("2 restored"), "\(plan.errors)")
            let ended = try await clone.package.run(server: server)
            #expect(ended.status == 0)
            #expect(ended.lastLine == "Done: 2 restored.")
            #expect(try clone.package.read("Images/a.png") == picture(of: "A"))
            #expect(try await clone.package.run("check").status == 0)
        }
    }

    @Test("the command that is named brings the file back, sparse or not", arguments: [true, false])
    func command(isSparse: Bool) async throws {
        try await cloned(options: isSparse ? ["--sparse"] : []) { clone, _ in
            if !isSparse { try clone.package.remove("Images/a.png") }
            let check = try await clone.package.run("check")
            let named = try #require(check.output.split(separator: "`").first { $0.hasSuffix("-- Images/a.png") })
            try clone.git(named.split(separator: " ").dropFirst().map(String.init))
            #expect(try clone.package.read("Images/a.png") == picture(of: "A"))
        }
    }

    @Test(
        "a file that only the last commit has is named with it, and a name that is a pattern brings back no other file")
    func onlyInHEAD() async throws {
        let origin = try Repository()
        try origin.package.writeManifest([
            #"{ "name": "a", "prompt": "A", "output": "Images/g*.png" }"#,
            #"{ "name": "b", "prompt": "B", "output": "Images/green.png" }"#,
        ])
        try origin.package.write(".image-assets/\n", to: ".gitignore")
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let made = try await origin.package.run(server: server)
            #expect(made.status == 0)
            try origin.commitAll()
            let clone = try origin.clone()
            try clone.git(["--literal-pathspecs", "rm", "-q", "--", "Images/g*.png"])
            try clone.package.write(picture(of: "mine"), to: "Images/green.png")
            let check = try await clone.package.run("check")
            let way = "git --literal-pathspecs checkout HEAD --ignore-skip-worktree-bits -- 'Images/g*.png'"
            #expect(check.output.contains("`\(way)`"), "\(check.output)")
            try clone.git([
                "--literal-pathspecs", "checkout", "HEAD", "--ignore-skip-worktree-bits", "--", "Images/g*.png",
            ])
            #expect(try clone.package.read("Images/g*.png") == picture(of: "A"))
            #expect(try clone.package.read("Images/green.png") == picture(of: "mine"))
        }
    }

    @Test("where the folder is a link to another one of the package, Git's copy is found at the place that it leads to")
    func linkedFolder() async throws {
        try await cloned({ origin in
            try origin.git(["add", "-A"])
            try origin.git(["mv", "Images", "Pictures"])
            try FileManager.default.createSymbolicLink(
                atPath: origin.package.path + "/Images", withDestinationPath: "Pictures")
        }) { clone, server in
            try clone.package.remove("Pictures/a.png")
            #expect(try await clone.package.run("check").output.contains("-- Pictures/a.png`"))
            #expect(try await clone.package.run(server: server).lastLine == "Done: 1 restored, 1 up to date.")
            #expect(try clone.package.read("Pictures/a.png") == picture(of: "A"))
        }
    }

    @Test("a repository that Git does not read is told of before what may be in it is paid for")
    func refusedRepository() async throws {
        try await cloned { clone, _ in
            try clone.package.remove("Images/a.png")
            let configuration = clone.package.path + "/.git/config"
            try Data("[core]\n\trepositoryformatversion = 99\n".utf8).write(to: URL(fileURLWithPath: configuration))
            let plan = try await clone.package.run("plan")
            #expect(plan.errors.contains("warning: Git does not read the repository of this package"), "\(plan.errors)")
            try clone.package.remove(".git")
            #expect(!(try await clone.package.run("plan").errors.contains("Git does not read")))
        }
    }

    @Test("a deleted file comes from the index, or from the last commit where it was taken out of that")
    func deleted() async throws {
        try await cloned { clone, server in
            try clone.git(["rm", "-q", "--cached", "Images/a.png"])
            for name in ["a", "b"] { try clone.package.remove("Images/\(name).png") }
            #expect(try await clone.package.run("--offline", server: server).lastLine == "Done: 2 restored.")
        }
    }

    @Test("other bytes in Git are no source, and are not called one")
    func otherBytes() async throws {
        try await cloned({ try $0.package.write(picture(of: "C"), to: "Images/a.png") }) { clone, _ in
            for name in ["a", "b"] { try clone.package.remove("Images/\(name).png") }
            let offline = try await clone.package.run("--offline")
            #expect(offline.status == 3)
            #expect(offline.lastLine.contains("1 restored"))
            #expect(!(try await clone.package.run("check").output.contains("Images/a.png` or a run")))
        }
    }

    @Test("a Git LFS pointer that Git holds is put there as it is, and stands for the picture")
    func pointer() async throws {
        let bytes = picture(of: "A")
        let pointer = """
            version https://git-lfs.github.com/spec/v1
            oid sha256:\(SHA256Digest(of: bytes))
            size \(bytes.count)

            """
        try await cloned({ try $0.package.write(pointer, to: "Images/a.png") }) { clone, server in
            try clone.package.remove("Images/a.png")
            #expect(try await clone.package.run(server: server).lastLine == "Done: 1 restored, 1 up to date.")
            #expect(try clone.package.read("Images/a.png") == Data(pointer.utf8))
            let check = try await clone.package.run("check")
            #expect(check.status == 0)
            #expect(check.errors.contains("Images/a.png: note: this is a Git LFS pointer"))
        }
    }

    @Test(
        "a pointer with CRLF counts as what it is a pointer to", arguments: ["git-lfs.github.com", "hawser.github.com"])
    func convertedPointer(host: String) async throws {
        let bytes = picture(of: "A")
        let text = "version https://\(host)/spec/v1\r\noid sha256:\(SHA256Digest(of: bytes))\r\nsize \(bytes.count)\r\n"
        try await cloned { clone, server in
            try clone.package.write(text, to: "Images/a.png")
            #expect(try await clone.package.run("check").status == 0)
            #expect(try await clone.package.run(server: server).status == 0)
            #expect(try clone.package.read("Images/a.png") == Data(text.utf8))
        }
    }

    @Test("a PNG that went through line-ending conversion is named, with the way out that costs nothing")
    func convertedPNG() async throws {
        try await cloned { clone, server in
            let bytes = picture(of: "A")
            let converted = Data(
                Array(bytes).split(separator: 0x0A, omittingEmptySubsequences: false).joined(separator: [0x0D, 0x0A]))
            try clone.package.write(converted, to: "Images/a.png")
            for command in ["check", "plan"] {
                let ended = try await clone.package.run(command)
                #expect(ended.output.contains("the line endings of the PNG were converted as if it were text"))
                #expect(ended.output.contains("`git checkout --ignore-skip-worktree-bits -- Images/a.png`"))
            }
            #expect(try await clone.package.run("explain", "a").output.contains("the line endings of the PNG"))
            #expect(try await clone.package.run(server: server).status == 3)
            #expect(try clone.package.read("Images/a.png") == converted)
            // The way that is named.
            try clone.package.remove("Images/a.png")
            #expect(try await clone.package.run(server: server).status == 0)
            #expect(try clone.package.read("Images/a.png") == bytes)
            // Named also where the store has the picture.
            try clone.package.write(converted, to: "Images/a.png")
            #expect(
                try await clone.package.run("check").output
                    .contains("`git checkout --ignore-skip-worktree-bits -- Images/a.png`"))
        }
    }

    @Test("an equal lockfile with CRLF is not rewritten, and check passes")
    func lockfileWithCRLF() async throws {
        try await cloned { clone, server in
            let text = String(decoding: try clone.package.read("images.lock.json"), as: UTF8.self)
                .replacingOccurrences(of: "\n", with: "\r\n")
            try clone.package.write(text, to: "images.lock.json")
            #expect(try await clone.package.run("check").status == 0)
            #expect(try await clone.package.run(server: server).status == 0)
            #expect(try clone.package.read("images.lock.json") == Data(text.utf8))
        }
    }

    // MARK: A repository that is a stranger's

    @Test("nothing of the repository's own is run, whatever its configuration names")
    func traps() async throws {
        try await cloned { clone, server in
            let trace = try clone.setTraps()
            for name in ["a", "b"] { try clone.package.remove("Images/\(name).png") }
            for command in ["plan", "check", "explain"] {
                _ = try await clone.package.start(command == "explain" ? [command, "a"] : [command]).wait()
            }
            #expect(try await clone.package.run(server: server).lastLine == "Done: 2 restored.")
            #expect(!FileManager.default.fileExists(atPath: trace))
            // The traps do work.
            try clone.git(["status"], mayFail: true)
            #expect(FileManager.default.fileExists(atPath: trace))
        }
    }

    @Test("a partial clone is not made to fetch, and what it has is found beside what it lacks")
    func partialClone() async throws {
        try await cloned(
            { try $0.git(["config", "uploadpack.allowFilter", "true"]) },
            options: [
                "--filter=blob:none", "--no-checkout",
            ]
        ) { clone, server in
            try clone.git(["checkout", "-q", "HEAD", "--", "images.json", "images.lock.json", "Images/b.png"])
            try clone.package.remove("Images/b.png")
            let trace = try clone.setTraps()
            let plan = try await clone.package.run("plan")
            #expect(plan.output.contains("Git knows a file here that this clone does not hold: `git checkout"))
            #expect(plan.output.contains("-- Images/a.png` fetches it at no cost; a run pays for another"))
            let ended = try await clone.package.run("--offline")
            #expect(ended.lastLine.contains("1 restored"), "\(ended.errors)")
            #expect(!FileManager.default.fileExists(atPath: trace))
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test("a git that the package brings along is not the one that is called")
    func ownGit() async throws {
        try await cloned { clone, _ in
            let trace = clone.package.path + "/.git/trace"
            try clone.package.writeProgram("#!/bin/sh\ntouch \(trace)\n", to: "bin/git")
            try clone.package.remove("Images/a.png")
            let path = "bin:.:\(clone.package.path)/bin:" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
            let ended = try await clone.package.start(["--offline"], environment: ["PATH": path]).wait()
            #expect(ended.lastLine == "Done: 1 restored, 1 up to date.")
            #expect(!FileManager.default.fileExists(atPath: trace))
        }
    }

    @Test("variables of a hook lead to no other repository")
    func hookVariables() async throws {
        try await cloned { clone, _ in
            try clone.package.remove("Images/a.png")
            let ended = try await clone.package.start(
                ["--offline"],
                environment: ["GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/nowhere/index", "GIT_WORK_TREE": "/"]
            ).wait()
            #expect(ended.lastLine == "Done: 1 restored, 1 up to date.")
        }
    }

    // MARK: A store that Git tracks

    @Test(
        "a store that Git tracks is warned of once a run: in a clone, a worktree, a submodule",
        arguments: ["clone", "worktree", "submodule", "staged"])
    func trackedStore(_ kind: String) async throws {
        try await cloned({ origin in
            if kind != "staged" { try origin.git(["add", "-f", ".image-assets"]) }
        }) { clone, server in
            let place: Repository
            switch kind {
            case "worktree": place = try clone.worktree()
            case "submodule": place = try clone.asSubmodule()
            default: place = clone
            }
            if kind == "staged" {
                #expect(!(try await place.package.run(server: server).errors.contains("Git tracks")))
                try place.git(["add", "-f", ".image-assets/.gitignore"])
            }
            for arguments in [[], ["--offline"], ["--placeholder"]] {
                let ended = try await place.package.start(arguments, server: server).wait()
                let warnings = ended.errors.components(separatedBy: "warning: Git tracks .image-assets").count - 1
                #expect(warnings == 1, "\(ended.errors)")
            }
            try place.git(["rm", "-r", "-q", "--cached", ".image-assets"])
            try place.commitAll()
            #expect(!(try await place.package.run(server: server).errors.contains("Git tracks")))
        }
    }
}
