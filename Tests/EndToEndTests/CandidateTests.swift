import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import Testing

/// Several pictures of one prompt are fetched, looked at, and one of them is chosen.
@Suite("--candidates and choose")
struct CandidateTests {
    /// Of a prompt, which one it is, from 1.
    private static func drawn(_ prompt: String, _ number: Int) -> Data { picture(of: "\(prompt) \(number)") }

    /// A package of one image, and a server that draws another picture each time.
    private func run(
        images: KeyValuePairs<String, String> = ["hero": "A"], latch: Latch? = nil,
        _ body: (TestPackage, StandInServer) async throws -> Void
    ) async throws {
        let package = try TestPackage(images: images)
        try await StandInServer.run(script: { request, number in
            await latch?.wait()
            return .image(Self.drawn(request.prompt, number))
        }) { server in
            try await body(package, server)
            #expect(await server.traffic.deviations.isEmpty)
        }
    }

    /// The document's candidates.
    private func list(_ package: TestPackage, _ name: String = "hero") async throws -> [[String: JSONValue]] {
        let ended = try await package.run("choose", name, "--format", "json")
        #expect(ended.status == 0, "\(ended.errors)")
        let document = try JSONValue(parsing: SourceText(Data(ended.output.utf8)))
        guard case .array(let candidates)? = document["candidates"] else { return [] }
        return candidates.map { candidate in
            guard case .object(let members) = candidate else { return [:] }
            return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
        }
    }

    private func fetch(_ package: TestPackage, _ count: Int, _ server: StandInServer) async throws -> Tool.Ended {
        // One after the other, so that their numbers are known.
        try await package.run("hero", "--candidates", "\(count)", "--concurrency", "1", server: server)
    }

