import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

@Suite("images made from images", .timeLimit(.minutes(2)))
struct ImagesFromImagesTests: ImagesFromImagesTesting {
    @Test("parents first, children with the bytes of their parents, and the lockfile says of which image they are")
    func chain() async throws {
        try await run { package, server in
            let plan = try await package.run("plan")
            #expect(plan.lastLine == "To do: 3 requests needed.")
            #expect(plan.output.contains("after scene"))
            let document = try await package.run("plan", "--format", "json")
            #expect(document.output.contains(#""after": ["#))
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(await prompts(server) == ["hero", "scene", "detail"])
            let requests = await server.traffic.requests
            #expect(requests[1].references.map(\.bytes) == [picture(of: "hero")])
            #expect(requests[2].references.map(\.bytes) == [picture(of: "scene")])
            #expect(requests.flatMap(\.deviations).isEmpty)
            let input = try #require(try package.entry("scene")?.recipe.references.first)
            #expect(input.image == (try ImageName("hero")))
            #expect(input.path.text == "Images/hero.png")
            #expect(input.sha256 == SHA256Digest(of: picture(of: "hero")))
            #expect(try await package.run(server: server).lastLine == "Nothing to do: 3 up to date.")
            #expect(try await package.run("check").status == 0)
        }
    }

    @Test("a parent that changes takes its children along, and nobody else")
    func changed() async throws {
        // As of a service: other references give another picture.
        let script: StandInServer.Script = { request, _ in
            let references = request.references.map { SHA256Digest(of: $0.bytes).short }
            return .image(picture(of: ([request.prompt] + references).joined(separator: " ")))
        }
        try await run(Self.chain + [Self.image("other")], script: script) { package, server in
            _ = try await package.run(server: server)
            try package.writeManifest([
                Self.image("detail", from: "scene"), Self.image("scene", from: "hero"), Self.image("hero", "new hero"),
                Self.image("other"),
            ])
            let plan = try await package.run("plan", "--format", "json")
            #expect(plan.output.contains(#""reference image hero""#))
            #expect(plan.output.contains(#""requests": 3"#))
            #expect(try await package.run("check", "detail").status == 3)
            #expect(try await package.run(server: server).status == 0)
            #expect(await prompts(server).suffix(3) == ["new hero", "scene", "detail"])
            // Back to what was: all of it is in the store, one after the other.
            try package.writeManifest(Self.chain + [Self.image("other")])
            let back = try await package.run(server: server)
            #expect(back.lastLine == "Done: 3 restored, 1 up to date.")
            #expect(await prompts(server).count == 7)
        }
    }

    @Test("a chain whose pictures are all in the store comes back offline")
    func offline() async throws {
        let script: StandInServer.Script = { request, _ in
            let references = request.references.map { SHA256Digest(of: $0.bytes).short }
            return .image(picture(of: ([request.prompt] + references).joined(separator: " ")))
        }
        try await run(script: script) { package, server in
            _ = try await package.run(server: server)
            try package.writeManifest([
                Self.image("detail", from: "scene"), Self.image("scene", from: "hero"), Self.image("hero", "new hero"),
            ])
            _ = try await package.run(server: server)
            try package.writeManifest(Self.chain)
            // All of it is known beforehand: nobody is asked for a key.
            #expect(try await package.run("plan").lastLine == "To do: 0 requests needed, 3 to restore.")
            let copy = try package.copy()
            #expect(try await copy.run().lastLine == "Done: 3 restored.")
            #expect(try await package.copy().run("--placeholder").lastLine == "Done: 3 restored.")
            let ended = try await package.run("--offline")
            #expect(ended.status == 0, "\(ended.output)")
            #expect(ended.lastLine == "Done: 3 restored.")
            #expect(try await package.run("check").status == 0)
        }
    }

    @Test("a parent that comes back with equal bytes leaves its children alone")
    func equalBytes() async throws {
        try await run { package, server in
            _ = try await package.run(server: server)
            let ended = try await package.run("generate", "--regenerate", "hero", server: server)
            #expect(ended.status == 0)
            #expect(await prompts(server) == ["hero", "scene", "detail", "hero"])
            #expect(!ended.errors.contains("out of date"))
        }
    }

