import Foundation
import StandInServer
import Testing

@Suite("a server that thinks", .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/stat"), "needs /proc"))
struct IdleTests {
    /// Processor time of a process so far, in hundredths of a second.
    private func ticks(_ tool: Tool) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(tool.process.processIdentifier)/stat", encoding: .utf8)
        // The process's name stands in brackets before the rest.
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        return try #require(Int(fields[11])) + #require(Int(fields[12]))
    }

    @Test("is waited for without processor time: two seconds cost less than a quarter of one")
    func idle() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let tool = try package.start(["--concurrency", "2"], server: server)
            await server.traffic.waitForInFlight(2)
            let before = try ticks(tool)
            try await Task.sleep(for: .seconds(2))
            let spent = try ticks(tool) - before
            #expect(spent < 25, "\(spent) hundredths of a second")
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == 0)
        }
    }
}
