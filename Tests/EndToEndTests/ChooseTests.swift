import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// Several pictures of one prompt are looked at, and one of them is chosen.
@Suite("choose")
struct ChooseTests: CandidateTesting {
    @Test("they are listed as they came; one is published by its number or digest, and the choice outlives a change")
    func choosing() async throws {
        try await run { package, server in
            #expect(try await fetch(package, 3, server).status == 0)
            let all = try await list(package)
            #expect(all.map { $0["number"] } == [.integer(1), .integer(2), .integer(3)])
            #expect(all.map { $0["published"] } == [.boolean(true), .boolean(false), .boolean(false)])
            let digests = (1...3).map { SHA256Digest(of: Self.drawn("A", $0)) }
            #expect(all.map { $0["sha256"] } == digests.map { .string($0.hex) })
            let file = ".image-assets/objects/\(digests[1].hex.prefix(2))/\(digests[1].hex)"
            #expect(all[1]["file"] == .string(file))
            #expect(try package.read(file) == Self.drawn("A", 2))
            let chosen = try await package.run("choose", "hero", "2")
            #expect(chosen.status == 0, "\(chosen.errors)")
            #expect(chosen.lastLine == "hero: \(digests[1].short) is published as Images/hero.png.")
            #expect(try package.read("Images/hero.png") == Self.drawn("A", 2))
            #expect(try package.entry("hero")?.asset.sha256 == digests[1])
            #expect(try await package.run("check").status == 0)
            let again = try await package.run("choose", "hero", String(digests[1].hex.prefix(4)))
            #expect(again.status == 0)
            #expect(again.lastLine.hasSuffix("is published already; it is recorded as chosen."))
            // The prompt changes, and comes back.
            try package.writeManifest(["hero": "B"])
            #expect(try await package.run(server: server).status == 0)
            try package.writeManifest(["hero": "A"])
            let back = try await package.run("--offline")
            #expect(back.status == 0, "\(back.errors)")
            #expect(try package.read("Images/hero.png") == Self.drawn("A", 2))
            #expect(await server.traffic.requests.count == 4)
        }
    }

