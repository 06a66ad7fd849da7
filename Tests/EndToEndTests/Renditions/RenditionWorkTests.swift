import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsStore
import Testing

@Suite("renditions and people's work")
struct RenditionWorkTests: RenditionTesting {
    private var work: Data { get throws { try png("basn2c08") } }

    @Test("a file that is not what was made stays, until --overwrite PATH gives it up; then the store has it")
    func overwrite() async throws {
        try await generated { package, server in
            let made = try package.read("Web/a-card.png")
            try package.write(work, to: "Web/a-card.png")
            let check = try await package.run("check")
            #expect(check.status == 3)
            #expect(check.errors.contains("--overwrite PATH"), "\(check.output)\(check.errors)")
            #expect(try await package.run(server: server).status == 3)
            #expect(try package.read("Web/a-card.png") == work)
            // The name means the asset alone.
            #expect(try await package.run("--overwrite", "a", server: server).status == 3)
            #expect(try package.read("Web/a-card.png") == work)
            let ended = try await package.run("--overwrite", "Web/a-card.png", server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(try package.read("Web/a-card.png") == made)
            let store = AssetStore(package: try PackageFolder(package.path))
            #expect(try store.object(SHA256Digest(of: work)) == work)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("our own renditions do not go into the store")
    func ownAreNotKept() async throws {
        try await generated { package, server in
            let objects = package.storedFiles(below: "objects")
            try package.writeManifest([
                manifest("a", "A", "", Self.card.replacingOccurrences(of: "32", with: "48"), Self.small)
            ])
            #expect(try await package.run(server: server).status == 0)
            #expect(package.storedFiles(below: "objects") == objects)
        }
    }

    @Test("a file that was there before the rendition was declared stays")
    func before() async throws {
        let package = try TestPackage()
        try package.write(work, to: "Web/a-card.png")
        try package.writeManifest([manifest("a", "A", "", Self.card)])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 3, "\(ended.errors)")
            #expect(try package.read("Web/a-card.png") == work)
            #expect(package.exists("Images/a.png"))
        }
    }

    @Test("accept PATH keeps a person's file, through changes of the asset, until it is given up")
    func accept() async throws {
        try await generated { package, server in
            try package.write(work, to: "Web/a-card.png")
            let accepted = try await package.run("accept", "Web/a-card.png")
            #expect(accepted.status == 0, "\(accepted.errors)")
            #expect(try package.rendition("Web/a-card.png")?.isAccepted == true)
            #expect(try package.entry("a")?.isAccepted == false)
            #expect(try await package.run("check").status == 0)
            try package.writeManifest([manifest("a", "Another", "", Self.card, Self.small)])
            let ended = try await package.run(server: server)
            #expect(ended.status == 3, "\(ended.errors)")
            #expect(try package.read("Web/a-card.png") == work)
            #expect(try package.rendition("Web/a-small.png")?.picture?.asset == package.entry("a")?.asset.sha256)
            #expect(try await package.run("--overwrite", "Web/a-card.png").status == 0)
            #expect(try package.read("Web/a-card.png") != work)
            #expect(try package.rendition("Web/a-card.png")?.isAccepted == false)
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test("an accepted file that is gone comes back from the store, also over one of ours, and stays accepted")
    func restored() async throws {
        try await generated { package, server in
            let made = try package.read("Web/a-card.png")
            try package.write(work, to: "Web/a-card.png")
            #expect(try await package.run("accept", "Web/a-card.png").status == 0)
            try package.remove("Web/a-card.png")
            #expect(try await package.plannedRenditions("plan")["Web/a-card.png"] == "missing restored")
            let ended = try await package.run("--offline")
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.output.contains("restored    a                 Web/a-card.png"), "\(ended.output)")
            #expect(ended.lastLine.contains("1 rendition restored"), "\(ended.lastLine)")
            #expect(try package.read("Web/a-card.png") == work)
            try package.write(made, to: "Web/a-card.png")
            let plan = try await package.run("plan")
            #expect(plan.output.contains("another rendition of ours"), "\(plan.output)")
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Web/a-card.png") == work)
            // It stays, whatever becomes of the recipe.
            try package.remove("Web/a-card.png")
            let larger = Self.card.replacingOccurrences(of: "32", with: "48")
            try package.writeManifest([manifest("a", "A", "", larger, Self.small)])
            #expect(try await package.run(server: server).status == 3)
            #expect(try package.read("Web/a-card.png") == work)
            #expect(try package.rendition("Web/a-card.png")?.isAccepted == true)
            try package.remove("Web/a-card.png")
            #expect(try await package.run("--overwrite", "Web/a-card.png").status == 0)
            #expect(try package.rendition("Web/a-card.png")?.isAccepted == false)
        }
    }

    @Test("an accepted file that is gone moves from the store to another path")
    func restoredElsewhere() async throws {
        try await generated { package, server in
            try package.write(work, to: "Web/a-card.png")
            #expect(try await package.run("accept", "Web/a-card.png").status == 0)
            try package.remove("Web/a-card.png")
            try package.writeManifest([
                manifest("a", "A", "", Self.card.replacingOccurrences(of: "Web/", with: "Site/"), Self.small)
            ])
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(try package.read("Site/a-card.png") == work)
            #expect(try package.rendition("Site/a-card.png")?.isAccepted == true)
        }
    }

    @Test("where the store does not have it either, ours is made, and it is said whose that was")
    func lost() async throws {
        try await generated { package, server in
            try package.write(work, to: "Web/a-card.png")
            #expect(try await package.run("accept", "Web/a-card.png").status == 0)
            try package.remove("Web/a-card.png")
            try package.remove(".image-assets/objects")
            let words = "what was accepted as somebody's work (\(SHA256Digest(of: try work).short)) is gone"
            let plan = try await package.run("plan")
            #expect(plan.output.contains(words), "\(plan.output)")
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.output.contains(words), "\(ended.output)")
            #expect(try package.rendition("Web/a-card.png")?.isAccepted == false)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("a choice that brings back the very asset that is recorded names the renditions that can be made again")
    func chosenAgain() async throws {
        try await generated { package, server in
            try package.remove("Images/a.png")
            try package.remove("Web/a-card.png")
            let chosen = try await package.run("choose", "a", "1", "--format", "json")
            #expect(chosen.status == 0, "\(chosen.errors)")
            #expect(package.exists("Images/a.png"))
            let named = "\"outdatedRenditions\": [\n    \"Web/a-card.png\"\n  ]"
            #expect(chosen.output.contains(named), "\(chosen.output)")
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("accept of an asset says that its renditions are out of date, and what makes them for nothing")
    func outdated() async throws {
        try await generated { package, server in
            try package.write(package.read("Web/a-card.png"), to: "Images/a.png")
            let accepted = try await package.run("accept", "a")
            #expect(accepted.status == 0, "\(accepted.errors)")
            #expect(
                accepted.errors.contains("2 renditions are out of date: `image-assets generate --offline` makes them"),
                "\(accepted.errors)")
            #expect(try await package.run("--offline").status == 0)
            let again = try await package.run("accept", "a", "Web/*", "--format", "json")
            #expect(again.status == 0 && !again.output.contains("outdatedRenditions"), "\(again.output)")
            #expect(again.output.contains("Web/a-small.png"), "\(again.output)")
            let named = try await package.run("explain", "Web/a-card.png")
            #expect(named.status == 64)
            #expect(named.errors.contains("is not an image but a rendition of \"a\""), "\(named.errors)")
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("accept names the renditions that a run would then make: one that is gone, and none over somebody's work")
    func outdatedFiles() async throws {
        try await generated { package, _ in
            try package.remove("Web/a-card.png")
            let gone = try await package.run("accept", "a")
            #expect(gone.errors.contains("1 rendition is out of date"), "\(gone.errors)")
            try package.write(work, to: "Web/a-card.png")
            try package.write(package.read("Web/a-small.png"), to: "Images/a.png")
            let accepted = try await package.run("accept", "a", "--format", "json")
            #expect(accepted.status == 0, "\(accepted.errors)")
            #expect(accepted.output.contains("Web/a-small.png"), "\(accepted.output)")
            #expect(!accepted.output.contains("Web/a-card.png"), "\(accepted.output)")
        }
    }

    @Test("a check that lets placeholders pass names the run that draws them for nothing")
    func placeholders() async throws {
        let package = try TestPackage()
        try package.writeManifest([manifest("a", "A", "", Self.card)])
        #expect(try await package.run("--placeholder").status == 0)
        try package.remove("Web/a-card.png")
        let ended = try await package.run("check", "--allow-placeholders")
        #expect(ended.status == 3)
        #expect(ended.errors.contains("`image-assets generate --placeholder`, at no cost"), "\(ended.errors)")
        #expect(try await package.run("generate", "--placeholder").status == 0)
        #expect(try await package.run("check", "--allow-placeholders").status == 0)
    }

    @Test("accept refuses what is no such picture, breaks expect, or stands for no asset")
    func refuses() async throws {
        try await generated { package, _ in
            try package.write("no picture", to: "Web/a-card.png")
            let text = try await package.run("accept", "Web/a-card.png")
            #expect(text.status == 1, "\(text.errors)")
            #expect(text.errors.contains("Web/a-card.png is text, not a PNG"), "\(text.errors)")
            #expect(try package.rendition("Web/a-card.png")?.isAccepted == false)
            let (png, jpeg) = (try package.read("Web/a-small.png"), Data([0xff, 0xd8, 0xff, 0xe0]))
            let photo = ##"{ "output": "Web/a.jpg", "width": 16, "background": "#ffffff" }"##
            try package.writeManifest([manifest("a", "A", "", Self.card, Self.small, photo)])
            for (bytes, path, words) in [
                (jpeg, "Web/a-card.png", "is a JPEG, not a PNG"), (png, "Web/a.jpg", "is a PNG, not a JPEG"),
                (png.dropLast(), "Web/a-card.png", "is not a sound PNG: "),
                (jpeg, "Web/a.jpg", "is not a sound JPEG: "),
            ] {
                try package.write(bytes, to: path)
                let ended = try await package.run("accept", path)
                #expect(ended.status == 1 && ended.errors.contains("\(path) \(words)"), "\(ended.errors)")
            }
            try package.remove("Web/a-card.png")
            #expect(try await package.run("accept", "Web/a-card.png").status == 1)
            let unknown = try await package.run("accept", "Web/a-cart.png")
            #expect(unknown.status == 64)
            #expect(unknown.errors.contains("Web/a-card.png"), "\(unknown.errors)")
        }
    }

    @Test("a renamed image takes its renditions along, accepted ones too, and nothing is made or sent")
    func renamed() async throws {
        try await generated { package, server in
            try package.write(work, to: "Web/a-card.png")
            #expect(try await package.run("accept", "Web/a-card.png").status == 0)
            let small = try package.read("Web/a-small.png")
            try package.writeManifest([manifest("b", "A", "", Self.card, Self.small)])
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(try package.read("Web/b-card.png") == work)
            #expect(try package.read("Web/b-small.png") == small)
            #expect(try package.rendition("Web/b-card.png", of: "b")?.isAccepted == true)
            #expect(try package.entry("b")?.renditions.count == 2)
            #expect(!package.exists("Web/a-card.png") && !package.exists("Web/a-small.png"))
            #expect(await server.traffic.requests.count == 1)
            #expect(try await package.run("check").status == 0)
        }
    }

    @Test("another output moves the file that is there")
    func moved() async throws {
        try await generated { package, server in
            let card = try package.read("Web/a-card.png")
            try package.writeManifest([
                manifest("a", "A", "", Self.card.replacingOccurrences(of: "Web/", with: "Site/"), Self.small)
            ])
            #expect(try await package.plannedRenditions("plan")["Site/a-card.png"] == "renamed moved")
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Site/a-card.png") == card)
            #expect(!package.exists("Web/a-card.png"))
        }
    }

    @Test("prune takes renditions that left the manifest, and no work of anybody's")
    func prune() async throws {
        try await generated { package, _ in
            try package.write(work, to: "Web/a-small.png")
            try package.writeManifest([manifest()])
            #expect(try await package.run("check").status == 0)
            let dry = try await package.run("prune", "--dry-run")
            #expect(dry.output.contains("Web/a-card.png"), "\(dry.output)")
            #expect(package.exists("Web/a-card.png"))
            #expect(try await package.run("prune").status == 0)
            #expect(!package.exists("Web/a-card.png"))
            #expect(try package.read("Web/a-small.png") == work)
            #expect(try package.entry("a")?.renditions.isEmpty == true)
            #expect(package.exists("Images/a.png"))
        }
    }

    @Test("a pruned image's renditions go with it")
    func pruneImage() async throws {
        try await generated { package, _ in
            try package.writeManifest([manifest("z", "Z")])
            #expect(try await package.run("prune").status == 0)
            #expect(!package.exists("Web/a-card.png") && !package.exists("Images/a.png"))
            #expect(try package.entry("a") == nil)
        }
    }
}
