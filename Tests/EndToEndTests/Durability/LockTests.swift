import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("one run at a time", .timeLimit(.minutes(2)))
struct LockTests {
    @Test("a second run waits, says for whom, and then finds everything done")
    func waits() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let first = try package.start([], server: server)
            await server.traffic.waitForInFlight(1)
            let second = try package.start([], server: server)
            let pid = first.process.processIdentifier
            #expect(try await second.hasSaid("Waiting for another run (process \(pid) on "))
            await latch.open()
            #expect(try await first.wait().status == 0)
            let ended = try await second.wait()
            #expect(ended.status == 0)
            #expect(ended.lastLine == "Nothing to do: 1 up to date.")
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("--lock-timeout bounds the wait")
    func timeout() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let first = try package.start([], server: server)
            await server.traffic.waitForInFlight(1)
            for limit in ["0", "0.2"] {
                let second = try await package.run("--lock-timeout", limit, server: server)
                #expect(second.status == 1)
                #expect(second.lastLine.contains("process \(first.process.processIdentifier) on "))
                #expect(second.lastLine.contains("--lock-timeout"))
            }
            await latch.open()
            #expect(try await first.wait().status == 0)
        }
    }

    @Test("an interrupt ends the wait")
    func interrupted() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let first = try package.start([], server: server)
            await server.traffic.waitForInFlight(1)
            let second = try package.start([], server: server)
            #expect(try await second.hasSaid("Waiting for"))
            second.send(SIGINT)
            let ended = try await second.wait()
            #expect(ended.status == 130)
            #expect(ended.lastLine.hasPrefix("Interrupted"))
            await latch.open()
            #expect(try await first.wait().status == 0)
        }
    }

    @Test("a crash leaves no lock behind")
    func crash() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let first = try package.start([], server: server)
            await server.traffic.waitForInFlight(1)
            first.send(SIGKILL)
            #expect(try await first.wait().reason == .uncaughtSignal)
            await latch.open()
            #expect(try await package.run("--lock-timeout", "0", server: server).status == 0)
        }
    }

    @Test("commands that only look do not wait")
    func readOnly() async throws {
        let package = try TestPackage(images: ["a": "A"])
        try package.write(png("basn2c08"), to: "other.png")
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let first = try package.start([], server: server)
            await server.traffic.waitForInFlight(1)
            #expect(try await package.run("plan").status == 0)
            #expect(try await package.run("check").status == 3)
            #expect(try await package.run("explain", "a").status == 0)
            #expect(try await package.run("inspect", "other.png").status == 0)
            await latch.open()
            #expect(try await first.wait().status == 0)
        }
    }

    @Test("two manifests of one package run at the same time")
    func twoManifests() async throws {
        let package = try TestPackage()
        for name in ["one", "two"] {
            try package.writeManifest([#"{ "name": "\#(name)", "prompt": "\#(name)" }"#])
            try FileManager.default.moveItem(
                atPath: package.path + "/images.json", toPath: package.path + "/\(name).json")
        }
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let one = try package.start(["--manifest", "one.json"], server: server)
            let two = try package.start(["--manifest", "two.json"], server: server)
            await server.traffic.waitForInFlight(2)
            await latch.open()
            #expect(try await one.wait().status == 0)
            #expect(try await two.wait().status == 0)
        }
        #expect(package.exists("one.lock.json") && package.exists("two.lock.json"))
    }

    @Test("runs that begin and end beside each other do not take each other for dead")
    func crowd() async throws {
        let package = try TestPackage()
        let numbers = 1...6
        for number in numbers {
            try package.write(
                #"{ "version": 1, "service": "bettertoken", "images": [{ "name": "i\#(number)", "prompt": "p" }] }"#,
                to: "\(number).json")
        }
        for _ in 1...5 {
            let tools = try numbers.map { try package.start(["--manifest", "\($0).json", "--placeholder"]) }
            for tool in tools {
                let ended = try await tool.wait()
                #expect(ended.status == 0, "\(ended.errors)")
            }
        }
    }
}
