import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("the lockfile under fire")
struct LockfileTests {
    private func run(
        script: @escaping StandInServer.Script = { request, _ in .picture(for: request) },
        _ body: (TestPackage, StandInServer) async throws -> Void
    ) async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B", "c": "C"])
        try await StandInServer.run(script: script) { server in
            #expect(try await package.run(server: server).status == 0)
            try await body(package, server)
        }
    }

    @Test("a file that changed on disk during the run keeps its changes, and gets this run's entries")
    func changedMeanwhile() async throws {
        let latch = Latch()
        try await run(script: { request, _ in
            if request.prompt == "A2" { await latch.wait() }
            return .picture(for: request)
        }) { package, server in
            try package.writeManifest(["a": "A2", "b": "B", "c": "C"])
            let tool = try package.start([], server: server)
            await server.traffic.waitForRequests(4)
            var theirs = try package.lockfile()
            theirs.images[try ImageName("b")] = nil
            let c = try #require(try package.entry("c"))
            theirs.images[try ImageName("c")] = LockEntry(
                recipe: c.recipe, fingerprint: c.fingerprint, asset: c.asset, revisedPrompt: "pulled"
            )
            theirs.images[try ImageName("z")] = try package.entry("b")
            try package.write(theirs.text(for: try PackagePath("images.json")), to: "images.lock.json")
            await latch.open()
            #expect(try await tool.wait().status == 0)
            let merged = try package.lockfile()
            #expect(merged.images.keys.map(\.text).sorted() == ["a", "c", "z"])
            #expect(try package.entry("a")?.recipe.prompt == "A2")
            #expect(try package.entry("c")?.revisedPrompt == "pulled")
        }
    }

    @Test("a file that is broken during the run is left alone, is an error, and nothing that came is lost")
    func brokenMeanwhile() async throws {
        let latch = Latch()
        try await run(script: { request, _ in
            if request.prompt == "A2" { await latch.wait() }
            return .picture(for: request)
        }) { package, server in
            let good = try package.read("images.lock.json")
            try package.writeManifest(["a": "A2", "b": "B", "c": "C"])
            let tool = try package.start([], server: server)
            await server.traffic.waitForRequests(4)
            try package.write("{", to: "images.lock.json")
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == 65)
            #expect(try package.read("images.lock.json") == Data("{".utf8))
            try package.write(good, to: "images.lock.json")
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.count == 4)
        }
    }

    @Test("a run over some images leaves the entries of all others as they are, to the byte")
    func subset() async throws {
        try await run { package, server in
            let before = try lines(of: package, without: "b")
            try package.writeManifest(["a": "A2", "b": "B2"])
            #expect(try await package.run("b", server: server).status == 0)
            #expect(try lines(of: package, without: "b") == before)
            #expect(try package.entry("b")?.recipe.prompt == "B2")
            #expect(try package.entry("a")?.recipe.prompt == "A")
        }
    }

    /// The lockfile's lines but those of one entry.
    private func lines(of package: TestPackage, without name: String) throws -> [Substring] {
        let text = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
        var isInside = false
        return text.split(separator: "\n").filter { line in
            if line == "    \"\(name)\": {" { isInside = true }
            defer { if line.hasPrefix("    }") { isInside = false } }
            return !isInside
        }
    }

    @Test("merge conflicts: check names generate, and generate keeps what fits of either side, without a request")
    func mergeConflict() async throws {
        try await run { package, server in
            let git = try Git(in: package)
            try git("init", "-q", "-b", "main")
            try git("add", "-A")
            try git("commit", "-qm", "base")
            try git("checkout", "-qb", "theirs")
            try package.writeManifest(["a": "A", "b": "B theirs", "c": "C", "y": "Y"])
            #expect(try await package.run(server: server).status == 0)
            try git("add", "-A")
            try git("commit", "-qm", "theirs")
            try git("checkout", "-q", "main")
            try package.writeManifest(["a": "A ours", "b": "B ours", "c": "C", "x": "X"])
            #expect(try await package.run(server: server).status == 0)
            try git("add", "-A")
            try git("commit", "-qm", "ours")
            #expect(throws: (any Error).self) { try git("merge", "-q", "theirs") }
            #expect(try String(decoding: package.read("images.lock.json"), as: UTF8.self).contains("<<<<<<< "))
            // The person decides about manifest and asset; the store of another clone knows neither side.
            try package.writeManifest(["a": "A ours", "b": "B theirs", "c": "C", "x": "X", "y": "Y"])
            try git("checkout", "--theirs", "--", "Images/b.png")
            try package.remove(".image-assets")
            let check = try await package.run("check")
            #expect(check.status == 3)
            #expect(check.errors.contains("merge conflicts") && check.errors.contains("generate"))
            let requests = await server.traffic.requests.count
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(await server.traffic.requests.count == requests)
            #expect(try await package.run("check").status == 0)
            #expect(try package.lockfile().images.keys.map(\.text).sorted() == ["a", "b", "c", "x", "y"])
            #expect(try package.entry("b")?.recipe.prompt == "B theirs")
        }
    }

    @Test("it is on disk at the latest a second after an image, while others are still under way")
    func promptly() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B", "c": "C"])
        let latch = Latch()
        try await StandInServer.run(
            script: { request, _ in
                if request.prompt == "C" { await latch.wait() }
                return .picture(for: request)
            }
        ) { server in
            let tool = try package.start([], server: server)
            while (try? package.lockfile().images.count) != 2 {
                #expect(tool.process.isRunning)
                guard tool.process.isRunning else { break }
                try await Task.sleep(for: .milliseconds(20))
            }
            await latch.open()
            #expect(try await tool.wait().status == 0)
        }
    }
}

/// Git in a package's folder, with nobody's configuration.
struct Git {
    private let package: TestPackage

    struct Failed: Error {}

    init(in package: TestPackage) throws { self.package = package }

    func callAsFunction(_ arguments: String...) throws {
        let process = Program()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "core.hooksPath=/dev/null"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: package.path)
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1",
            "HOME": package.path + "/..",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
    }
}
