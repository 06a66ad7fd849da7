import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import Testing

@Suite("a wait of minutes", .enabled(if: Terminal.isPossible, "needs setsid --ctty"))
struct SignOfLifeTests {
    @Test("on a terminal one line shows what is under way, drawn anew in its place")
    func statusLine() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let terminal = try Terminal(
                [Tool.executable.path], in: package.path,
                environment: [
                    "IMAGES_BASE_URL": server.baseURL, "IMAGES_API_KEY": Tool.key, "NO_COLOR": "1", "TERM": "xterm",
                    "CI": "", "GITHUB_ACTIONS": "",
                ])
            // The second stands in the place of the first.
            while terminal.isRunning, drawings(terminal).count < 2 { try await Task.sleep(for: .milliseconds(20)) }
            #expect(drawings(terminal).count >= 2, "\(terminal.said)")
            await latch.open()
            await terminal.wait()
            #expect(drawings(terminal).dropFirst().allSatisfy { $0.hasSuffix("\r") })
        }
        #expect(package.exists("Images/a.png"))
    }

    /// What stands before each.
    private func drawings(_ terminal: Terminal) -> [String] {
        terminal.said.components(separatedBy: "0 of 1 done, 1 under way, a waits longest: ").dropLast()
    }
}
