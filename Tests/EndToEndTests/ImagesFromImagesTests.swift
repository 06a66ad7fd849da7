import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import Testing

@Suite("images made from images", .timeLimit(.minutes(2)))
struct ImagesFromImagesTests {
    private static func image(_ name: String, _ prompt: String? = nil, from parents: String..., more: String = "")
        -> String
    {
        let sources = parents.map { #"{ "image": "\#($0)" }"# }.joined(separator: ", ")
        let references = parents.isEmpty ? "" : #", "references": [\#(sources)]"#
        return #"{ "name": "\#(name)", "prompt": "\#(prompt ?? name)"\#(references)\#(more) }"#
    }

    /// A hero, a scene that is made from it, and a detail that is made from the scene; written the other way round.
    private static let chain = [image("detail", from: "scene"), image("scene", from: "hero"), image("hero")]

    private func run(
        _ images: [String] = chain, script: @escaping StandInServer.Script = { request, _ in .picture(for: request) },
        _ body: (TestPackage, StandInServer) async throws -> Void
    ) async throws {
        let package = try TestPackage()
        try package.writeManifest(images)
        try await StandInServer.run(script: script) { server in try await body(package, server) }
    }

    private func prompts(_ server: StandInServer) async -> [String] { await server.traffic.requests.map(\.prompt) }

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

    @Test("a mask that a service drew and that cannot be sent keeps nobody but its own image from being made")
    func mask() async throws {
        let package = try TestPackage()
        let manifest = { (more: String) in
            """
            { "version": 1, "service": "openai", "images": [
              { "name": "hero", "prompt": "hero" }, { "name": "holes", "prompt": "holes" },
              { "name": "scene", "prompt": "scene", "references": [{ "image": "hero" }], "mask": { "image": "holes" } }
              \(more) ] }
            """
        }
        try package.write(manifest(""), to: "images.json")
        try await StandInServer.run(documents: .openai, script: { request, _ in .picture(for: request) }) { server in
            let first = try await package.run(server: server)
            #expect(first.status == 1, "\(first.errors)")
            #expect(await server.traffic.requests.count == 2)
            try package.write(manifest(#", { "name": "other", "prompt": "other" }"#), to: "images.json")
            let next = try await package.run("generate", "--format", "json", server: server)
            #expect(next.status == 1)
            #expect(next.output.contains(#""code": "reference""#), "\(next.output)")
            #expect(package.exists("Images/other.png"))
            #expect(await server.traffic.requests.count == 3)
            let plan = try await package.run("plan")
            #expect(plan.errors.contains("the mask image holes has no alpha channel"), "\(plan.errors)")
            #expect(plan.errors.contains("This image alone fails, before anything is sent for it."))
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
                ended.errors.contains("note: what was named is made from hero, so that comes along"), "\(ended.errors)")
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

    @Test("a parent that gets another name costs nothing")
    func renamed() async throws {
        try await run { package, server in
            _ = try await package.run(server: server)
            try package.writeManifest([
                Self.image("detail", from: "scene"), Self.image("scene", from: "held"), Self.image("held", "hero"),
            ])
            let plan = try await package.run("plan")
            #expect(plan.lastLine == "To do: 0 requests needed, 1 to move, 2 up to date.", "\(plan.lastLine)")
            let ended = try await package.run(server: server)
            #expect(ended.lastLine == "Done: 1 moved, 2 up to date.", "\(ended.errors)")
            #expect(try package.entry("scene")?.recipe.references.first?.image?.text == "held")
            #expect(try package.entry("scene")?.recipe.references.first?.path.text == "Images/held.png")
            #expect(try await package.run("check").status == 0)
        }
    }

    @Test("an untouched picture of the store's is recorded where it lies, also when its parent only comes back")
    func untouched() async throws {
        try await run { package, server in
            _ = try await package.run(server: server)
            try package.remove("images.lock.json")
            try package.remove("Images/hero.png")
            let ended = try await package.run()
            #expect(ended.status == 0, "\(ended.output)")
            #expect(ended.lastLine == "Done: 3 restored.")
            #expect(await server.traffic.requests.count == 3)
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

    @Test("placeholders are drawn parents first, and are never sent")
    func placeholders() async throws {
        try await run { package, server in
            #expect(try await package.run("generate", "scene", "--placeholder").lastLine.hasPrefix("Done: 2 drawn."))
            #expect(try await package.run("--placeholder").lastLine == "Done: 1 drawn, 2 up to date.")
            #expect(try await package.run("check", "--allow-placeholders").status == 0)
            #expect(try await package.run("check").status == 3)
            let ended = try await package.run("generate", "scene", server: server)
            #expect(ended.status == 0)
            let sent = await server.traffic.requests
            #expect(sent.map(\.prompt) == ["hero", "scene"])
            #expect(sent[1].references.map(\.bytes) == [picture(of: "hero")])
        }
    }

    @Test("a person's picture in a parent's place is what children are made from")
    func work() async throws {
        try await run { package, server in
            _ = try await package.run("generate", "hero", server: server)
            let work = picture(of: "by hand")
            try package.write(work, to: "Images/hero.png")
            let ended = try await package.run("generate", "scene", server: server)
            #expect(ended.status == 3)
            #expect(await server.traffic.requests.last?.references.map(\.bytes) == [work])
            #expect(try package.read("Images/hero.png") == work)
            #expect(try await package.run("accept", "hero").status == 0)
            #expect(try await package.run("check", "scene").status == 0)
        }
    }

    @Test("a parent that is only a Git LFS pointer counts by its object, and cannot be sent")
    func pointer() async throws {
        try await run { package, server in
            _ = try await package.run(server: server)
            let bytes = try package.read("Images/hero.png")
            try package.write(
                "version https://git-lfs.github.com/spec/v1\noid sha256:\(SHA256Digest(of: bytes).hex)\nsize \(bytes.count)\n",
                to: "Images/hero.png")
            #expect(try await package.run("check").status == 0)
            try package.writeManifest([Self.image("hero"), Self.image("scene", "another scene", from: "hero")])
            let ended = try await package.run("generate", "scene", "--format", "json", server: server)
            #expect(ended.status == 1)
            #expect(ended.output.contains("git lfs pull"))
            #expect(await server.traffic.requests.count == 3)
        }
    }

    @Test("pruning the store keeps what children of today's files would come back from")
    func prune() async throws {
        try await run { package, server in
            _ = try await package.run(server: server)
            #expect(try await package.run("prune", "--store").status == 0)
            for name in ["hero", "scene", "detail"] { try package.remove("Images/\(name).png") }
            try package.remove("images.lock.json")
            let ended = try await package.run(server: server)
            #expect(ended.lastLine == "Done: 3 restored.", "\(ended.errors)")
        }
    }
}
