import Foundation
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsStandInServer
import Testing

@Suite("placeholders, from the command line")
struct PlaceholderTests {
    private static let images = [
        #"{ "name": "hero", "prompt": "A", "size": "1536x1024" }"#,
        #"{ "name": "图标-é", "prompt": "B", "size": "auto" }"#,
    ]

    @Test("they need neither key nor network, are marked in the lockfile, and are the same bytes in every folder")
    func equal() async throws {
        let packages = [try TestPackage(), try TestPackage()]
        for package in packages {
            try package.writeManifest(Self.images)
            let ended = try await package.run("--placeholder")
            #expect(ended.status == 0)
            #expect(ended.lastLine == "Done: 2 drawn.")
            #expect(try package.entry("hero")?.isPlaceholder == true)
            #expect(package.allFiles().keys.allSatisfy { !$0.contains("/objects/") })
        }
        for name in ["Images/hero.png", "Images/图标-é.png", "images.lock.json"] {
            let bytes = try packages[0].read(name)
            #expect(try packages[1].read(name) == bytes)
        }
        #expect(try PNGInfo(decoding: packages[0].read("Images/hero.png")).width == 1536)
        #expect(try PNGInfo(decoding: packages[0].read("Images/图标-é.png")).width == 1024)
        let again = try await packages[0].run("--placeholder")
        #expect(again.lastLine == "Nothing to do: 2 up to date.")
        let plan = try await packages[0].run("plan", "--placeholder")
        #expect(plan.lastLine == "Nothing to do: 2 images up to date.")
    }

    @Test("the real service replaces them, and they never replace a real image")
    func replaced() async throws {
        let package = try TestPackage()
        try package.writeManifest(Self.images)
        _ = try await package.run("--placeholder")
        #expect(try await package.run("check").status == 3)
        #expect(try await package.run("check", "--allow-placeholders").status == 0)
        try await StandInServer.run { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
            #expect(await server.traffic.requests.count == 2)
        }
        #expect(try await package.run("check").status == 0)
        let real = try package.read("Images/hero.png")
        try package.writeManifest([#"{ "name": "hero", "prompt": "Changed", "size": "1536x1024" }"#, Self.images[1]])
        let ended = try await package.run("--placeholder")
        #expect(ended.status == 3)
        #expect(try package.read("Images/hero.png") == real)
        // Back at the old prompt, what was received for it counts, not a placeholder.
        try package.writeManifest(Self.images)
        try FileManager.default.removeItem(atPath: package.path + "/Images/hero.png")
        #expect(try await package.run("--placeholder").status == 0)
        #expect(try package.read("Images/hero.png") == real)
    }
}
