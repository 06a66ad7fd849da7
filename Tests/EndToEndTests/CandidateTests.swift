import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// Several pictures of one prompt are fetched.
@Suite("--candidates")
struct CandidateTests: CandidateTesting {
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
}