    @Test("missing ones are asked for once each, every one in its own request, and what is published stays")
    func fetching() async throws {
        try await run { package, server in
            #expect(try await package.run(server: server).status == 0)
            let entry = try package.read("images.lock.json")
            let plan = try await package.run("plan", "hero", "--candidates", "3")
            #expect(plan.status == 0)
            #expect(
                plan.output == """
                    up to date  hero  fetch    Images/hero.png
                                1 of 3 candidates is there, 2 to fetch

                    """)
            #expect(plan.lastLine == "To do: 2 requests needed.")
            let ended = try await fetch(package, 3, server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.output.split(separator: "\n").count { $0.hasPrefix("candidate   hero") } == 2)
            #expect(
                ended.lastLine == "Done: 2 candidates fetched, 2 requests sent, 1 up to date. "
                    + "See what there is with `image-assets choose hero`.")
            #expect(await server.traffic.requests.count == 3)
            let ids = await server.traffic.requests.compactMap { $0.header("Idempotency-Key") }
            #expect(Set(ids).count == 3)
            #expect(Set(try package.journal.filter { $0.outcome == .answered }.map(\.attempt.request)).count == 3)
            #expect(try package.read("Images/hero.png") == Self.drawn("A", 1))
            #expect(try package.read("images.lock.json") == entry)
            // Enough is enough.
            let again = try await fetch(package, 3, server)
            #expect(again.lastLine.hasPrefix("Nothing to do: 1 up to date."))
            #expect(try await package.run("check").status == 0)
            #expect(await server.traffic.requests.count == 3)
        }
    }

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
            #expect(again.lastLine.hasSuffix("is the published one already; it is noted as chosen."))
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
            // Whoever chooses it takes it all the same.
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

    @Test(
        "candidates need names, and go with nothing that sends nothing, replaces, or may not change",
        arguments: [
            ["--candidates", "3"], ["hero", "--candidates", "1"], ["hero", "--candidates", "11"],
            ["hero", "--candidates", "3", "--offline"], ["hero", "--candidates", "3", "--placeholder"],
            ["hero", "--candidates", "3", "--regenerate", "hero"], ["ice", "--candidates", "3"],
            ["--overwrite", "hero", "--candidates", "3"],
        ])
    func usage(arguments: [String]) async throws {
        let package = try TestPackage()
        try package.writeManifest([
            #"{ "name": "hero", "prompt": "A" }"#, #"{ "name": "ice", "prompt": "B", "frozen": true }"#,
        ])
        for command in ["generate", "plan"] {
            let ended = try await package.start([command] + arguments).wait()
            #expect(ended.status == 64, "\(ended.errors)")
            #expect(ended.lastLine.contains("--candidates"))
        }
    }

    @Test("--max-requests counts them all and sends none of too many; JSON says what was wanted and what is there")
    func caps() async throws {
        try await run { package, server in
            let held = try await package.run(
                "hero", "--candidates", "3", "--max-requests", "2", "--format", "json", server: server)
            #expect(held.status == 4)
            #expect(await server.traffic.requests.isEmpty)
            let ended = try await package.run("hero", "--candidates", "2", "--format", "json", server: server)
            let document = try JSONValue(parsing: SourceText(Data(ended.output.utf8)))
            guard case .array(let images)? = document["images"] else { return }
            #expect(images[0]["candidates"]?["wanted"] == .integer(2))
            #expect(images[0]["candidates"]?["present"] == .integer(2))
            #expect(images[0]["candidates"]?["failed"] == .array([]))
            #expect(document["summary"]?["requests"] == .integer(2))
            let more = try await package.run("hero", "--candidates", "4", "--max-requests", "1", server: server)
            #expect(more.status == 4)
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test(
        "a second machine is up to date by the lockfile, fetches what it lacks, and can choose the published one again")
    func secondMachine() async throws {
        try await run { package, server in
            #expect(try await fetch(package, 3, server).status == 0)
            #expect(try await package.run("choose", "hero", "3").status == 0)
            let clone = try package.copy()
            try clone.remove(".image-assets")
            #expect(try await clone.run("check").status == 0)
            #expect(try await clone.run("--offline").status == 0)
            #expect(!clone.exists(".image-assets/results"))
            let alone = try await list(clone)
            #expect(alone.map { $0["file"] } == [.string("Images/hero.png")])
            #expect(try await fetch(clone, 2, server).status == 0)
            #expect(await server.traffic.requests.count == 4)
            #expect(try clone.read("images.lock.json") == package.read("images.lock.json"))
            #expect(try await clone.run("choose", "hero", "2").status == 0)
            #expect(try clone.read("Images/hero.png") == Self.drawn("A", 4))
            let both = try await list(clone)
            #expect(both.map { $0["sha256"] } == [3, 4].map { .string(SHA256Digest(of: Self.drawn("A", $0)).hex) })
            #expect(try await clone.run("choose", "hero", "1").status == 0)
            #expect(try clone.read("Images/hero.png") == Self.drawn("A", 3))
        }
    }

    @Test("prune --store drops what nobody chose once one is published, and nothing before")
    func pruning() async throws {
        try await run { package, server in
            #expect(try await fetch(package, 4, server).status == 0)
            #expect(try await package.run("choose", "hero", "2").status == 0)
            #expect(try await package.run("choose", "hero", "3").status == 0)
            #expect(try await package.run("choose", "hero", "--reject", "4", "--note", "no").status == 0)
            let lock = try package.read("images.lock.json")
            try package.remove("images.lock.json")
            try package.remove("Images/hero.png")
            let none = try await package.run("prune", "--store")
            #expect(none.lastLine.hasSuffix("No old results in the store."), "\(none.errors)")
            #expect(package.results == 4)
            try package.write(lock, to: "images.lock.json")
            #expect(try await package.run("--offline").status == 0)
            let some = try await package.run("prune", "--store")
            #expect(some.lastLine.hasPrefix("Nothing to prune. 1 old result dropped"), "\(some.errors)")
            let left = try await list(package).map { $0["sha256"] }
            #expect(left == [2, 3, 4].map { .string(SHA256Digest(of: Self.drawn("A", $0)).hex) })
            // Of a prompt that is gone nothing is kept.
            try package.writeManifest(["hero": "B"])
            #expect(try await package.run(server: server).status == 0)
            #expect(try await package.run("prune", "--store").status == 0)
            #expect(package.results == 1)
        }
    }

    @Test("two runs that fetch candidates at the same time lose none, and ask for no more than each needs")
    func sideBySide() async throws {
        let latch = Latch()
        try await run(latch: latch) { package, server in
            // One store, two manifests: neither waits for the other.
            try package.write(package.read("images.json"), to: "art/images.json")
            let arguments = ["hero", "--candidates", "3"]
            let one = try package.start(arguments, server: server)
            let other = try package.start(arguments + ["--manifest", "art/images.json"], server: server)
            // The same manifest: it waits, and then finds what came.
            await server.traffic.waitForInFlight(6)
            let third = try package.start(arguments, server: server)
            await latch.open()
            for tool in [one, other, third] {
                let ended = try await tool.wait()
                #expect(ended.status == 0, "\(ended.errors)")
            }
            #expect(await server.traffic.requests.count == 6)
            #expect(package.results == 6)
            #expect(try await list(package).count == 6)
            let plan = try await package.run("plan", "hero", "--candidates", "7")
            #expect(plan.lastLine == "To do: 1 request needed.")
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

    @Test(
        "an answer that nobody can read keeps candidates from being asked for, until another picture is paid for anew")
    func unread() async throws {
        let package = try TestPackage(images: ["hero": "A"])
        try await StandInServer.run(script: { request, number in
            number == 2 ? .link : .image(Self.drawn(request.prompt, number))
        }) { server in
            let ended = try await fetch(package, 4, server)
            #expect(ended.status == 1)
            #expect(ended.lastLine.contains("1 candidate failed: hero"))
            #expect(await server.traffic.requests.count == 2)
            let again = try await fetch(package, 4, server)
            #expect(again.status == 1)
            #expect(again.errors.contains("an answer came") || again.lastLine.contains("1 candidate failed: hero"))
            #expect(await server.traffic.requests.count == 2)
            let anew = try await package.run("--regenerate", "hero", server: server)
            #expect(anew.status == 0)
            #expect(try await fetch(package, 4, server).status == 0)
            #expect(await server.traffic.requests.count == 5)
            #expect(try await list(package).count == 4)
        }
    }

    @Test("Ctrl-C sends no further request, and brings home those under way")
    func interrupted() async throws {
        let latch = Latch()
        try await run(latch: latch) { package, server in
            let tool = try package.start(["hero", "--candidates", "5", "--concurrency", "2"], server: server)
            await server.traffic.waitForInFlight(2)
            tool.send(SIGINT)
            while !tool.errorsSoFar.contains("Stopping") { try await Task.sleep(for: .milliseconds(20)) }
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == 130)
            #expect(await server.traffic.requests.count == 2)
            #expect(package.results == 2)
            #expect(package.exists("Images/hero.png"))
            #expect(try await package.run("check").status == 0)
            let rest = try await package.run("plan", "hero", "--candidates", "5")
            #expect(rest.lastLine == "To do: 3 requests needed.")
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
            empty.lastLine == "There is no picture for today's inputs of hero: `swift package generate-images hero "
                + "--candidates 3` fetches 3 to choose from, and pays for 3 requests.")
    }
}
