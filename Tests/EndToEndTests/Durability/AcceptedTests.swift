import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsStore
import Testing

/// What a person made and accepted is theirs for as long as it is there.
@Suite("accepted work")
struct AcceptedTests {
    private func run(_ body: (TestPackage, StandInServer, Data) async throws -> Void) async throws {
        let package = try TestPackage()
        try package.writeManifest(["hero": "A"])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            #expect(try await package.run(server: server).status == 0)
            let work = try png("basn2c08")
            try package.write(work, to: "Images/hero.png")
            #expect(try await package.run("accept", "hero").status == 0)
            #expect(try package.entry("hero")?.isAccepted == true)
            try await body(package, server, work)
        }
    }

    @Test("a new prompt does not replace it, and says both ways out")
    func changed() async throws {
        try await run { package, server, work in
            try package.writeManifest(["hero": "B"])
            for arguments in [[], ["--placeholder"], ["--offline"]] {
                let ended = try await package.start(arguments, server: server).wait()
                #expect(ended.status == 3)
                #expect(ended.output.contains("`image-assets accept hero` keeps it"))
                #expect(
                    ended.output.contains(
                        "`image-assets generate --overwrite hero` replaces it and may pay for a request"))
            }
            #expect(try package.read("Images/hero.png") == work)
            let check = try await package.run("check")
            #expect(check.status == 3)
            #expect(check.output.hasPrefix("changed     hero  leave    Images/hero.png\n            prompt: "))
            #expect(check.output.contains("was accepted as somebody's work"))
            #expect(try await package.run("--regenerate", "hero", server: server).status == 64)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("accepted again it stays a person's, and overwritten it is the service's")
    func again() async throws {
        try await run { package, server, work in
            try package.writeManifest(["hero": "B"])
            #expect(try await package.run("accept", "hero").status == 0)
            #expect(try await package.run("check").status == 0)
            #expect(try package.entry("hero")?.isAccepted == true)
            try package.writeManifest(["hero": "C"])
            #expect(try await package.run("--overwrite", "hero", server: server).status == 0)
            #expect(try package.read("Images/hero.png") == picture(of: "C"))
            #expect(try package.entry("hero")?.isAccepted == false)
            let lockfile = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
            #expect(!lockfile.contains("accepted"))
            #expect(try package.read(StoreFolder.path(ofObject: SHA256Digest(of: work))) == work)
        }
    }

    @Test("what the service drew is not marked: the entry's own bytes, or an older answer")
    func drawn() async throws {
        try await run { package, server, _ in
            try package.write(picture(of: "A"), to: "Images/hero.png")
            let ended = try await package.run("accept", "hero", "--format", "json")
            #expect(ended.status == 0)
            #expect(ended.output.contains("\"accepted\": false"))
            try package.writeManifest(["hero": "B"])
            #expect(try await package.run("accept", "hero").status == 0)
            #expect(try package.entry("hero")?.isAccepted == false)
            try package.writeManifest(["hero": "C"])
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/hero.png") == picture(of: "C"))
        }
    }

    @Test("lost, it comes back with its mark; renamed, it goes along with it; copied it is to nobody")
    func moves() async throws {
        try await run { package, server, work in
            try package.remove("Images/hero.png")
            #expect(try await package.run("--offline").status == 0)
            #expect(try package.read("Images/hero.png") == work)
            #expect(try package.entry("hero")?.isAccepted == true)
            try package.writeManifest([#"{ "name": "poster", "prompt": "A", "output": "Art/poster.png" }"#])
            #expect(try await package.run("--offline").status == 0)
            #expect(try package.read("Art/poster.png") == work)
            #expect(try package.entry("poster")?.isAccepted == true)
            #expect(!package.exists("Images/hero.png"))
            try package.remove(".image-assets")
            try package.writeManifest([
                #"{ "name": "poster", "prompt": "A", "output": "Art/poster.png" }"#,
                #"{ "name": "twin", "prompt": "A" }"#,
            ])
            #expect(try await package.run("--offline").status == 3)
            #expect(!package.exists("Images/twin.png"))
        }
    }

    @Test("prune drops its entry and leaves the file")
    func prune() async throws {
        try await run { package, _, work in
            try package.writeManifest([String]())
            let dry = try await package.run("prune", "--dry-run")
            #expect(dry.output == "would prune  hero  Images/hero.png stays: it was accepted as somebody's work\n")
            #expect(try await package.run("prune").status == 0)
            #expect(try package.read("Images/hero.png") == work)
            #expect(try package.lockfile().images.isEmpty)
        }
    }

    @Test("what only stands for the image is named as what it is, with the way to it that costs nothing")
    func notYet() async throws {
        try await run { package, _, work in
            let lockfile = try package.read("images.lock.json")
            let pointer =
                "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "a", count: 64))\nsize 5\n"
            let converted = Data(work.map { [$0] }.reduce(into: []) { $0 += $1 == [0x0A] ? [0x0D, 0x0A] : $1 })
            for (bytes, said) in [
                (
                    Data(pointer.utf8),
                    "is a Git LFS pointer, not the image itself: run `git lfs pull`, which costs nothing"
                ),
                (
                    Data(pointer.replacingOccurrences(of: "\n", with: "\r\n").utf8),
                    "is a Git LFS pointer, not the image"
                ),
                (converted, "is a PNG whose line endings were converted: write `*.png binary` into .gitattributes"),
            ] {
                try package.write(bytes, to: "Images/hero.png")
                let ended = try await package.run("accept", "hero")
                #expect(ended.status == 1)
                #expect(ended.errors.hasPrefix("error: hero: Images/hero.png \(said)"), "\(ended.errors)")
                #expect(ended.lastLine == "0 images accepted; 1 refused: hero.")
            }
            #expect(try package.read("images.lock.json") == lockfile)
        }
    }
}
