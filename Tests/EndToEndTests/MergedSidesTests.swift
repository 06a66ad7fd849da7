import Foundation
import ImageAssetsStandInServer
import ImageAssetsTestSupport
import Testing

@Suite(
    "a merge that took picture and prompt from different sides", .enabled(if: Repository.isPossible),
    .timeLimit(.minutes(2)))
struct MergedSidesTests {
    /// Where both branches asked for another picture of the same image, and a merge of them is under way.
    private func conflict(_ server: StandInServer) async throws -> Repository {
        let repository = try Repository()
        let package = repository.package
        func make(_ prompt: String) async throws {
            try package.writeManifest(["hero": prompt])
            #expect(try await package.run(server: server).status == 0)
            try repository.commitAll()
        }
        try await make("Dawn")
        try repository.git(["branch", "night"])
        try await make("Dusk")
        try repository.git(["checkout", "-q", "-b", "dusk"])
        try repository.git(["checkout", "-q", "night"])
        try await make("Night")
        try repository.git(["checkout", "-q", "dusk"])
        try repository.git(["merge", "-q", "night"], mayFail: true)
        try repository.git(["checkout", "-q", "--theirs", "images.json"])
        return repository
    }

    private static let dusk = EndToEndTests.picture(of: "Dusk")
    private static let night = EndToEndTests.picture(of: "Night")

    @Test("the file is named as what it is and left alone, and the command that is named settles it for nothing")
    func underWay() async throws {
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let repository = try await conflict(server)
            let package = repository.package
            let sent = await server.traffic.requests.count
            #expect(try package.read("Images/hero.png") == Self.dusk)
            // Also in a clone of somebody who made neither.
            try package.remove(".image-assets")
            let said =
                "the file is the picture that HEAD records for this image, and the lockfile here records another, as "
                + "after a merge that took the two from different sides: `git checkout MERGE_HEAD -- Images/hero.png` "
                + "brings the one that the lockfile records, at no cost"
            for words in [["check"], ["plan"], ["generate"]] {
                let ended = try await package.start(words, server: server).wait()
                #expect(ended.status == (words == ["plan"] ? 0 : 3))
                #expect(ended.output.contains(said), "\(ended.output)")
                #expect(try package.read("Images/hero.png") == Self.dusk)
            }
            let run = try await package.run(server: server)
            #expect(
                run.output.contains(
                    "Images/hero.png was left alone: \(said); `image-assets accept hero` keeps it, "
                        + "`image-assets generate --overwrite hero` replaces it and may pay for a request"))
            try repository.git(["checkout", "MERGE_HEAD", "--", "Images/hero.png"])
            #expect(try await package.run(server: server).status == 0)
            #expect(try await package.run("check").status == 0)
            #expect(try package.read("Images/hero.png") == Self.night)
            #expect(await server.traffic.requests.count == sent)
        }
    }

    @Test("so it is once such a merge was committed; a file that no commit records stays somebody's work")
    func committed() async throws {
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let repository = try await conflict(server)
            let package = repository.package
            try repository.git(["checkout", "-q", "--theirs", "images.lock.json"])
            try repository.commitAll()
            try package.remove(".image-assets")
            let check = try await package.run("check")
            #expect(check.status == 3)
            #expect(
                check.output.contains(
                    "the file is the picture that HEAD^1 records for this image, and the lockfile here records "
                        + "another, as after a merge that took the two from different sides: "
                        + "`git checkout 'HEAD^2' -- Images/hero.png` brings the one that the lockfile records, at no "
                        + "cost\n"), "\(check.output)")
            try package.write(EndToEndTests.picture(of: "by hand"), to: "Images/hero.png")
            let work = try await package.run(server: server)
            #expect(work.status == 3)
            #expect(work.output.contains("Images/hero.png is somebody's work and was left alone"), "\(work.output)")
        }
    }

    @Test("nothing is promised where what the lockfile records would be out of date, nor is a merge named without one")
    func unfit() async throws {
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let repository = try await conflict(server)
            try repository.git(["checkout", "-q", "--ours", "images.json"])
            try repository.git(["checkout", "-q", "--theirs", "images.lock.json"])
            let check = try await repository.package.run("check")
            #expect(check.status == 3)
            #expect(!check.output.contains("merge"), "\(check.output)")

            let alone = try Repository()
            for prompt in ["Dawn", "Dusk"] {
                try alone.package.writeManifest(["hero": prompt])
                #expect(try await alone.package.run(server: server).status == 0)
                if prompt == "Dawn" { try alone.commitAll() }
            }
            try alone.git(["checkout", "-q", "--", "Images/hero.png"])
            let old = try await alone.package.run("check")
            #expect(old.status == 3)
            #expect(!old.output.contains("merge"), "\(old.output)")
        }
    }
}
