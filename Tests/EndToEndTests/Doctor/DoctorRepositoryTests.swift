import Foundation
import ImageAssetsStandInServer
import ImageAssetsTestSupport
import Testing

/// What others committed.
@Suite("doctor in a checkout", .enabled(if: Repository.isPossible), .timeLimit(.minutes(2)))
struct DoctorRepositoryTests {
    private static let key = TestPackage.doctorsKey
    private static let attributes = "*.png filter=lfs diff=lfs merge=lfs -text\n"

    /// A folder for `PATH` with Git and these programs.
    private func programs(_ names: String...) throws -> TestPackage {
        let folder = try TestPackage()
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/git", withDestinationPath: TemporaryRepository.program ?? "")
        for name in names {
            try folder.writeProgram("#!/bin/sh\nexit 1\n", to: name)
        }
        return folder
    }

    @Test("Git LFS is wanted where attributes or pointers say so, and its absence told")
    func largeFiles() async throws {
        let repository = try Repository()
        let package = repository.package
        try package.writeManifest(["a": "A"])
        let bare = try programs()
        let whole = try programs("git-lfs")
        func check(_ path: TestPackage) async throws -> DoctorDocument.Check {
            try await package.doctor(environment: Self.key.merging(["PATH": path.path]) { $1 }).document.check("lfs")
        }
        let unused = try await check(bare)
        #expect(unused.message == "no file of the manifest is in Git LFS")
        try package.write(Self.attributes, to: ".gitattributes")
        let lacking = try await check(bare)
        #expect(lacking.state == "failed" && !lacking.blocks)
        #expect(lacking.message == "1 file in Git LFS, and git-lfs is not in PATH")
        #expect(lacking.hint?.hasPrefix("Install git-lfs, then `git lfs install`") == true)
        let installed = try await check(whole)
        #expect(installed.message == "1 file in Git LFS; git-lfs is here")
        try package.write(TemporaryRepository.pointer(to: "a picture"), to: "Images/a.png")
        let pointer = try await check(whole)
        #expect(pointer.state == "ok")
        #expect(pointer.message == "1 file in Git LFS, 1 file is only a pointer here; git-lfs is here")
        #expect(pointer.hint == "`git lfs pull` brings what they stand for.")
    }

    @Test("a store that Git tracks or would take along is told, and stops nothing")
    func trackedStore() async throws {
        let repository = try Repository()
        let package = repository.package
        try package.writeManifest(["a": "A"])
        let clean = try await package.doctor(environment: Self.key).document
        #expect(try clean.check("git").state == "ok")
        try package.write("x", to: ".image-assets/objects/ab/x")
        let taken = try await package.doctor(environment: Self.key)
        #expect(taken.status == 0)
        #expect(try taken.document.check("git").message == "Git would take .image-assets along")
        try repository.git(["add", "-f", ".image-assets"])
        let tracked = try await package.run("doctor", environment: Self.key)
        #expect(tracked.status == 0)
        #expect(tracked.output.contains("✗ git           Git tracks .image-assets: "))
        #expect(tracked.output.hasSuffix("`image-assets generate` can run. See also: git.\n"))
    }

    @Test("nothing that a repository names is run")
    func traps() async throws {
        let repository = try Repository()
        let package = repository.package
        try package.writeManifest(["a": "A"])
        try package.write("* filter=lfs\n", to: ".gitattributes")
        try repository.commitAll()
        let trace = try repository.setTraps()
        for name in ["git", "git-lfs"] {
            try package.writeProgram("#!/bin/sh\necho x > '\(trace)'\n", to: "bin/" + name)
        }
        let path = package.path + "/bin:" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
        let found = try await package.doctor(environment: Self.key.merging(["PATH": path]) { $1 })
        #expect(found.status == 0)
        #expect(!FileManager.default.fileExists(atPath: trace))
    }

    @Test(
        "a store that is a link, or has one, is refused as by a run, and followed nowhere",
        arguments: ["", "/results", "/journal.jsonl", "/locks"])
    func linkedStore(_ part: String) async throws {
        let package = try TestPackage(images: ["a": "A"])
        let home = try TestPackage()
        try home.write("mine", to: "file")
        let place = URL(fileURLWithPath: package.path + "/.image-assets" + part)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        let target = part.hasSuffix("l") ? "/file" : ""
        try FileManager.default.createSymbolicLink(atPath: place.path, withDestinationPath: home.path + target)
        let found = try await package.doctor(environment: Self.key)
        #expect(found.status == 1)
        #expect(found.document.obstacles == ["store"])
        let said = try found.document.check("store").message
        #expect(said.contains(".image-assets\(part): it is a symbolic link"), "\(said)")
        let run = try await package.run(environment: Self.key)
        #expect(run.status == 1)
        #expect(run.lastLine.contains(".image-assets\(part): it is a symbolic link"))
        #expect(home.allFiles().count == 1)
    }

    @Test("no value of the environment steers a terminal")
    func steering() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let hostile = "\n::error::x \u{1B}]52;c;eA==\u{7}\u{202E}"
        var environment = [
            "GITHUB_ACTIONS": "true", "SSL_CERT_FILE": "/x" + hostile, "HTTPS_PROXY": "http://y:1" + hostile,
        ]
        environment["BETTERTOKEN_API_KEY_FILE"] = "/z" + hostile
        for words in [["doctor"], ["doctor", "--format", "json"], ["doctor", "--base-url", "http://h" + hostile]] {
            let ended = try await package.start(words, environment: environment).wait()
            let said = ended.output + ended.errors
            #expect(!said.unicodeScalars.contains { ["\u{1B}", "\u{7}", "\u{202E}"].contains($0) })
            #expect(!said.contains("\n::error::"))
        }
    }
}
