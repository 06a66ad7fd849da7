import Foundation
import ImageAssetsStandInServer
import Testing

/// Ctrl-C as a person presses it: a byte on a pseudo-terminal in which `swift package` has the foreground.
@Suite("Ctrl-C in a terminal", .enabled(if: Terminal.isPossible, "needs setsid --ctty"), .serialized)
struct TerminalTests {
    @Test("it ends `swift package` at once; the image under way is still published, and nothing new is sent")
    func controlC() async throws {
        let outer = try TestPackage()
        let consumer = outer.path + "/Consumer"
        let inner = try ConsumerPackage(at: TestPackage(at: consumer)).package
        try inner.writeManifest(["a": "A", "b": "B"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let terminal = try Terminal(
                [
                    "swift", "package", "--scratch-path", Tool.repository.path + "/.build/consumer",
                    "--package-path", consumer, "--allow-writing-to-package-directory",
                    "--allow-network-connections", "all", "generate-images", "--concurrency", "1",
                ],
                environment: [
                    "IMAGES_BASE_URL": server.baseURL, "IMAGES_API_KEY": Tool.key,
                    "SWIFT_IMAGE_ASSETS_PATH": Tool.repository.path,
                ]
            )
            let isAsking = await race(server.traffic, terminal)
            #expect(isAsking, "\(terminal.said)")
            guard isAsking else { return }
            terminal.press(0x03)
            // Now and then SwiftPM reads on what its plugin said, until the tool closes that, too: it ends then.
            for _ in 0..<600 where terminal.isRunning { try await Task.sleep(for: .milliseconds(100)) }
            // The tool outlives them: it still has the lock.
            let next = try inner.start(["--offline"])
            #expect(try await next.hasSaid("Waiting for another run (process "))
            await latch.open()
            let ended = try await next.wait()
            #expect(ended.status == 3)
            #expect(ended.lastLine == "Still out of date: 1 not started, 1 up to date.", "\(ended.errors)")
            #expect(try inner.read("Images/a.png") == picture(of: "A"))
            #expect(try inner.entry("a") != nil)
            #expect(await server.traffic.requests.map(\.prompt) == ["A"])
            await terminal.wait()
        }
    }

    /// Whether a request comes before the terminal's program ends.
    private func race(_ traffic: Traffic, _ terminal: Terminal) async -> Bool {
        while await traffic.requests.isEmpty {
            guard terminal.isRunning else { return false }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return true
    }
}