    @Test("asking for one anew names the children that become out of date by it, before it is paid for and after")
    func regenerate() async throws {
        let script: StandInServer.Script = { request, _ in
            .image(picture(of: "\(request.prompt) \(request.number)"))
        }
        try await run(script: script) { package, server in
            _ = try await package.run(server: server)
            let plan = try await package.run("plan", "--regenerate", "hero")
            #expect(
                plan.lastLine.hasSuffix("1 request needed. 2 others are out of date: detail, scene."),
                "\(plan.lastLine)")
            let ended = try await package.run("generate", "--regenerate", "hero", server: server)
            #expect(ended.lastLine.hasSuffix("2 others are out of date: detail, scene."), "\(ended.lastLine)")
            #expect(await server.traffic.requests.count == 4)
        }
    }

    @Test("asking for a child brings along what it is made from, and says so")
    func closure() async throws {
        try await run(Self.chain + [Self.image("other")]) { package, server in
            let check = try await package.run("check", "scene")
            #expect(check.status == 3)
            #expect(check.output.contains("hero"))
            let ended = try await package.run("generate", "scene", server: server)
            #expect(ended.status == 0)
            #expect(
                ended.errors.contains("note: the named images are made from hero, so the run includes it too"),
                "\(ended.errors)")
            #expect(await prompts(server) == ["hero", "scene"])
        }
    }

    @Test("when a parent fails its children cost nothing, and the next run tries them again")
    func failure() async throws {
        let script: StandInServer.Script = { request, _ in
            request.number == 1
                ? .error(400, "no", code: "moderation_blocked") : .picture(for: request)
        }
        try await run(script: script) { package, server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(await prompts(server) == ["hero"])
            #expect(ended.output.contains("it is made from hero, which failed"), "\(ended.output)")
            let next = try await package.run(server: server)
            #expect(next.status == 0)
            #expect(await prompts(server) == ["hero", "hero", "scene", "detail"])
        }
    }

    @Test("what is held back holds back what is made from it", arguments: [true, false])
    func held(isOffline: Bool) async throws {
        let arguments = isOffline ? ["--offline"] : ["--max-requests", "2"]
        try await run { package, server in
            let ended = try await package.start(arguments, server: server).wait()
            #expect(ended.status == (isOffline ? 3 : 4))
            #expect(await server.traffic.requests.isEmpty)
            #expect(try await package.run("--max-requests", "3", server: server).status == 0)
        }
    }

    @Test("Ctrl-C while a parent is drawn publishes that, and nothing is begun that is made from it")
    func interrupt() async throws {
        let latch = Latch()
        try await run(script: latch.pictures) { package, server in
            let tool = try package.start([], server: server)
            await server.traffic.waitForInFlight(1)
            tool.send(SIGINT)
            #expect(try await tool.hasSaid("Stopping: 1 request"))
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == 130)
            #expect(ended.lastLine.hasPrefix("Interrupted: 1 generated, 2 not started"))
            #expect(ended.output.components(separatedBy: "the run was interrupted").count == 3, "\(ended.output)")
            #expect(await prompts(server) == ["hero"])
            #expect(try await package.run(server: server).status == 0)
            #expect(await prompts(server) == ["hero", "scene", "detail"])
        }
    }

    @Test("of the images that a run is not about only those are named that are out of date after it")
    func elsewhere() async throws {
        try await run { package, server in
            _ = try await package.run(server: server)
            try package.write(picture(of: "by hand"), to: "Images/hero.png")
            let ended = try await package.run("generate", "--overwrite", "hero")
            #expect(ended.lastLine == "Done: 1 restored.", "\(ended.lastLine)")
            try package.writeManifest([
                Self.image("detail", from: "scene"), Self.image("scene", from: "held"), Self.image("held", "hero"),
            ])
            #expect(try await package.run("plan", "held").lastLine == "To do: 0 requests needed, 1 to move.")
            #expect(try await package.run("generate", "held").lastLine == "Done: 1 moved.")
        }
    }
}
