import Foundation
import ImageAssetsStandInServer
import Testing

/// Whoever asks for one image anew pays for one, and can see beforehand what a run would do.
@Suite("the options that change what is paid")
struct RegenerateTests {
    private static let images: KeyValuePairs<String, String> = ["ant": "A", "bee": "B", "cat": "C", "dog": "D"]

    private func run(_ body: (TestPackage, StandInServer) async throws -> Void) async throws {
        let package = try TestPackage()
        try package.writeManifest(Self.images)
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            try await body(package, server)
        }
    }

    @Test(
        "--regenerate and --overwrite are about the image that they name, and the others are counted and named",
        arguments: ["--regenerate", "--overwrite"])
    func one(_ option: String) async throws {
        try await run { package, server in
            let ended = try await package.run(option, "ant", server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(await server.traffic.requests.map(\.prompt) == ["A"])
            #expect(
                ended.lastLine == "Done: 1 generated, 1 request sent. 3 others are out of date: bee, cat, dog.")
            let both = try await package.run("bee", option, "ant", server: server)
            #expect(both.status == 0)
            let prompts = await server.traffic.requests.map(\.prompt).dropFirst()
            #expect(prompts.sorted() == (option == "--regenerate" ? ["A", "B"] : ["B"]))
            #expect(both.lastLine.hasSuffix(" 2 others are out of date: cat, dog."))
        }
    }

    @Test("a plan shows what the run with the same words would do")
    func plan() async throws {
        try await run { package, server in
            #expect(try await package.run(server: server).status == 0)
            let anew = try await package.run("plan", "--regenerate", "ant")
            #expect(anew.output.hasPrefix("up to date  ant  request  Images/ant.png\n"), "\(anew.output)")
            #expect(anew.lastLine == "To do: 1 request needed.")
            try package.write(png("basn2c08"), to: "Images/bee.png")
            let refused = try await package.run("plan", "--regenerate", "bee")
            #expect(refused.status == 64)
            #expect(refused.lastLine.contains("somebody's work"))
            let replaced = try await package.run("plan", "--regenerate", "bee", "--overwrite", "bee")
            #expect(replaced.lastLine == "To do: 1 request needed.")
            let offline = try await package.run("plan", "--offline", "--overwrite", "bee")
            #expect(offline.lastLine == "To do: 0 requests needed, 1 to restore.")
            let unknown = try await package.run("plan", "--overwrite", "nobody")
            #expect(unknown.status == 64)
        }
    }

    @Test("maxRequests in the manifest is what --max-requests says when it is not given")
    func maximum() async throws {
        try await run { package, server in
            let text = String(decoding: try package.read("images.json"), as: UTF8.self)
            try package.write(
                text.replacingOccurrences(of: #""version": 1,"#, with: #""version": 1, "maxRequests": 3,"#),
                to: "images.json")
            let held = try await package.run(server: server)
            #expect(held.status == 4)
            #expect(
                held.output.contains(
                    "4 requests are needed, and --max-requests or `maxRequests` allows 3"))
            let plan = try await package.run("plan")
            #expect(plan.lastLine.hasPrefix("To do: 4 requests needed, 4 held back."))
            // It is asked what is out of date there, and not what may be paid for.
            #expect(try await package.run("check").lastLine.hasPrefix("Out of date: 4 requests needed. Run "))
            #expect(await server.traffic.requests.isEmpty)
            #expect(try await package.run("plan", "--max-requests", "4").lastLine == "To do: 4 requests needed.")
            #expect(try await package.run("--max-requests", "4", server: server).status == 0)
            #expect(await server.traffic.requests.count == 4)
        }
    }

    @Test("an attempt that is sent again counts against the manifest's limit, too")
    func retries() async throws {
        let package = try TestPackage()
        try package.write(
            #"{ "version": 1, "maxRequests": 1, "images": [ { "name": "a", "prompt": "A" } ] }"#, to: "images.json")
        try await StandInServer.run(script: { _, _ in .error(503, "overloaded") }) { server in
            let ended = try await package.run("--retry-delays", "0,0,0", server: server)
            #expect(ended.status == 4)
            #expect(await server.traffic.requests.count == 1)
        }
    }
}
