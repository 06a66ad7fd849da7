import Foundation
import ImageAssetsOutcomes
import ImageAssetsRuns
import ImageAssetsStore
import ImageAssetsTestSupport
import Testing

@Suite("What a run leaves to be committed", .enabled(if: TemporaryRepository.isPossible))
struct ToCommitTests {
    @Test("is what Git takes: not what it ignores, and of what is gone only what it had")
    func paths() throws {
        let repository = try TemporaryRepository()
        let package = repository.package
        let folder = try PackageFolder(package.path)
        try package.write("Ignored/\n", to: ".gitignore")
        try package.write("old", to: "old.png")
        try repository.commit()
        try package.write("a", to: "Images/a.png")
        try package.write("b", to: "Ignored/b.png")
        try FileManager.default.removeItem(atPath: package.path + "/old.png")
        let changed = ["Images/a.png", "Ignored/b.png", "old.png", "never.png"]
        #expect(ToCommit(of: changed, in: folder) == ToCommit(paths: ["Images/a.png", "old.png"], folder: folder.root))
        #expect(ToCommit(of: [], in: folder) == nil)
    }

    @Test("nobody is told of it where there is no repository")
    func noRepository() throws {
        let package = try TemporaryPackage()
        try package.write("a", to: "a.png")
        #expect(ToCommit(of: ["a.png"], in: try PackageFolder(package.path)) == nil)
    }
}
