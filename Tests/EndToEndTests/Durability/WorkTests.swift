import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsStore
import ImageAssetsText
import Testing

@Suite("nobody's work is overwritten")
struct WorkTests {
    private static let work = Data("painted by hand".utf8)

    @Test("an edited asset stays, with the way out, also when the prompt changed", arguments: ["A", "B"])
    func protected(_ prompt: String) async throws {
        try await TestPackage.generated { package, server in
            try package.write(Self.work, to: "Images/a.png")
            try package.writeManifest(["a": prompt])
            let ended = try await package.run(server: server)
            #expect(ended.status == 3)
            #expect(try package.read("Images/a.png") == Self.work)
            #expect(ended.output.contains("Images/a.png was left alone: the file is text, not a PNG; "))
            #expect((ended.output + ended.errors).contains("`image-assets generate --overwrite a`"))
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("a file that was there before the image is somebody's, whatever it is", arguments: ["text", "PNG", "JPEG"])
    func before(_ kind: String) async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        let bytes = kind == "text" ? Self.work : kind == "PNG" ? try png("basn2c08") : Data([0xFF, 0xD8, 0xFF, 0xE0])
        try package.write(bytes, to: "Images/a.png")
        try await StandInServer.run { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 3)
            #expect(await server.traffic.requests.isEmpty)
            let now = try package.read("Images/a.png")
            #expect(now == bytes)
        }
    }

    @Test("--overwrite replaces it, and the work is in the store")
    func overwrite() async throws {
        try await TestPackage.generated { package, server in
            try package.write(Self.work, to: "Images/a.png")
            #expect(try await package.run("--overwrite", "a", server: server).status == 0)
            #expect(try package.read("Images/a.png") == picture(of: "A"))
            #expect(try package.read(StoreFolder.path(ofObject: SHA256Digest(of: Self.work))) == Self.work)
            // The answer was in the store, so it cost nothing.
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("--regenerate asks anew, and is refused over somebody's work unless --overwrite goes with it")
    func regenerate() async throws {
        try await TestPackage.generated { package, server in
            try package.write(Self.work, to: "Images/a.png")
            let refused = try await package.run("--regenerate", "a", server: server)
            #expect(refused.status == 64)
            #expect(refused.lastLine.contains("--overwrite a"))
            #expect(await server.traffic.requests.count == 1)
            #expect(try package.read("Images/a.png") == Self.work)
            #expect(try await package.run("--regenerate", "a", "--overwrite", "a", server: server).status == 0)
            #expect(await server.traffic.requests.count == 2)
            #expect(try package.read("Images/a.png") == picture(of: "A"))
            #expect(package.results == 2)
        }
    }

    @Test(
        "unknown and frozen names are wrong usage, before anything is sent", arguments: ["--overwrite", "--regenerate"])
    func wrongNames(_ option: String) async throws {
        try await TestPackage.generated { package, server in
            let unknown = try await package.run(option, "aa", server: server)
            #expect(unknown.status == 64)
            #expect(unknown.lastLine.contains("is not in images.json"))
            try package.writeManifest([#"{ "name": "a", "prompt": "A", "frozen": true }"#])
            let frozen = try await package.run(option, "a", server: server)
            #expect(frozen.status == 64)
            #expect(frozen.lastLine.contains("frozen"))
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("accept records the file as it is, with the inputs of today, and keeps its bytes")
    func accept() async throws {
        try await TestPackage.generated { package, server in
            let edited = try png("basn2c08")
            try package.write(edited, to: "Images/a.png")
            try package.writeManifest(["a": "reworded"])
            #expect(try await package.run("accept", "a").status == 0)
            #expect(try await package.run("check").status == 0)
            let entry = try #require(try package.entry("a"))
            #expect(entry.recipe.prompt == "reworded")
            #expect(entry.asset.sha256 == SHA256Digest(of: edited))
            try package.remove("Images/a.png")
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/a.png") == edited)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("accept refuses what is no image, and records nothing of it")
    func acceptRefuses() async throws {
        try await TestPackage.generated { package, _ in
            let lockfile = try package.read("images.lock.json")
            try package.write(Self.work, to: "Images/a.png")
            let ended = try await package.run("accept", "a")
            #expect(ended.status == 1)
            #expect(try package.read("images.lock.json") == lockfile)
            try package.writeManifest([#"{ "name": "a", "prompt": "A", "expect": { "minWidth": 5000 } }"#])
            try package.write(png("basn2c08"), to: "Images/a.png")
            #expect(try await package.run("accept", "a").status == 1)
            #expect(try package.read("images.lock.json") == lockfile)
        }
    }

    @Test("a frozen image gets its own bytes back, and nothing else ever")
    func frozen() async throws {
        try await TestPackage.generated { package, server in
            let lockfile = try package.read("images.lock.json")
            let bytes = try package.read("Images/a.png")
            try package.writeManifest([#"{ "name": "a", "prompt": "another", "frozen": true }"#])
            #expect(try await package.run(server: server).status == 0)
            #expect(try await package.run("check").status == 0)
            try package.remove("Images/a.png")
            #expect(try await package.run("check").status == 3)
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/a.png") == bytes)
            #expect(try package.read("images.lock.json") == lockfile)
            try package.remove("Images/a.png")
            try package.remove(".image-assets")
            #expect(try await package.run(server: server).status == 3)
            try package.write(Self.work, to: "Images/a.png")
            #expect(try await package.run(server: server).status == 3)
            #expect(try package.read("Images/a.png") == Self.work)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    // MARK: A fresh clone, without a store

    @Test("a new twin of an existing image is copied")
    func twin() async throws {
        try await TestPackage.generated { package, server in
            try package.remove(".image-assets")
            try package.writeManifest(["a": "A", "b": "A"])
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/b.png") == picture(of: "A"))
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("an asset that the user moved is recorded where it is, and its new twins are copied from there")
    func movedByHand() async throws {
        try await TestPackage.generated { package, server in
            try package.remove(".image-assets")
            try package.write(package.read("Images/a.png"), to: "Art/a.png")
            try package.remove("Images/a.png")
            try package.writeManifest([
                #"{ "name": "z", "prompt": "A" }"#, #"{ "name": "a", "prompt": "A", "output": "Art/a.png" }"#,
            ])
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Art/a.png") == picture(of: "A"))
            #expect(try package.read("Images/z.png") == picture(of: "A"))
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("a renamed image moves, and leaves nothing behind")
    func renamed() async throws {
        try await TestPackage.generated { package, server in
            try package.remove(".image-assets")
            try package.writeManifest(["b": "A"])
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/b.png") == picture(of: "A"))
            #expect(!package.exists("Images/a.png"))
            #expect(try package.lockfile().images.keys.map(\.text) == ["b"])
            #expect(await server.traffic.requests.count == 1)
        }
    }
}
