import Foundation
import ImageAssetsRecords
import ImageAssetsStandInServer
import Testing

@Suite("a fault that no other image can escape", .timeLimit(.minutes(2)))
struct RunFaultTests {
    private func package(images: Int = 3) throws -> TestPackage {
        let package = try TestPackage()
        try package.writeManifest((1...images).map { #"{ "name": "i\#($0)", "prompt": "\#($0)" }"# })
        return package
    }

    @Test("is told once, stops the run with 1, and what never left is neither sent nor against the cap")
    func nobodyListens() async throws {
        let package = try package()
        let gone = try await StandInServer.start()
        await gone.stop()
        let tool = try package.start(
            ["--retry-delays", "0.01,0.01", "--max-requests", "3", "--format", "json"], server: gone)
        let ended = try await tool.wait()
        #expect(ended.status == 1)
        for text in [
            #""failed": 1"#, #""notStarted": 2"#, #""requests": 0"#, #""code": "transport""#,
        ] {
            #expect(ended.output.contains(text), "\(text) in \(ended.output)")
        }
        #expect(!ended.output.contains("attempts"))
        #expect(ended.lastLine.hasPrefix("Stopped: 2 not started; 1 failed: i"))
        let journal = try package.journal
        #expect(Set(journal.compactMap(\.outcome)) == [.unsent])
        // Nothing of it can have been charged.
        let plan = try await package.run("plan")
        #expect(!plan.errors.contains("charged"), "\(plan.errors)")
    }

    @Test(
        "stops the run after the first image where an answer shows it",
        arguments: [
            (Reply.text("<title>404 Not Found</title>", status: 404, type: "text/html"), "the address was POST http"),
            (.error(400, "Unknown parameter: 'response_format'.", param: "response_format"), "\"service\": \"openai\""),
            (.text("", status: 302, headers: [("Location", "https://login.example/")]), "redirects to login.example"),
            (.text("<title>Sign in</title>", status: 511, type: "text/html"), "sign-in"),
            (.error(403, "Your organization must be verified"), "not the key: do what it said"),
            (.text("error code: 1010", status: 403, type: "text/plain"), "firewall"),
            (.error(403, "Incorrect API key provided"), "read from IMAGES_API_KEY"),
        ])
    func answered(reply: Reply, words: String) async throws {
        let package = try package()
        try await StandInServer.run(script: { _, _ in reply }) { server in
            let ended = try await package.run("--concurrency", "1", server: server)
            #expect(ended.status == 1)
            #expect(await server.traffic.requests.count == 1)
            #expect(
                ended.lastLine.hasPrefix("Stopped: 2 not started, 1 request sent; 1 failed: i1."), "\(ended.lastLine)")
            #expect(ended.errors.contains(words), "\(ended.errors)")
        }
    }

    @Test("a gateway's time limit is met twice and no more, and both runs say that this may have been charged")
    func gatewayLimit() async throws {
        let package = try package(images: 10)
        try await StandInServer.run(script: { _, _ in
            .text("<html><title>504 Gateway Time-out</title></html>", status: 504, type: "text/html")
        }) { server in
            let ended = try await package.run("--concurrency", "1", "--retry-delays", "0.01,0.01", server: server)
            #expect(ended.status == 1)
            #expect(await server.traffic.requests.count == 2)
            #expect(
                ended.lastLine.contains("may have been charged: raise the limit of the gateway"), "\(ended.lastLine)")
            #expect(
                ended.errors.contains("HTTP 504 Gateway Timeout; it may have been charged; trying again in 0.0"),
                "\(ended.errors)")
            let plan = try await package.run("plan")
            #expect(plan.status == 0)
            #expect(
                plan.errors.contains(
                    "warning: 2 earlier requests for i1 ended with HTTP 504 and may have been charged"),
                "\(plan.errors)")
        }
        // Once an image has come there is nothing left to say.
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run("i1", server: server)
            #expect(ended.status == 0)
        }
        let plan = try await package.run("plan")
        #expect(!plan.errors.contains("charged"), "\(plan.errors)")
    }

    @Test("what a gateway did not pass on cannot have been charged: neither the run nor the next plan says so")
    func beforeServer() async throws {
        let package = try package(images: 1)
        try await StandInServer.run(script: { _, _ in .text("error code: 521", status: 521, type: "text/plain") }) {
            server in
            let ended = try await package.run("--retry-delays", "0.01", server: server)
            #expect(ended.errors.contains("HTTP 521 Web Server Is Down"), "\(ended.errors)")
            #expect(!ended.errors.contains("charged"), "\(ended.errors)")
        }
        let plan = try await package.run("plan")
        #expect(!plan.errors.contains("charged"), "\(plan.errors)")
    }

    @Test("a wait of a day on a 429 stops the run, and what was never sent is not started")
    func day() async throws {
        let package = try package()
        try await StandInServer.run(script: { _, _ in .error(429, headers: [("Retry-After", "86400")]) }) { server in
            let ended = try await package.run("--concurrency", "1", "--format", "json", server: server)
            #expect(ended.status == 1)
            #expect(ended.output.contains(#""notStarted": 2"#) && ended.output.contains(#""code": "rateLimited""#))
            #expect(ended.lastLine.contains("run again later"))
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test(
        "what is turned away is counted among the requests, but in no cap, and every image is made", arguments: [1, 8])
    func turnedAway(concurrency: Int) async throws {
        let package = try package(images: 12)
        try await StandInServer.run(script: { request, nth in
            nth == 1 && request.number <= 6
                ? .error(429, headers: [("retry-after-ms", "5")]) : .picture(for: request)
        }) { server in
            let ended = try await package.run(
                "--max-requests", "12", "--concurrency", "\(concurrency)", "--retry-delays", "0.01", "--format", "json",
                server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            let count = await server.traffic.requests.count
            #expect(ended.output.contains("\"requests\": \(count)"))
            #expect(count > 12)
        }
    }

    @Test("a key can come from a file, and a refusal names that")
    func keyFile() async throws {
        let package = try package(images: 1)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "image-assets-key-\(UUID().uuidString)")
        try Data("\(Tool.key)\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        try await StandInServer.run(script: { request, _ in
            request.header("Authorization") == "Bearer \(Tool.key)" ? .error(401, "no") : .image
        }) { server in
            let environment = ["IMAGES_BASE_URL": server.baseURL]
            let ended = try await package.start(["--key-file", file.path], environment: environment).wait()
            #expect(ended.status == 1)
            #expect(ended.errors.contains("the key was read from --key-file"))
        }
    }
}
