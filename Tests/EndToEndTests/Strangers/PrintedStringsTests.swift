import Foundation
import ImageAssetsStandInServer
import Testing

/// Every string that others committed reaches a terminal or a CI log as something to read, never as something to obey.
@Suite("strings of a stranger's")
struct PrintedStringsTests {
    private static let hostile =
        "\n::stop-commands::x\n  ::error::y\r##[error]z\u{1B}]52;c;eA==\u{7}\u{202E}\u{9B}2J\u{2028}"

    /// The lines of an output that a terminal or GitHub's runner would obey.
    private func obeyed(_ output: String) -> [String] {
        output.unicodeScalars.split(separator: "\n").map { String(Substring($0)) }.filter { line in
            let text = line.drop { $0.isWhitespace }
            if text.hasPrefix("::") {
                let isOurs =
                    text.hasPrefix("::error file=images") || text.hasPrefix("::warning file=images")
                    || text.hasPrefix("::error title=images::")
                if !isOurs { return true }
            }
            return line.contains("##[")
                || line.unicodeScalars.contains { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .lineSeparator, .paragraphSeparator: true
                    case .format: scalar != "\u{200D}"
                    default: false
                    }
                }
        }
    }

    private func expectNothingObeyed(in package: TestPackage, _ what: String) async throws {
        let commands = [
            ["check"], ["plan"], ["explain", "a"], ["prune", "--dry-run"], ["--offline"],
            ["check", "--format", "json"],
            ["explain", "a", "--format", "json"], ["check", "--format", "junit"],
            ["prune", "--dry-run", "--format", "json"], ["usage", "--by", "model"], ["usage", "--format", "json"],
            ["gallery", "--folder", "page"], ["gallery", "--folder", "page", "--format", "json"], ["doctor"],
            ["doctor", "--format", "json"],
        ]
        for arguments in commands {
            // Those that write.
            let place = arguments == ["--offline"] || arguments.first == "gallery" ? try package.copy() : package
            let ended = try await place.start(arguments, environment: ["GITHUB_ACTIONS": "true"]).wait()
            #expect(ended.reason == .exit)
            #expect(obeyed(ended.output + "\n" + ended.errors) == [], "\(what), \(arguments)")
        }
    }

    /// The text of a JSON file in which each string in turn, keys too, is one that steers.
    private func spoiled(_ text: String) throws -> [(what: String, text: String)] {
        let inJSON = String(
            String(decoding: try JSONEncoder().encode(Self.hostile), as: UTF8.self).dropFirst().dropLast())
        let pieces = text.components(separatedBy: "\"")
        return stride(from: 1, to: pieces.count, by: 2).map { index in
            var changed = pieces
            changed[index] += inJSON
            return ("\(pieces[index].prefix(20)) at \(index)", changed.joined(separator: "\""))
        }
    }

    @Test("each string of a lockfile in turn, also in a side of a conflict", arguments: [false, true])
    func lockfile(isConflicted: Bool) async throws {
        let package = try TestPackage()
        try package.write(png("basn2c08"), to: "r.png")
        let a = #"{ "name": "a", "prompt": "A", "references": ["r.png"], "variant": 1 }"#
        try package.writeManifest([a, #"{ "name": "b", "prompt": "B" }"#])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
        }
        // One image is changed and one is an orphan, so that all is told.
        try package.writeManifest([a.replacingOccurrences(of: "\"A\"", with: "\"C\"")])
        let text = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
            .replacingOccurrences(
                of: #""operation": "edits","#, with: #""operation": "edits", "parameters": { "p": "q" },"#)
        for (number, (what, text)) in try spoiled(text).enumerated() where !isConflicted || number % 4 == 0 {
            let whole = isConflicted ? "<<<<<<< HEAD\n\(text)=======\n\(text)>>>>>>> \(Self.hostile)\n" : text
            try package.write(whole, to: "images.lock.json")
            try await expectNothingObeyed(in: package, what)
        }
    }

    @Test("each string of a manifest in turn")
    func manifest() async throws {
        let package = try TestPackage()
        let text = """
            { "version": 1, "service": "openai", "defaults": { "model": "m", "output": "Art/${name}.png" }, "images": [
            { "name": "a", "prompt": "A", "references": ["r.png"], "parameters": { "quality": "low" }, "size": "1024x1024",
            "expect": { "aspectRatio": "1:1", "alpha": "any" } } ] }
            """
        try package.write(png("basn2c08"), to: "r.png")
        for (what, text) in try spoiled(text) {
            try package.write(text, to: "images.json")
            try await expectNothingObeyed(in: package, what)
        }
    }
}
