import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("what a run says to do next", .enabled(if: Repository.isPossible, "needs git"))
struct NextStepTests {
    @Test("what it says to add is all that there is to commit, and nothing that Git is told to leave out")
    func add() async throws {
        let repository = try Repository()
        let package = repository.package
        try package.writeManifest([
            #"{ "name": "a", "prompt": "A" }"#, #"{ "name": "b", "prompt": "B", "output": "Build/b.png" }"#,
        ])
        try package.write("Build\n", to: ".gitignore")
        try repository.commitAll()
        try await StandInServer.run { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
            #expect(
                ended.errors.contains(
                    "Next: look at what is new with `image-assets gallery`, then "
                        + "`git add Images/a.png images.lock.json`.\nDone: 2 generated"), "\(ended.errors)")
            try repository.git(["add", "Images/a.png", "images.lock.json"])
            #expect(try repository.git(["status", "--porcelain"]) == "A  Images/a.png\nA  images.lock.json\n")
            let again = try await package.run(server: server)
            #expect(!again.errors.contains("Next:"))
        }
    }
}
