import Foundation
import ImageAssetsStandInServer
import Testing

/// There the tool's words go to a pipe, and `swift package` writes them to the terminal a moment later.
@Suite("the line of a run under `swift package`", .enabled(if: Terminal.isPossible, "needs setsid --ctty"), .serialized)
struct PluginLineTests {
    @Test("it is drawn on the terminal itself, and spoils none of the lines that are passed on")
    func line() async throws {
        let outer = try TestPackage()
        let consumer = outer.path + "/Consumer"
        let inner = try ConsumerPackage(at: TestPackage(at: consumer)).package
        try inner.writeManifest(["a": "A", "b": "B"])
        let latch = Latch()
        let script: StandInServer.Script = { request, _ in
            if request.prompt == "B" { await latch.wait() }
            return .picture(for: request)
        }
        try await StandInServer.run(script: script) { server in
            let terminal = try Terminal(
                [
                    "swift", "package", "--scratch-path", ConsumerPackage.scratch, "--package-path", consumer,
                    "--allow-writing-to-package-directory", "--allow-network-connections", "all", "generate-images",
                ],
                environment: [
                    "IMAGES_BASE_URL": server.baseURL, "IMAGES_API_KEY": Tool.key, "NO_COLOR": "1", "TERM": "xterm",
                    "CI": "", "GITHUB_ACTIONS": "", "SWIFT_IMAGE_ASSETS_PATH": Tool.repository.path,
                ])
            while terminal.isRunning, !terminal.said.contains("] 1/2, 1 under way, b ") {
                try await Task.sleep(for: .milliseconds(20))
            }
            await latch.open()
            await terminal.waitForAll()
            let said = terminal.said
            let screen = Screen(columns: 80, showing: said)
            #expect(screen.drawings.contains { $0.hasPrefix("[#####-----] 1/2, 1 under way, b ") }, "\(said)")
            #expect(screen.wrapped == [])
            #expect(screen.lines == Screen(columns: 80, showing: said.withoutDrawings).lines, "\(said)")
            for start in ["generated   a ", "generated   b ", "Done: 2 generated"] {
                #expect(screen.lines.contains { $0.hasPrefix(start) }, "\(start)\n\(said)")
            }
        }
    }
}
