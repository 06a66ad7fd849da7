import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

@Suite("generate, from manifest to asset")
struct GenerateTests {
    private func sample() throws -> TestPackage {
        let package = try TestPackage()
        try package.write(png("basn2c08"), to: "Art/Source/shared.png")
        try package.write(png("basn6a08"), to: "Art/Source/other.png")
        try package.write("A poster.\r\nIn two lines.\r\n", to: "Prompts/poster.txt")
        try package.writeManifest([
            #"{ "name": "hero", "prompt": "A poster", "size": "1536x1024" }"#,
            #"{ "name": "square", "prompt": ["Refine.", "Keep."], "references": ["Art/Source/shared.png"] }"#,
            #"{ "name": "poster", "promptFile": "Prompts/poster.txt", "size": "2048x1152","#
                + #" "references": ["Art/Source/other.png", "Art/Source/shared.png"], "output": "Art/poster.png" }"#,
        ])
        return package
    }

    @Test("every image is asked for once, as the documents say, and published with the facts that were decoded")
    func firstRun() async throws {
        let package = try sample()
        try await StandInServer.run { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.lastLine == "Done: 3 generated, 3 requests sent.")
            let requests = await server.traffic.requests
            #expect(requests.flatMap(\.deviations).isEmpty)
            #expect(requests.count == 3)
            let poster = try #require(requests.first { $0.prompt == "A poster.\nIn two lines." })
            #expect(poster.path == "/v1/images/edits")
            #expect(poster.references.map(\.name) == ["image[]", "image[]"])
            let sent = try [png("basn6a08"), png("basn2c08")]
            #expect(poster.references.map(\.bytes) == sent)
            #expect(poster.references.map(\.contentType) == ["image/png", "image/png"])
            let square = try #require(requests.first { $0.prompt == "Refine.\nKeep." })
            #expect(square.references.map(\.name) == ["image"])
            let hero = try #require(requests.first { $0.prompt == "A poster" })
            #expect(hero.path == "/v1/images/generations")
            #expect(hero.header("Authorization") == "Bearer \(Tool.key)")
            #expect(hero.header("X-Client-Request-Id") == hero.header("Idempotency-Key"))
            for (name, path) in [
                ("hero", "Images/hero.png"), ("square", "Images/square.png"), ("poster", "Art/poster.png"),
            ] {
                let bytes = try package.read(path)
                let info = try PNGInfo(decoding: bytes)
                let asset = try #require(try package.entry(name)).asset
                #expect(asset.sha256 == SHA256Digest(of: bytes))
                #expect(asset.facts == AssetFacts(info))
                #expect(asset.byteCount == bytes.count)
            }
            #expect(try package.entry("hero")?.asset.facts.width == 1536)
        }
    }

    @Test("a second run sends nothing and touches nothing")
    func secondRun() async throws {
        let package = try sample()
        try await StandInServer.run { server in
            _ = try await package.run(server: server)
            let lockfile = try package.read("images.lock.json")
            let status = try FileManager.default.attributesOfItem(atPath: package.path + "/images.lock.json")
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
            #expect(ended.lastLine == "Nothing to do: 3 up to date.")
            #expect(await server.traffic.requests.count == 3)
            #expect(try package.read("images.lock.json") == lockfile)
            let later = try FileManager.default.attributesOfItem(atPath: package.path + "/images.lock.json")
            #expect(later[.systemFileNumber] as? Int == status[.systemFileNumber] as? Int)
        }
        let offline = try await package.run("check")
        #expect(offline.status == 0)
    }

    @Test("one changed prompt asks for exactly that image")
    func onePrompt() async throws {
        let package = try sample()
        try await StandInServer.run { server in
            _ = try await package.run(server: server)
            let before = try package.lockfile()
            try package.write("Another poster.\n", to: "Prompts/poster.txt")
            #expect(try await package.run("check").status == 3)
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
            #expect(await server.traffic.requests.map(\.prompt).dropFirst(3) == ["Another poster."])
            let after = try package.lockfile()
            for name in try [ImageName("hero"), ImageName("square")] {
                #expect(after.images[name] == before.images[name])
            }
        }
    }

    @Test("other bytes of a shared reference ask for exactly the images that cite it")
    func sharedReference() async throws {
        let package = try sample()
        try await StandInServer.run { server in
            _ = try await package.run(server: server)
            try package.write(png("basn0g08"), to: "Art/Source/shared.png")
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
            #expect(
                await Set(server.traffic.requests.map(\.prompt).dropFirst(3)) == [
                    "Refine.\nKeep.", "A poster.\nIn two lines.",
                ]
            )
        }
    }

    @Test("the asset is what the server sent, to the last byte, and measures what it measures")
    func exactBytes() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A", "size": "2048x2048" }"#])
        // A private ancillary chunk between header and data, as provenance is embedded.
        var bytes = try png("basn2c08")
        bytes.insert(contentsOf: Self.unknownChunk, at: 33)
        let reply = Reply.image(
            bytes, prefix: "data:image/png;base64,", members: #","revised_prompt":"Better","x":null"#)
        try await StandInServer.run(script: { _, _ in reply }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(try package.read("Images/a.png") == bytes)
            let entry = try #require(try package.entry("a"))
            #expect(entry.asset.facts.width == 32)
            #expect(entry.revisedPrompt == "Better")
        }
    }

    /// `prVt` with four bytes of content.
    private static let unknownChunk: [UInt8] = [
        0, 0, 0, 4, 0x70, 0x72, 0x56, 0x74, 1, 2, 3, 4, 0xF3, 0x78, 0x06, 0xCF,
    ]

    @Test("what does not decode never reaches the package, is kept as evidence, and stops no other image")
    func damaged() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "old" }"#, #"{ "name": "b", "prompt": "B" }"#])
        let broken = try png("basn2c08").dropLast(20)
        try await StandInServer.run(
            script: { request, _ in request.prompt == "new" ? .image(broken) : .image }
        ) { server in
            _ = try await package.run(server: server)
            let old = try package.read("Images/a.png")
            try package.writeManifest([#"{ "name": "a", "prompt": "new" }"#, #"{ "name": "b", "prompt": "B2" }"#])
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(try package.read("Images/a.png") == old)
            #expect(try package.entry("a")?.recipe.prompt == "old")
            #expect(try package.entry("b")?.recipe.prompt == "B2")
            let evidence =
                ".image-assets/objects/" + SHA256Digest(of: broken).hex.prefix(2) + "/" + SHA256Digest(of: broken).hex
            #expect(ended.errors.contains(evidence))
            #expect(try package.read(evidence) == broken)
        }
    }

    @Test("exactly as many requests are under way as --concurrency says", arguments: [1, 3])
    func concurrency(_ width: Int) async throws {
        let package = try TestPackage()
        try package.writeManifest((1...6).map { #"{ "name": "i\#($0)", "prompt": "p\#($0)" }"# })
        let latch = Latch()
        try await StandInServer.run(
            script: { _, _ in
                await latch.wait()
                return .image
            }
        ) { server in
            let tool = try package.start(["--concurrency", "\(width)"], server: server)
            await server.traffic.waitForInFlight(width)
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == 0)
            #expect(await server.traffic.peakInFlight == width)
            #expect(await server.traffic.requests.count == 6)
        }
    }

    @Test("images that ask for the very same share one request; a variant tells them apart")
    func twins() async throws {
        let package = try TestPackage()
        try package.writeManifest([
            #"{ "name": "a", "prompt": "same" }"#, #"{ "name": "b", "prompt": "same" }"#,
            #"{ "name": "c", "prompt": "same", "variant": 1 }"#,
        ])
        try await StandInServer.run { server in
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.count == 2)
            let first = try package.read("Images/a.png")
            #expect(try package.read("Images/b.png") == first)
        }
    }

    @Test("an image that breaks `expect` keeps the old asset, is not asked for twice, and a looser `expect` is free")
    func expectation() async throws {
        let package = try TestPackage()
        let strict = #"{ "name": "a", "prompt": "A", "expect": { "minWidth": 2000 } }"#
        try package.writeManifest([strict])
        try await StandInServer.run { server in
            let first = try await package.run(server: server)
            #expect(first.status == 1)
            #expect(first.errors.contains("is 1024 pixels wide, expected at least 2000"))
            #expect(!package.exists("Images/a.png"))
            let second = try await package.run(server: server)
            #expect(second.status == 1)
            #expect(await server.traffic.requests.count == 1)
            try package.writeManifest([#"{ "name": "a", "prompt": "A", "expect": { "minWidth": 1000 } }"#])
            let third = try await package.run(server: server)
            #expect(third.status == 0)
            #expect(package.exists("Images/a.png"))
            #expect(await server.traffic.requests.count == 1)
        }
    }
}
