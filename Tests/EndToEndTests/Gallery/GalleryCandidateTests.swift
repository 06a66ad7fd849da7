import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// All that came for today's inputs is there to choose from, also where the image is up to date.
@Suite("gallery: candidates", .timeLimit(.minutes(5)))
struct GalleryCandidateTests: GalleryTesting, CandidateTesting {
    private func candidates(_ package: TestPackage) throws -> [JSONValue] {
        guard case .array(let all)? = try package.gallery().image("hero")["candidates"] else { return [] }
        return all
    }

    @Test("each has its picture, what was said of it, and the command that publishes it")
    func shown() async throws {
        try await run { package, server in
            #expect(try await fetch(package, 3, server).status == 0)
            let note = "</script>"
            #expect(try await package.run("choose", "hero", "--reject", "3", "--note", note).status == 0)
            #expect(try await package.run("gallery").status == 0)
            let all = try candidates(package)
            #expect(all.map { $0["digest"]?.string } == (try await list(package)).map { $0["sha256"]?.string })
            #expect(all.map { $0["published"]?.boolean } == [true, false, false])
            #expect(all.map { $0["usable"]?.boolean } == [true, true, false])
            #expect(all.map { $0["mark"]?.string } == [nil, nil, "rejected"])
            #expect(all[2]["note"]?.string == note)
            #expect(all[0]["command"] == .null)
            for candidate in all {
                let file = try #require(candidate["picture"]?["file"]?.string)
                #expect(package.exists(".image-assets/gallery/\(file)"))
                #expect(candidate["received"]?.string?.hasSuffix("Z") == true)
            }
            // It can be typed as it stands.
            let command = try #require(all[1]["command"]?.string)
            #expect(command == "image-assets choose hero \(all[1]["short"]?.string ?? "")")
            let words = command.split(separator: " ").dropFirst().map(String.init)
            #expect(try await package.start(words).wait().status == 0)
            #expect(try package.entry("hero")?.asset.sha256.hex == all[1]["digest"]?.string)
            #expect(try await package.run("gallery").status == 0)
            #expect(try candidates(package).map { $0["published"]?.boolean } == [false, true, false])
            #expect(try candidates(package)[1]["mark"] == "chosen")
        }
    }
}
