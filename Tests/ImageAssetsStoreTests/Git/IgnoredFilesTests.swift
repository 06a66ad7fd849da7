import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsStore

@Suite("Files that Git leaves out", .enabled(if: TemporaryRepository.isPossible))
struct IgnoredFilesTests {
    @Test("they are told of any number of paths, whatever their names")
    func ignored() throws {
        let repository = try TemporaryRepository()
        try repository.package.write("*.out\n!kept.out\n", to: ".gitignore")
        let git = try #require(GitRepository(of: try PackageFolder(repository.package.path), patience: 60))
        let many = (0..<2000).map { "folder/\(String(repeating: "x", count: 100))\($0).out" }
        let odd = ["a b.out", ":(top)x.out", "ü\n.out", "*.out"]
        #expect(git.ignored(many + ["a.png", "kept.out", "*"] + odd) == Set(many + odd))
        #expect(git.ignored(["a.png"]) == [])
        #expect(git.ignored([]) == [])
    }

    @Test("a Git that does not answer is asked once, and nothing is told")
    func silence() throws {
        let repository = try TemporaryRepository()
        let wrapper = try TemporaryPackage()
        let git = TemporaryRepository.program ?? ""
        let asked = wrapper.path + "/asked"
        try wrapper.writeProgram(
            "#!/bin/sh\ncase \"$*\" in *check-ignore*) echo x >> '\(asked)'; exec sleep 600;; "
                + "*) exec \(git) \"$@\";; esac\n", to: "git")
        let slow = Git(
            in: repository.package.path, variables: ["PATH": wrapper.path + ":/usr/bin:/bin"], patience: 1)
        #expect(try #require(GitRepository(slow)).ignored(["a.png", "b.png"]) == nil)
        #expect(try String(contentsOfFile: asked, encoding: .utf8) == "x\n")
    }
}
