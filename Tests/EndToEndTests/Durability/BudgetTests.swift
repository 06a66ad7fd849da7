import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("--max-requests")
struct BudgetTests {
    @Test("a plan that needs more sends nothing, does what is free, and stops")
    func failsClosed() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            #expect(try await package.run("--max-requests", "1", server: server).status == 0)
            try package.remove("Images/a.png")
            try package.writeManifest(["a": "A", "b": "B", "c": "C"])
            let ended = try await package.run("--max-requests", "1", server: server)
            #expect(ended.status == 4)
            #expect(
                (ended.output + ended.errors).contains(
                    "2 requests are needed, and --max-requests or `maxRequests` allows 1"))
            #expect(package.exists("Images/a.png"))
            #expect(await server.traffic.requests.count == 1)
            // It needs no key to say so.
            #expect(try await package.run("--max-requests", "0").status == 4)
        }
    }

    @Test("retries count, and what is left when it is reached is not started")
    func reachedInTheRun() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B", "c": "C"])
        try await StandInServer.run(
            script: { request, _ in request.prompt == "A" ? .error(503) : .picture(for: request) }
        ) { server in
            let ended = try await package.run(
                "--max-requests", "3", "--concurrency", "1", "--retry-delays", "0.05,0.05,0.05", "--format", "json",
                server: server)
            #expect(ended.status == 4)
            #expect(await server.traffic.requests.map(\.prompt) == ["A", "A", "A"])
            #expect(ended.output.contains(#""notStarted": 2"#), "\(ended.output)")
            #expect(ended.output.contains(#""requests": 3"#))
            let next = try await package.run("b", "c", "--max-requests", "2", server: server)
            #expect(next.status == 0)
        }
    }
}
