import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite("Git LFS objects of a revision", .enabled(if: TemporaryRepository.isPossible))
struct LFSObjectsTests {
    private let path = "a.png"

    private func bytes(_ repository: TemporaryRepository, in folder: String? = nil) throws -> String? {
        try text(GitRevision.named("HEAD", of: try PackageFolder(folder ?? repository.package.path)), path)
    }

    private func expectLacking(_ repository: TemporaryRepository) throws {
        let commit = try repository.git(["rev-parse", "HEAD"])
        let fault = GitRevisionError.lacksLFS(try PackagePath(path), commit: commit)
        #expect(throws: fault) { try bytes(repository) }
        #expect("\(fault)".hasSuffix("`git lfs fetch origin \(commit)` fetches it"))
    }

    @Test("a pointer is followed to what was fetched, in a worktree too")
    func fetched() throws {
        let repository = try TemporaryRepository()
        try repository.package.write(try repository.keepLarge("picture"), to: path)
        try repository.commit()
        #expect(try bytes(repository) == "picture")
        let tree = repository.package.base + "/tree"
        try repository.git(["worktree", "add", "-q", "--detach", tree])
        #expect(try bytes(repository, in: tree) == "picture")
    }

    @Test("or to where the configuration says that it is kept", arguments: [true, false])
    func storage(_ isAbsolute: Bool) throws {
        let repository = try TemporaryRepository()
        let place = isAbsolute ? repository.package.base + "/kept" : repository.path + "/.git/beside"
        try repository.git(["config", "lfs.storage", isAbsolute ? place : "beside"])
        try repository.package.write(try repository.keepLarge("picture", in: place), to: path)
        try repository.commit()
        #expect(try bytes(repository) == "picture")
    }

    @Test("what is not there, cut short, or has other bytes is lacking", arguments: [nil, "", "pict", "PICTURE"])
    func damaged(_ content: String?) throws {
        let repository = try TemporaryRepository()
        if let content { _ = try repository.keepLarge("picture", as: content) }
        try repository.package.write(TemporaryRepository.pointer(to: "picture"), to: path)
        try repository.commit()
        try expectLacking(repository)
    }

    @Test("no link is followed below the repository's folder", arguments: ["lfs", "lfs/objects", "file"])
    func links(_ place: String) throws {
        let repository = try TemporaryRepository()
        let outside = repository.package.base + "/outside"
        try repository.package.write(try repository.keepLarge("picture", in: outside), to: path)
        try repository.commit()
        #expect(throws: (any Error).self) { try bytes(repository) }
        let files = FileManager.default
        if place == "file" {
            let hex = digest("picture").hex
            let folder = "/objects/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))"
            try files.createDirectory(atPath: repository.path + "/.git/lfs" + folder, withIntermediateDirectories: true)
            try files.createSymbolicLink(
                atPath: "\(repository.path)/.git/lfs\(folder)/\(hex)", withDestinationPath: "\(outside)\(folder)/\(hex)"
            )
        } else {
            if place == "lfs/objects" {
                try files.createDirectory(atPath: repository.path + "/.git/lfs", withIntermediateDirectories: true)
            }
            try files.createSymbolicLink(
                atPath: "\(repository.path)/.git/\(place)",
                withDestinationPath: place == "lfs" ? outside : outside + "/objects")
        }
        try expectLacking(repository)
    }
}
