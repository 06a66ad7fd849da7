import Foundation
import ImageAssetsStandInServer
import Testing

/// Colour is a hint for a person at a terminal: nobody else gets it, and without it the words are the same.
@Suite("colour")
struct ColourTests {
    private static let escape = "\u{1B}["

    private func package() async throws -> TestPackage {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B"])
        #expect(try await package.run("--placeholder", "a").status == 0)
        return package
    }

    /// What stands on the screen of a terminal, line ends as in a file.
    private func screen(
        _ arguments: [String], in package: TestPackage, _ environment: [String: String] = [:]
    ) async throws -> String {
        let all = ["NO_COLOR": "", "TERM": "xterm", "CI": "1", "GITHUB_ACTIONS": ""].merging(environment) { $1 }
        let terminal = try Terminal([Tool.executable.path] + arguments, in: package.path, environment: all)
        await terminal.wait()
        // The last words may still be under way from the terminal to its record.
        for _ in 0..<200 where !terminal.said.hasSuffix("\n") { try await Task.sleep(for: .milliseconds(10)) }
        try await Task.sleep(for: .milliseconds(50))
        return terminal.said.replacingOccurrences(of: "\r\n", with: "\n")
    }

    private func withoutColour(_ text: String) -> String {
        text.replacingOccurrences(of: "\u{1B}\\[[0-9]+m", with: "", options: .regularExpression)
    }

    @Test(
        "on a terminal words are marked, and without the marks the text is what a pipe gets",
        .enabled(if: Terminal.isPossible, "needs setsid --ctty"),
        arguments: [["plan"], ["check"], ["explain", "a"], ["--offline"], ["explain", "nobody"]]
    )
    func terminal(_ arguments: [String]) async throws {
        let package = try await package()
        let ended = try await package.start(arguments).wait()
        #expect(!(ended.output + ended.errors).contains(Self.escape))
        let coloured = try await screen(arguments, in: package)
        #expect(coloured.contains(Self.escape), "\(coloured)")
        #expect(withoutColour(coloured) == ended.output + ended.errors)
    }

    @Test(
        "NO_COLOR and TERM=dumb switch it off on a terminal too",
        .enabled(if: Terminal.isPossible, "needs setsid --ctty"),
        arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]]
    )
    func off(_ environment: [String: String]) async throws {
        let said = try await screen(["plan"], in: package(), environment)
        #expect(said.contains("placeholder a"))
        #expect(!said.contains(Self.escape))
    }
}
