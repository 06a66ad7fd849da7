import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsStandInServer
import Testing

@Suite("renditions, from manifest to file")
struct RenditionTests: RenditionTesting {
    @Test("they are made right after their asset, recorded, and not made again")
    func made() async throws {
        try await generated { package, server in
            let asset = try #require(try package.entry("a")).asset
            for (path, width, height) in [("Web/a-card.png", 32, 16), ("Web/a-small.png", 16, 16)] {
                let bytes = try package.read(path)
                let info = try PNGInfo(decoding: bytes)
                #expect((info.width, info.height) == (width, height))
                let record = try #require(try package.rendition(path))
                #expect(record.sha256 == SHA256Digest(of: bytes))
                #expect(record.byteCount == bytes.count)
                let picture = try #require(record.picture)
                #expect((picture.width, picture.height) == (width, height))
                #expect(picture.asset == asset.sha256)
                #expect(picture.labels == [.iptc])
            }
            let files = package.allFiles()
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
            #expect(try await package.run("check").status == 0)
            let later = package.allFiles()
            for path in ["Web/a-card.png", "Web/a-small.png", "images.lock.json"] {
                #expect(later[path] == files[path])
            }
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("one that is declared later is made of the asset that is there, without a key, a network or a request")
    func later() async throws {
        let package = try TestPackage()
        try package.writeManifest([manifest()])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
        }
        try package.writeManifest([manifest("a", "A", "", Self.card)])
        #expect(try await package.run("check").status == 3)
        #expect(try await package.plannedRenditions("plan") == ["Web/a-card.png": "new rendered"])
        #expect(!package.exists("Web/a-card.png"))
        let ended = try await package.run("--offline")
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(package.exists("Web/a-card.png"))
        #expect(try await package.run("check").status == 0)
    }

    @Test("a changed recipe makes it anew for nothing, and says which key changed")
    func changed() async throws {
        try await generated { package, server in
            let other = Self.card.replacingOccurrences(of: "32", with: "48")
            try package.writeManifest([manifest("a", "A", "", other, Self.small)])
            let check = try await package.run("check")
            #expect(check.status == 3)
            #expect(check.output.contains("width"), "\(check.output)")
            #expect(check.output.contains("32") && check.output.contains("48"))
            let small = try package.read("Web/a-small.png")
            #expect(try await package.run(server: server).status == 0)
            #expect(try PNGInfo(decoding: package.read("Web/a-card.png")).width == 48)
            #expect(try package.read("Web/a-small.png") == small)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("a new asset makes all of them anew")
    func newAsset() async throws {
        try await generated { package, server in
            let before = try package.read("Web/a-card.png")
            try package.writeManifest([manifest("a", "Another", "", Self.card, Self.small)])
            #expect(
                try await package.plannedRenditions("plan")
                    == ["Web/a-card.png": "changed rendered", "Web/a-small.png": "changed rendered"])
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Web/a-card.png") != before)
            #expect(try package.rendition("Web/a-card.png")?.picture?.asset == package.entry("a")?.asset.sha256)
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test("a missing one is made again, to the byte")
    func missing() async throws {
        try await generated { package, server in
            let before = try package.read("Web/a-card.png")
            try package.remove("Web/a-card.png")
            #expect(try await package.plannedRenditions("check")["Web/a-card.png"] == "missing rendered")
            try package.remove(".image-assets")
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Web/a-card.png") == before)
        }
    }

    @Test("one that cannot be made fails alone: the image is untouched, the others are made, the run exits 1")
    func fails() async throws {
        let package = try TestPackage()
        let large = #"{ "output": "Web/${name}-large.png", "width": 4096 }"#
        try package.writeManifest([manifest("a", "A", "", large, Self.card)])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run("--format", "json", server: server)
            #expect(ended.status == 1)
            let image = try #require(try ended.images().first)
            let renditions = image["renditions"] as? [[String: Any]]
            let failure = renditions?.first?["error"] as? [String: Any]
            #expect(failure?["code"] as? String == "tooSmall")
            let message = failure?["message"] as? String ?? ""
            #expect(message.contains("128x64") && message.contains("4096x2048"), "\(message)")
            #expect(package.exists("Web/a-card.png"))
            #expect(!package.exists("Web/a-large.png"))
            #expect(image["action"] as? String == "generated")
            #expect(try await package.run(server: server).status == 1)
            #expect(await server.traffic.requests.count == 1)
        }
        #expect(try await package.run("check").status == 3)
    }

    @Test("what is made breaks its own expect, and is not published")
    func expectation() async throws {
        let package = try TestPackage()
        try package.writeManifest([
            manifest("a", "A", "", #"{ "output": "Web/a.png", "width": 32, "expect": { "maxBytes": 10 } }"#)
        ])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("expected at most 10"), "\(ended.errors)")
            #expect(!package.exists("Web/a.png"))
            #expect(try package.rendition("Web/a.png") == nil)
        }
    }

    @Test("of two files of one recipe each has its own expect")
    func expectations() async throws {
        let package = try TestPackage()
        try package.writeManifest([
            manifest(
                "a", "A", "", #"{ "output": "Web/small.png", "width": 32, "expect": { "maxBytes": 10 } }"#,
                #"{ "output": "Web/a.png", "width": 32 }"#, #"{ "output": "Web/b.png", "width": 32 }"#)
        ])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("expected at most 10"), "\(ended.errors)")
            #expect(!package.exists("Web/small.png"))
            #expect(try package.read("Web/a.png") == package.read("Web/b.png"))
        }
    }

    @Test("what is there and breaks an expect that was tightened stays, and is told with its reason")
    func tightened() async throws {
        try await generated { package, server in
            let card = Self.card.replacingOccurrences(of: " }", with: #", "expect": { "maxBytes": 10 } }"#)
            try package.writeManifest([manifest("a", "A", "", card, Self.small)])
            let ended = try await package.run(server: server)
            #expect(ended.status == 3)
            #expect(
                ended.output.contains("Web/a-card.png") && ended.output.contains("expected at most 10"),
                "\(ended.output)")
            #expect(try await package.run("check").status == 3)
        }
    }

    @Test("those of a placeholder are placeholders, without cut-out, trim, expect and label, until the image comes")
    func placeholder() async throws {
        let package = try TestPackage()
        let cutout = #"{ "output": "Web/a.png", "cutout": true, "trim": 0, "width": 64, "expect": { "maxBytes": 3 } }"#
        try package.writeManifest([manifest("a", "A", "", cutout)])
        #expect(try await package.run("--placeholder").status == 0)
        let record = try #require(try package.rendition("Web/a.png"))
        #expect(record.isPlaceholder)
        #expect(record.picture?.labels == [])
        #expect(record.picture?.width == 64)
        #expect(try await package.run("check").status == 3)
        #expect(try await package.run("check", "--allow-placeholders").status == 0)
        try package.writeManifest([manifest("a", "A", "", Self.card)])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(try package.rendition("Web/a-card.png")?.isPlaceholder == false)
        }
    }

