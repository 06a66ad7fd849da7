import Foundation
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsStore
import ImageAssetsTestSupport
import Testing

@Suite("interrupts", .timeLimit(.minutes(2)))
struct InterruptTests {
    private func package(_ count: Int) throws -> TestPackage {
        let package = try TestPackage()
        try package.writeManifest((1...count).map { #"{ "name": "i\#($0)", "prompt": "p\#($0)" }"# })
        return package
    }

    @Test(
        "after the first, requests under way are published, nothing new is sent, and the message says so",
        arguments: [SIGINT, SIGTERM, SIGHUP])
    func first(_ signal: Int32) async throws {
        let package = try package(4)
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let tool = try package.start(["--concurrency", "2"], server: server)
            await server.traffic.waitForInFlight(2)
            tool.send(signal)
            #expect(try await tool.hasSaid("Stopping: 2 requests under way may finish, as they are paid for."))
            #expect(tool.errorsSoFar.contains("Ctrl-C again gives up on them."))
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == 130)
            #expect(ended.reason == .exit)
            #expect(ended.lastLine.hasPrefix("Interrupted: 2 generated, 2 not started, 2 requests sent."))
            #expect(await server.traffic.requests.count == 2)
            for name in try package.lockfile().images.keys { #expect(package.exists("Images/\(name).png")) }
            #expect(try package.lockfile().images.count == 2)
            let next = try await package.run(server: server)
            #expect(next.status == 0)
            #expect(await server.traffic.requests.count == 4)
        }
    }

    @Test("between placeholders, the rest is left to the next run", arguments: [SIGINT, SIGTERM, SIGHUP])
    func placeholders(_ signal: Int32) async throws {
        let package = try TestPackage()
        try package.writeManifest(
            (1...300).map { #"{ "name": "i\#($0)", "prompt": "p\#($0)", "size": "3840x2160" }"# })
        let tool = try package.start(["--placeholder"])
        while !package.exists("Images/i1.png") { try await Task.sleep(for: .milliseconds(5)) }
        tool.send(signal)
        let ended = try await tool.wait()
        #expect(ended.status == 130)
        #expect(ended.lastLine.hasPrefix("Interrupted: "), "\(ended.lastLine)")
        #expect(ended.lastLine.contains(" not started"), "\(ended.lastLine)")
        let drawn = try package.lockfile().images.keys
        #expect(drawn.count < 300)
        for name in drawn { #expect(package.exists("Images/\(name).png")) }
    }

    @Test("a wait for the next attempt ends at once")
    func duringWait() async throws {
        let package = try package(1)
        try await StandInServer.run(script: { _, _ in .error(503) }) { server in
            let tool = try package.start(["--retry-delays", "3600"], server: server)
            #expect(try await tool.hasSaid("trying again in"))
            tool.send(SIGINT)
            let ended = try await tool.wait()
            #expect(ended.status == 130)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("an attempt that fails after it is not repeated")
    func failsAfterwards() async throws {
        let package = try package(1)
        let latch = Latch()
        try await StandInServer.run(
            script: { _, _ in
                await latch.wait()
                return .error(503)
            }
        ) { server in
            let tool = try package.start(["--retry-delays", "3600"], server: server)
            await server.traffic.waitForInFlight(1)
            tool.send(SIGINT)
            #expect(try await tool.hasSaid("Stopping: 1 request"))
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == 130)
            #expect(!ended.errors.contains("trying again"), "\(ended.errors)")
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("the second gives up at once, and says that it may have been charged")
    func second() async throws {
        let package = try package(2)
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let tool = try package.start([], server: server)
            await server.traffic.waitForInFlight(2)
            tool.send(SIGINT)
            #expect(try await tool.hasSaid("Stopping"))
            tool.send(SIGINT)
            let ended = try await tool.wait()
            #expect(ended.status == 130)
            #expect(ended.errors.contains("it may have been charged"))
            #expect(!package.exists("Images/i1.png") && !package.exists("images.lock.json"))
            await server.traffic.waitForHangUps(2)
            #expect(try package.journal.filter { $0.outcome == .abandoned }.count == 2)
            await latch.open()
        }
    }

    @Test("a terminal that goes away twice is still only one wish")
    func hangUpTwice() async throws {
        let package = try package(1)
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let input = Pipe()
            let tool = try package.start(["--until-stdin-closes"], server: server, input: input)
            await server.traffic.waitForInFlight(1)
            tool.send(SIGHUP)
            #expect(try await tool.hasSaid("Stopping"))
            tool.send(SIGHUP)
            try input.fileHandleForWriting.close()
            await latch.open()
            #expect(try await tool.wait().status == 130)
            #expect(package.exists("Images/i1.png"))
        }
    }

    @Test("a run that was told to survive the terminal does", .enabled(if: access("/usr/bin/nohup", X_OK) == 0))
    func nohup() async throws {
        let package = try package(2)
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let tool = try Tool(
                URL(fileURLWithPath: "/usr/bin/nohup"), arguments: [Tool.executable.path, "--concurrency", "1"],
                in: package.path, environment: ["IMAGES_BASE_URL": server.baseURL, "IMAGES_API_KEY": Tool.key]
            )
            await server.traffic.waitForInFlight(1)
            tool.send(SIGHUP)
            await latch.open()
            #expect(try await tool.wait().status == 0)
            #expect(await server.traffic.requests.count == 2)
        }
    }

    // MARK: Standard input

    @Test("when the plugin is gone, and with it everybody who listens, what is under way is still published")
    func pluginGone() async throws {
        let package = try package(2)
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let orphan = try Orphan(["--until-stdin-closes", "--concurrency", "1"], in: package, server: server)
            await server.traffic.waitForInFlight(1)
            try orphan.input.fileHandleForWriting.close()
            #expect(await orphan.hasSaid("Stopping: 1 request"))
            try orphan.stopListening()
            await latch.open()
            #expect(await orphan.wait() == 130)
            #expect(await server.traffic.requests.count == 1)
            #expect(package.exists("Images/i1.png"))
            #expect(try package.entry("i1") != nil)
        }
    }

    @Test("all pipes may die in the same moment")
    func allPipesDie() async throws {
        let package = try package(1)
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let orphan = try Orphan(["--until-stdin-closes"], in: package, server: server)
            await server.traffic.waitForInFlight(1)
            try orphan.stopListening()
            try orphan.input.fileHandleForWriting.close()
            await latch.open()
            _ = await orphan.wait()
            #expect(package.exists("Images/i1.png"))
            #expect(try package.entry("i1") != nil)
        }
    }

    @Test("standard input at its end means nothing unless the plugin says so")
    func inputAtEnd() async throws {
        let package = try package(1)
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let input = Pipe()
            let tool = try package.start([], server: server, input: input)
            await server.traffic.waitForInFlight(1)
            try input.fileHandleForWriting.close()
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == 0)
            #expect(!ended.errors.contains("Stopping"))
        }
    }
}

/// The tool on three pipes, as the plugin starts it.
private struct Orphan {
    let input = Pipe()
    private let output = Pipe()
    private let errors = Pipe()
    private let process = Program()
    private let ended: AsyncStream<Void>

    init(_ arguments: [String], in package: TestPackage, server: StandInServer) throws {
        process.executableURL = Tool.executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: package.path)
        process.environment = ["IMAGES_BASE_URL": server.baseURL, "IMAGES_API_KEY": Tool.key]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        let (ended, continuation) = AsyncStream<Void>.makeStream()
        self.ended = ended
        process.terminationHandler = { _ in continuation.finish() }
        try process.run()
    }

    func hasSaid(_ text: String) async -> Bool {
        var said = ""
        while !said.contains(text) {
            let bytes = errors.fileHandleForReading.availableData
            if bytes.isEmpty { return false }
            said += String(decoding: bytes, as: UTF8.self)
        }
        return true
    }

    func stopListening() throws {
        try output.fileHandleForReading.close()
        try errors.fileHandleForReading.close()
    }

    func wait() async -> Int32 {
        for await _ in ended {}
        return process.terminationStatus
    }
}
