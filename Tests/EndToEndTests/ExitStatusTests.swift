import Foundation
import ImageAssetsPNG
import ImageAssetsStandInServer
import Testing

@Suite("how the executable ends")
struct ExitStatusTests {
    private static let two = [#"{ "name": "a", "prompt": "A" }"#, #"{ "name": "b", "prompt": "B" }"#]

    private func package(_ images: [String] = two) throws -> TestPackage {
        let package = try TestPackage()
        try package.writeManifest(images)
        return package
    }

    @Test("without a key the error names the variable and the way without one, and nothing is done")
    func noKey() async throws {
        let package = try package()
        let ended = try await package.run()
        #expect(ended.status == 64)
        #expect(
            ended.lastLine
                == "error: no API key: set BETTERTOKEN_API_KEY to the key, or draw placeholders with --placeholder"
        )
        #expect(!package.exists("images.lock.json"))
    }

    @Test(
        "wrong usage is 64, and says what is wrong",
        arguments: [
            (["nobody"], "image \"nobody\" is not in images.json"),
            (["--overwrite", "nobody"], "--overwrite \"nobody\""),
            (["--concurrency", "0"], "--concurrency takes a number from 1 to 50"),
            (["--concurrency", "51"], "--concurrency takes a number from 1 to 50"),
            (["--retry-delays", "x"], "--retry-delays"),
            (["--base-url", "http://example.com/v1"], "--base-url is plain http to example.com"),
        ])
    func usage(_ arguments: [String], _ problem: String) async throws {
        let package = try package()
        let ended = try await package.start(arguments, environment: ["IMAGES_API_KEY": Tool.key]).wait()
        #expect(ended.status == 64)
        #expect(ended.errors.contains(problem), "\(ended.errors)")
    }

    @Test("a wrong manifest is 65, with every fault and its place, and nothing is sent")
    func invalid() async throws {
        let package = try package([#"{ "name": "a", "promt": "A", "size": "3x3" }"#])
        try await StandInServer.run { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 65)
            #expect(ended.errors.contains("images.json:2:16: error: "))
            #expect(ended.errors.contains("\"prompt\""))
            #expect(ended.lastLine.hasSuffix("nothing was done."))
            #expect(await server.traffic.requests.isEmpty)
        }
    }

    @Test(
        "where there is no manifest nothing else comes to be there",
        arguments: [["generate"], ["accept", "a"], ["choose", "a", "1"], ["prune"], ["gallery"]])
    func wrongFolder(_ arguments: [String]) async throws {
        let package = try TestPackage()
        let ended = try await package.start(arguments).wait()
        #expect(ended.errors.contains("images.json: error: the manifest does not exist"), "\(ended.errors)")
        #expect(!package.exists(".image-assets"))
    }

    @Test("a refused key stops the run: what was not sent is not started, and the exit status is 1")
    func unauthorized() async throws {
        let package = try package()
        try await StandInServer.run(script: { _, _ in .error(401, "bad key") }) { server in
            let tool = try package.start(["--concurrency", "1", "--retry-delays", ""], server: server)
            let ended = try await tool.wait()
            #expect(ended.status == 1)
            #expect(await server.traffic.requests.count == 1)
            #expect(ended.lastLine.hasPrefix("Stopped: 1 not started, 1 request sent; 1 failed: a."))
            #expect(ended.lastLine.contains("check the variable that holds it"))
        }
    }

    @Test("requests that are under way when the key is refused may finish, and are published")
    func unauthorizedBeside() async throws {
        let package = try TestPackage()
        try package.writeManifest(["slow": "slow", "refused": "refused", "later": "later"])
        let latch = Latch()
        try await StandInServer.run(script: { request, _ in
            if request.prompt == "refused" { return .error(401, "bad key") }
            await latch.wait()
            return .picture(for: request)
        }) { server in
            let tool = try package.start(["--concurrency", "2"], server: server)
            #expect(try await tool.hasSaid("bad key"))
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == 1)
            #expect(
                ended.lastLine.hasPrefix("Stopped: 1 generated, 1 not started, 2 requests sent; 1 failed: refused."))
            #expect(package.exists("Images/slow.png"))
        }
    }

    @Test("an exhausted account stops the run with 4, whatever the HTTP status", arguments: [400, 402, 429, 500])
    func quota(_ status: Int) async throws {
        let package = try package()
        let reply = Reply.error(status, "You exceeded your current quota", code: "insufficient_quota")
        try await StandInServer.run(script: { _, _ in reply }) { server in
            let ended = try await package.start(["--concurrency", "1"], server: server).wait()
            #expect(ended.status == 4)
            #expect(await server.traffic.requests.count == 1)
            #expect(ended.lastLine.contains("top it up"))
        }
    }

    @Test("moderation fails its own image and no other")
    func moderation() async throws {
        let package = try package()
        try await StandInServer.run(
            script: { request, _ in
                request.prompt == "A" ? .error(400, "rejected by safety", code: "moderation_blocked") : .image
            }
        ) { server in
            let ended = try await package.run("--format", "json", server: server)
            #expect(ended.status == 1)
            #expect(ended.output.contains(#""code": "moderation""#))
            #expect(package.exists("Images/b.png"))
        }
    }

    @Test("a field that the service refuses is told with its line in the manifest")
    func refusedField() async throws {
        let package = try package([#"{ "name": "a", "prompt": "A", "size": "2048x2048" }"#])
        let reply = Reply.error(400, "not this size", param: "size")
        try await StandInServer.run(script: { _, _ in reply }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("(images.json:2:39)"), "\(ended.errors)")
        }
    }

    @Test("a blank picture is refused until the manifest allows it, and then costs nothing more")
    func blank() async throws {
        let package = try package([#"{ "name": "a", "prompt": "A" }"#])
        let flat = try Self.flat()
        try await StandInServer.run(script: { _, _ in .image(flat) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("is blank"))
            try package.writeManifest([#"{ "name": "a", "prompt": "A", "expect": { "blank": true } }"#])
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/a.png") == flat)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    private static func flat() throws -> Data {
        try PNGWriter.encode(width: 8, height: 8, colorType: .rgb) { _, row in
            row.initializeMemory(as: UInt8.self, repeating: 200)
        }
    }
}
