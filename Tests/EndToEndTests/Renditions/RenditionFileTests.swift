import Foundation
import ImageAssetsPNG
import ImageAssetsStandInServer
import Testing

@Suite("renditions and what lies at their paths")
struct RenditionFileTests: RenditionTesting {
    @Test("a stricter `expect` is asked of the file that is there, also of what the lockfile does not say")
    func alpha() async throws {
        try await generated { package, server in
            let info = try PNGInfo(decoding: package.read("Web/a-card.png"))
            let (broken, fine) = info.hasTransparency ? ("forbidden", "required") : ("required", "forbidden")
            for (alpha, status) in [(fine, Int32(0)), (broken, 3)] {
                let card = Self.card.dropLast(1) + #", "expect": { "alpha": "\#(alpha)" } }"#
                try package.writeManifest([manifest("a", "A", "", String(card), Self.small)])
                let check = try await package.run("check")
                #expect(check.status == status, "\(alpha): \(check.output)\(check.errors)")
            }
            #expect(try await package.plannedRenditions("plan")["Web/a-card.png"] == "broken none")
            let ended = try await package.run(server: server)
            #expect(ended.status == 3, "\(ended.output)\(ended.errors)")
        }
    }

    @Test("a rendition that another manifest had made is not this one's to replace")
    func twoManifests() async throws {
        try await generated { package, server in
            let made = try package.read("Web/a-card.png")
            let card = #"{ "output": "Web/a-card.png", "width": 24 }"#
            try package.write(#"{ "version": 1, "images": [\#(manifest("b", "B", "", card))] }"#, to: "other.json")
            let ended = try await package.run("--manifest", "other.json", server: server)
            #expect(ended.status == 3, "\(ended.output)\(ended.errors)")
            #expect(ended.output.contains("Web/a-card.png is somebody's work"), "\(ended.output)")
            #expect(try package.read("Web/a-card.png") == made)
            // What a run of this manifest made before it was killed is ours all the same.
            try package.remove("images.lock.json")
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Web/a-card.png") == made)
        }
    }

    @Test("of what is held with its asset only the asset's way out is told")
    func held() async throws {
        try await generated { package, _ in
            try package.write(png("basn2c08"), to: "Images/a.png")
            try package.remove("Web/a-card.png")
            let ended = try await package.run("check")
            #expect(ended.status == 3)
            #expect(ended.lastLine.contains("accept NAME"), "\(ended.lastLine)")
            #expect(!ended.lastLine.contains("accept PATH"), "\(ended.lastLine)")
        }
    }

    @Test("plan, generate and check say alike why nothing is made of what was never made here")
    func neverMade() async throws {
        let package = try TestPackage()
        try package.writeManifest([manifest("a", "A", "", Self.card)])
        try package.write(png("basn2c08"), to: "Images/a.png")
        let why = "its asset is not the one that was published, and nothing is made from another"
        for command in ["plan", "generate", "check"] {
            let ended = try await package.run(command)
            #expect(ended.status == (command == "plan" ? 0 : 3), "\(command): \(ended.errors)")
            #expect(ended.output.contains(why), "\(command): \(ended.output)")
        }
        #expect(!package.exists("Web/a-card.png"))
    }

    @Test("a record that does not fit its fingerprint counts by that, and a run mends it")
    func misfit() async throws {
        try await generated { package, server in
            let lockfile = try package.read("images.lock.json")
            let text = String(decoding: lockfile, as: UTF8.self)
                .replacingOccurrences(of: #""fit": "cover""#, with: #""fit": "fill""#)
            #expect(Data(text.utf8) != lockfile)
            try package.write(text, to: "images.lock.json")
            #expect(try await package.run("check").status == 0)
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("images.lock.json") == lockfile)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("prune says of a file that another image claims why it stays")
    func claimed() async throws {
        try await generated { package, server in
            let card = #"{ "output": "Web/a-card.png", "width": 32 }"#
            try package.writeManifest([manifest("a", "A", "", Self.small), manifest("b", "B", "", card)])
            let dry = try await package.run("prune", "--dry-run")
            let line = "would prune  a  Web/a-card.png stays: the manifest uses this file"
            #expect(dry.output.contains(line), "\(dry.output)")
            #expect(try await package.run("prune").status == 0)
            #expect(package.exists("Web/a-card.png"))
        }
    }
}
