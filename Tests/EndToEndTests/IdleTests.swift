import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("a server that thinks", .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/stat"), "needs /proc"))
struct IdleTests {
    /// Processor time of a process so far, in seconds.
    private func seconds(_ tool: Tool) throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(tool.process.processIdentifier)/stat", encoding: .utf8)
        // The process's name stands in brackets before the rest.
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        let ticks = try #require(Int(fields[11])) + #require(Int(fields[12]))
        return Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    @Test("is waited for without processor time: two seconds cost less than a quarter of one")
    func idle() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let tool = try package.start(["--concurrency", "2"], server: server)
            await server.traffic.waitForInFlight(2)
            let before = try seconds(tool)
            try await Task.sleep(for: .seconds(2))
            let spent = try seconds(tool) - before
            #expect(spent < 0.25, "\(spent) s")
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == 0)
        }
    }
}
