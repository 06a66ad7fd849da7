import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsStore

@Suite("Files that Git hands to Git LFS", .enabled(if: TemporaryRepository.isPossible))
struct LargeFilesTests {
    private func largeFiles(in repository: TemporaryRepository, among paths: [String]) throws -> Set<String>? {
        try GitRepository(of: PackageFolder(repository.package.path))?.largeFiles(among: paths)
    }

    @Test("are told by its attributes, as paths of the package", arguments: [false, true])
    func attributes(isAbove: Bool) throws {
        let repository = try TemporaryRepository(isAbove: isAbove)
        try repository.write("*.png filter=lfs diff=lfs merge=lfs -text\nmine.png filter=other\n", to: ".gitattributes")
        let paths = ["Art/a.png", "mine.png", "a.txt", "with blank\nand line.png", "海报.png"]
        #expect(
            try largeFiles(in: repository, among: paths) == ["Art/a.png", "with blank\nand line.png", "海报.png"])
        #expect(try largeFiles(in: repository, among: []) == [])
    }

    @Test("are as many as there are, and nothing of the repository's is run for it")
    func many() throws {
        let repository = try TemporaryRepository()
        let (trap, trace) = (repository.path + "/trap", repository.path + "/trace")
        try repository.write("#!/bin/sh\necho \"$0 $@\" >> '\(trace)'\n", to: "trap")
        chmod(trap, 0o755)
        for key in ["filter.lfs.smudge", "filter.lfs.clean", "filter.lfs.process", "core.fsmonitor", "core.pager"] {
            try repository.git(["config", key, trap])
        }
        try repository.write("* filter=lfs\n", to: ".gitattributes")
        let paths = (0..<5_000).map { "Art/image-\($0).png" }
        for path in paths.prefix(3) { try repository.write("a", to: path) }
        #expect(try largeFiles(in: repository, among: paths)?.count == 5_000)
        #expect(!FileManager.default.fileExists(atPath: trace))
    }

    @Test("a value without end stops the question, not the tool")
    func flood() throws {
        let repository = try TemporaryRepository()
        try repository.write("* filter=\(String(repeating: "x", count: 2_000))\n", to: ".gitattributes")
        #expect(try largeFiles(in: repository, among: (0..<5_000).map { "\($0)" }) == nil)
    }
}
