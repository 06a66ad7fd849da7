import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// What children are made from, whatever lies in a parent's place.
@Suite("parents of images", .timeLimit(.minutes(2)))
struct ParentTests: ImagesFromImagesTesting {
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
            #expect(plan.errors.contains("This image alone fails, and nothing is sent for it."))
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

    @Test("a placeholder is not sent either when the lockfile is lost")
    func lostLockfile() async throws {
        try await run { package, server in
            #expect(try await package.run("--placeholder").status == 0)
            try package.remove("images.lock.json")
            try package.remove("Images/detail.png")
            let ended = try await package.run(server: server)
            #expect(ended.status == 3, "\(ended.output)")
            #expect(ended.output.contains("which is only a placeholder, and that is never sent"))
            #expect(await server.traffic.requests.isEmpty)
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
