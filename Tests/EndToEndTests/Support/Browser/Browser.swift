import Foundation
import ImageAssetsTestSupport
import ImageAssetsText

#if canImport(Darwin)
    import Darwin
#endif

/// Chromium without a window, with a profile of its own, as long as the test that started it.
final class Browser: Sendable {
    private static let program = ["chromium", "chromium-browser", "google-chrome"].lazy.flatMap { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
    }.first { FileManager.default.isExecutableFile(atPath: $0) }

    static let isPossible = program != nil

    let tools: DevTools
    private let process = Program()
    private let folder: URL

    private let proxy: Int

    /// - Parameter proxy: the port on loopback that pages ask for everything but files.
    init(proxy: Int) throws {
        self.proxy = proxy
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let pipes = [folder.path + "/commands", folder.path + "/answers"]
        for pipe in pipes where mkfifo(pipe, 0o600) != 0 { throw CocoaError(.fileWriteUnknown) }
        // Open on both sides, so that nobody waits for the other one to open.
        let ends = pipes.map { open($0, O_RDWR | O_CLOEXEC) }
        let errors = folder.appendingPathComponent("errors")
        try Data().write(to: errors)
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            ["-c", "commands=$1 answers=$2; shift 2; exec \"$@\" 3<\"$commands\" 4>\"$answers\"", "sh"] + pipes
            + [Self.program ?? ""] + Self.options(profile: folder.path + "/profile")
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: errors)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.environment = ProcessInfo.processInfo.environment.merging(["HOME": folder.path]) { $1 }
        try process.run()
        tools = DevTools(
            commands: FileHandle(fileDescriptor: ends[0], closeOnDealloc: true),
            answers: FileHandle(fileDescriptor: ends[1], closeOnDealloc: true))
    }

    deinit {
        // Its helpers are of its process group.
        kill(-process.processIdentifier, SIGKILL)
        // Foundation's own wait can miss the end, and then never returns.
        for _ in 0..<200 where kill(process.processIdentifier, 0) == 0 { usleep(10_000) }
        try? FileManager.default.removeItem(at: folder)
    }

    private static func options(profile: String) -> [String] {
        [
            "--headless=new", "--remote-debugging-pipe", "--user-data-dir=\(profile)", "--no-first-run",
            // Where tests run as root there is no sandbox, and what is shown is ours.
            "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
            "--disable-default-apps", "--disable-sync", "--disable-extensions",
            // What the browser wants by itself goes nowhere; pages have a way of their own.
            "--proxy-server=http://127.0.0.1:9",
        ]
    }

    /// Opens a page, which shares nothing with others, and waits until it is loaded.
    func show(_ url: String, _ look: Page.Look = Page.Look()) async throws -> Page {
        let context = try await tools.send(
            "Target.createBrowserContext",
            ["proxyServer": .string("http://127.0.0.1:\(proxy)"), "proxyBypassList": "<-loopback>"])
        let target = try await tools.send(
            "Target.createTarget", ["url": "about:blank", "browserContextId": context["browserContextId"] ?? .null])
        let attached = try await tools.send(
            "Target.attachToTarget", ["targetId": target["targetId"] ?? .null, "flatten": true])
        let page = Page(tools, session: attached["sessionId"]?.string ?? "")
        try await page.begin(look)
        try await page.go(to: url)
        return page
    }
}
