import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("the line of a run in a terminal", .enabled(if: Terminal.isPossible, "needs setsid --ctty"))
struct StatusLineTests {
    /// A run of two images, which is drawing its line; the latch holds their answers.
    private func whileDrawing(
        columns: Int = 80, command: [String] = [Tool.executable.path], environment: [String: String] = [:],
        _ body: (Terminal, Latch) async throws -> Void
    ) async throws {
        let package = try TestPackage()
        try package.writeManifest(["a-name-that-is-too-long-for-most-terminals": "A", "狐狸": "B"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let own = [
                "IMAGES_BASE_URL": server.baseURL, "IMAGES_API_KEY": Tool.key, "NO_COLOR": "1", "TERM": "xterm",
                "CI": "", "GITHUB_ACTIONS": "", "TMUX": "", "STY": "", "TERM_PROGRAM": "", "WT_SESSION": "",
            ]
            let terminal = try Terminal(
                command, in: package.path, environment: own.merging(environment) { $1 }, columns: columns)
            await server.traffic.waitForInFlight(2)
            try await body(terminal, latch)
            await latch.open()
            await terminal.waitForAll()
        }
    }

    private func waitForDrawings(_ count: Int, on terminal: Terminal) async throws {
        try await wait(for: terminal) { Screen(columns: 80, showing: $0).drawings.count >= count }
    }

    private func wait(for terminal: Terminal, _ hasCome: (String) -> Bool) async throws {
        while terminal.isRunning, !hasCome(terminal.said) { try await Task.sleep(for: .milliseconds(20)) }
    }

    /// Nothing of what was drawn is left, whatever it was drawn over.
    private func expectNothingLeft(_ said: String, columns: Int = 80) {
        let screen = Screen(columns: columns, showing: said)
        #expect(!screen.drawings.isEmpty)
        #expect(screen.wrapped == [])
        #expect(screen.lines == Screen(columns: columns, showing: said.withoutDrawings).lines, "\(said)")
    }

    private func expectLine(_ start: String, _ said: String, columns: Int = 80) {
        #expect(Screen(columns: columns, showing: said).lines.contains { $0.hasPrefix(start) }, "\(said)")
    }

    @Test("it fits, is drawn in its own place, and leaves nothing behind", arguments: [20, 40, 80, 200])
    func widths(_ columns: Int) async throws {
        try await whileDrawing(columns: columns) { terminal, latch in
            // The second stands in the place of the first.
            try await waitForDrawings(2, on: terminal)
            let drawn = Screen(columns: columns, showing: terminal.said)
            #expect(drawn.lines.last == drawn.drawings.last, "\(terminal.said)")
            #expect(drawn.drawings.allSatisfy { $0.contains("0/2") })
            await latch.open()
            await terminal.waitForAll()
            expectNothingLeft(terminal.said, columns: columns)
            expectLine("Done: 2 generated", terminal.said, columns: columns)
            // No terminal that does not take it gets it.
            #expect(!terminal.said.contains("\u{1B}]"))
        }
    }

    @Test("it follows the window's width")
    func resized() async throws {
        try await whileDrawing { terminal, _ in
            try await wait(for: terminal) { $0.contains("\r[----------] 0/2, 2 under way, ") }
            terminal.resize(columns: 30)
            try await wait(for: terminal) { $0.contains("\r0/2, ") }
            let drawings = Screen(columns: 80, showing: terminal.said).drawings
            #expect(drawings.last?.hasPrefix("0/2, ") == true && (drawings.last?.count ?? 30) < 30)
        }
    }

    @Test("Ctrl-C clears it, and so does the second one, which gives up on what is under way")
    func interrupted() async throws {
        try await whileDrawing(environment: ["WT_SESSION": "1"]) { terminal, _ in
            try await waitForDrawings(1, on: terminal)
            #expect(terminal.said.contains("\u{1B}]9;4;1;0\u{1B}\\"))
            terminal.press(0x03)
            try await wait(for: terminal) { $0.contains("Stopping: 2 requests") }
            terminal.press(0x03)
            await terminal.waitForAll()
            expectLine("Interrupted: ", terminal.said)
            expectNothingLeft(terminal.said)
            expectEnded(terminal.said)
        }
    }

    @Test("SIGTERM and SIGHUP end it as Ctrl-C does", arguments: [SIGTERM, SIGHUP])
    func ended(_ signal: Int32) async throws {
        let command = ["/bin/sh", "-c", "echo pid=$$; exec \(Tool.executable.path)"]
        try await whileDrawing(command: command, environment: ["TERM_PROGRAM": "WezTerm"]) { terminal, latch in
            try await waitForDrawings(1, on: terminal)
            let process = try #require(terminal.said.firstMatch(of: /pid=(\d+)/).flatMap { Int32($0.1) })
            kill(process, signal)
            try await wait(for: terminal) { $0.contains("Stopping: 2 requests") }
            await latch.open()
            await terminal.waitForAll()
            expectLine("Interrupted: 2 generated", terminal.said)
            expectNothingLeft(terminal.said)
            expectEnded(terminal.said)
        }
    }

    /// The percentage is taken back, and not given again.
    private func expectEnded(_ said: String) {
        #expect(said.components(separatedBy: "\u{1B}]9;4;").last?.hasPrefix("0\u{1B}\\") == true, "\(said)")
    }

    @Test(
        "none is drawn where it would be in the way: in the background, on a terminal that cannot, in CI, in a pipe",
        arguments: [
            (["/bin/sh", "-mc", "\(Tool.executable.path) & wait"], [:]), ([Tool.executable.path], ["TERM": "dumb"]),
            ([Tool.executable.path], ["TERM": ""]), ([Tool.executable.path], ["CI": "true"]),
            (["/bin/sh", "-c", "\(Tool.executable.path) 2>&1 | cat"], [:]),
        ] as [([String], [String: String])])
    func absent(_ command: [String], _ environment: [String: String]) async throws {
        try await whileDrawing(command: command, environment: environment) { terminal, latch in
            // Longer than it takes to draw one.
            try await Task.sleep(for: .milliseconds(500))
            await latch.open()
            await terminal.waitForAll()
            #expect(!terminal.said.contains("\u{1B}"), "\(terminal.said)")
            #expect(terminal.said.contains("Done: 2 generated"), "\(terminal.said)")
        }
    }
}