    @Test("what is rejected is no free source, is not counted, and stays listed with its note")
    func rejecting() async throws {
        try await run { package, server in
            #expect(try await fetch(package, 2, server).status == 0)
            let refused = try await package.run("choose", "hero", "--reject", "1")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("that picture is what hero publishes"))
            let ended = try await package.run("choose", "hero", "--reject", "2", "--note", "too dark")
            #expect(ended.status == 0)
            #expect(ended.lastLine.contains("is rejected, in this store only"))
            #expect(try await package.run("choose", "hero").output.contains("  rejected: too dark\n"))
            #expect(try await list(package)[1]["note"] == .string("too dark"))
            let plan = try await package.run("plan", "hero", "--candidates", "2")
            #expect(plan.lastLine == "To do: 1 request needed.")
            // Without lockfile and asset the newest would be used: that is the rejected one.
            try package.remove("images.lock.json")
            try package.remove("Images/hero.png")
            #expect(try await package.run("--offline").status == 0)
            #expect(try package.read("Images/hero.png") == Self.drawn("A", 1))
            #expect(try await package.run("explain", "hero").output.contains("rejected: too dark"))
            // Whoever chooses it publishes it anyway.
            #expect(try await package.run("choose", "hero", "2").status == 0)
            #expect(try await list(package)[1]["rejected"] == .boolean(false))
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test("somebody's work is spared by both, and goes into the store when it is overwritten")
    func protection() async throws {
        try await run { package, server in
            #expect(try await fetch(package, 2, server).status == 0)
            let work = try png("basn2c08")
            try package.write(work, to: "Images/hero.png")
            let held = try await fetch(package, 4, server)
            #expect(held.status == 3)
            #expect(await server.traffic.requests.count == 4)
            #expect(try package.read("Images/hero.png") == work)
            let lock = try package.read("images.lock.json")
            let refused = try await package.run("choose", "hero", "2")
            #expect(refused.status == 3)
            #expect(refused.errors.contains("is somebody's work and was left alone"))
            #expect(try package.read("Images/hero.png") == work)
            #expect(try package.read("images.lock.json") == lock)
            #expect(try await list(package).allSatisfy { $0["chosen"] == .boolean(false) })
            for arguments in [["--overwrite"], ["--overwrite", "hero"]] {
                try package.write(work, to: "Images/hero.png")
                let ended = try await package.start(["choose", "hero", "2"] + arguments).wait()
                #expect(ended.status == 0, "\(ended.errors)")
                #expect(try package.read("Images/hero.png") == Self.drawn("A", 2))
            }
            let kept = SHA256Digest(of: work).hex
            #expect(package.exists(".image-assets/objects/\(kept.prefix(2))/\(kept)"))
            // An accepted file is somebody's work, though it is up to date.
            try package.write(work, to: "Images/hero.png")
            #expect(try await package.run("accept", "hero").status == 0)
            #expect(try await package.run("choose", "hero", "1").status == 3)
            #expect(try package.read("Images/hero.png") == work)
        }
    }

    @Test("what `choose` says of the price of more is what a run for them sends")
    func price() async throws {
        try await run { package, server in
            let child = #"{ "name": "hero", "prompt": "A", "references": [{ "image": "base" }] }"#
            try package.writeManifest([#"{ "name": "base", "prompt": "B" }"#, child])
            #expect(try await package.run(server: server).status == 0)
            let one = try await package.run("choose", "hero")
            #expect(one.lastLine.hasSuffix("fetches more to choose from, and pays for 2 requests."), "\(one.lastLine)")
            try package.writeManifest([#"{ "name": "base", "prompt": "C" }"#, child])
            let both = try await package.run("choose", "hero")
            #expect(
                both.lastLine.hasSuffix("and pays for 4 requests, 1 of them for what hero is made from."),
                "\(both.lastLine)")
            #expect(try await fetch(package, 3, server).status == 0)
            #expect(await server.traffic.requests.count == 2 + 4)
        }
    }

    @Test("what breaks `expect`, a frozen image and an unknown candidate are refused, and nothing changes")
    func refusals() async throws {
        try await run { package, server in
            #expect(try await fetch(package, 2, server).status == 0)
            let images = [
                (
                    #"{ "name": "hero", "prompt": "A", "expect": { "minHeight": 100 } }"#, Int32(1),
                    "expected at least 100"
                ),
                (#"{ "name": "hero", "prompt": "A", "frozen": true }"#, 1, "it is frozen"),
            ]
            let files = package.allFiles().filter { !$0.key.hasSuffix(".lock") && $0.key != "images.json" }
            for (image, status, reason) in images {
                try package.writeManifest([image])
                let ended = try await package.run("choose", "hero", "2")
                #expect(ended.status == status)
                #expect(ended.errors.contains(reason), "\(ended.errors)")
            }
            for words in [
                ["3"], ["0"], ["zz"], ["1", "2"], ["--reject", "3"], ["1", "--note", "x"], ["--overwrite"],
            ] {
                let ended = try await package.start(["choose", "hero"] + words).wait()
                #expect(ended.status == 64, "\(words)")
            }
            let now = package.allFiles().filter {
                !$0.key.hasSuffix(".lock") && $0.key != "images.json" && !$0.key.contains("/cache/")
            }
            #expect(now == files.filter { !$0.key.contains("/cache/") })
        }
    }

    @Test("whoever lists them waits for no run and makes no store")
    func looking() async throws {
        let latch = Latch()
        try await run(latch: latch) { package, server in
            #expect(try await list(package).isEmpty)
            #expect(!package.exists(".image-assets"))
            let tool = try package.start(["hero", "--candidates", "2"], server: server)
            await server.traffic.waitForInFlight(2)
            #expect(try await list(package).isEmpty)
            await latch.open()
            #expect(try await tool.wait().status == 0)
            #expect(try await list(package).count == 2)
        }
    }

    @Test("a candidate that was put into place by hand and accepted is the chosen one")
    func accepting() async throws {
        try await run { package, server in
            #expect(try await fetch(package, 3, server).status == 0)
            try package.write(Self.drawn("A", 2), to: "Images/hero.png")
            #expect(try await package.run("accept", "hero").status == 0)
            #expect(try await list(package).map { $0["chosen"] } == [false, true, false].map { .boolean($0) })
            try package.remove("images.lock.json")
            try package.remove("Images/hero.png")
            #expect(try await package.run("--offline").status == 0)
            #expect(try package.read("Images/hero.png") == Self.drawn("A", 2))
        }
    }

    @Test("the command belongs to the verb that may write, and the other one names it")
    func plugin() async throws {
        let package = try TestPackage(images: ["hero": "A"])
        let refused = try await package.run(
            "choose", "hero", environment: ["IMAGE_ASSETS_PLUGIN": "check-images"])
        #expect(refused.status == 64)
        #expect(refused.lastLine.contains("`swift package generate-images choose`"))
        let empty = try await package.run("choose", "hero", environment: ["IMAGE_ASSETS_PLUGIN": "generate-images"])
        #expect(empty.status == 0)
        #expect(
            empty.lastLine == "There is no picture for the current inputs of hero: `swift package generate-images hero "
                + "--candidates 3` fetches 3 to choose from, and pays for 3 requests.")
    }
}