    @Test("of a modified or missing asset none are made, and none are touched")
    func noAsset() async throws {
        try await generated { package, server in
            let card = try package.read("Web/a-card.png")
            try package.remove("Web/a-small.png")
            try package.write(png("basn2c08"), to: "Images/a.png")
            let ended = try await package.run(server: server)
            #expect(ended.status == 3)
            #expect(!package.exists("Web/a-small.png"))
            #expect(try package.read("Web/a-card.png") == card)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("a frozen image's renditions follow their recipes")
    func frozen() async throws {
        try await generated { package, _ in
            let other = Self.card.replacingOccurrences(of: "32", with: "48")
            try package.writeManifest([manifest("a", "Changed", #", "frozen": true"#, other, Self.small)])
            #expect(try await package.run("--offline").status == 0)
            #expect(try PNGInfo(decoding: package.read("Web/a-card.png")).width == 48)
        }
    }

    @Test("a run that is out of requests still makes what is free")
    func budget() async throws {
        try await generated { package, server in
            let other = Self.card.replacingOccurrences(of: "32", with: "48")
            try package.writeManifest([
                manifest("a", "A", "", other, Self.small), manifest("b", "B", "", Self.card),
            ])
            let ended = try await package.run("--max-requests", "0", server: server)
            #expect(ended.status == 4, "\(ended.errors)")
            #expect(try PNGInfo(decoding: package.read("Web/a-card.png")).width == 48)
            #expect(await server.traffic.requests.count == 1)
        }
    }
}
