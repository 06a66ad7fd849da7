import Foundation
import ImageAssetsTestSupport
import Testing

/// What people read before they try something: to the letter, in each of the ways in which the tool is called.
@Suite("help")
struct HelpTests {
    private static let verbs = ["image-assets", "generate-images", "check-images"]

    private func environment(_ verb: String) -> [String: String] {
        ["COLUMNS": "80"].merging(verb == "image-assets" ? [:] : ["IMAGE_ASSETS_PLUGIN": verb]) { $1 }
    }

    @Test("each command's help, as it is printed", arguments: verbs)
    func golden(_ verb: String) async throws {
        let package = try TestPackage()
        let all = try await package.run("--help", environment: environment(verb))
        #expect(all.status == 0)
        let listed = all.output.components(separatedBy: "SUBCOMMANDS:\n").last ?? ""
        let commands = listed.matches(of: #/(?m)^  ([a-z]+) /#).map { String($0.1) }
        #expect(commands.count > 4)
        var text = all.output
        for command in commands {
            let help = try await package.run("help", command, environment: environment(verb))
            #expect(help.status == 0)
            text += "\n==== \(command)\n\n" + help.output
        }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        try expectGolden(text, at: "help/\(verb).txt")
    }

    @Test("each example is taken as it stands, and no line of it is wider than a terminal", arguments: verbs)
    func examples(_ verb: String) async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "hero", "prompt": "A" }"#, #"{ "name": "icon-fox", "prompt": "B" }"#])
        let text = try String(
            contentsOf: fixtures.appendingPathComponent("help/\(verb).txt"), encoding: .utf8)
        let examples = text.split(separator: "\n").filter {
            $0.hasPrefix("  image-assets ") || $0.hasPrefix("  swift package ")
        }
        #expect(examples.count > 10)
        for example in examples {
            #expect(example.count <= 80, "\(example)")
            let other = example.contains("check-images") ? "check-images" : "generate-images"
            let words = example.replacing(/^  (image-assets|swift package [a-z]+-images)/, with: "")
            // What is wrong with the words themselves is told before anything is looked for; nothing is sent here.
            let ended = try await Tool(
                URL(fileURLWithPath: "/bin/sh"),
                arguments: ["-c", "\"$0\"\(words) --package-path /nowhere", Tool.executable.path], in: package.path,
                environment: environment(verb == "image-assets" ? verb : other)
            ).wait()
            let said = ended.output + ended.errors
            let problem = example.contains(" inspect ") ? ".png" : "--package-path: /nowhere does not exist"
            #expect(said.contains(problem) && !said.contains("Usage:"), "\(example): \(said)")
        }
    }

    @Test(
        "help about what is no command says so, and which it may be",
        arguments: [
            ("image-assets", "generat", "did you mean `image-assets help generate`?"),
            ("image-assets", "xyzzy", "`image-assets help` lists them"),
            ("generate-images", "chekc", "did you mean `swift package check-images help check`?"),
            ("check-images", "generate", "did you mean `swift package generate-images help generate`?"),
            ("check-images", "pln", "did you mean `swift package check-images help plan`?"),
        ])
    func strangeHelp(_ verb: String, _ word: String, _ hint: String) async throws {
        let name = verb == "image-assets" ? verb : "swift package \(verb)"
        let ended = try await TestPackage().run("help", word, environment: environment(verb))
        #expect(ended.status == 64)
        #expect(ended.output == "")
        #expect(ended.errors == "error: \(name) has no command \"\(word)\"; \(hint)\n")
    }

    @Test("help about help, and about nothing, is that of all commands")
    func helpItself() async throws {
        let package = try TestPackage()
        for words in [["help"], ["--help"], ["help", "--help"]] {
            let ended = try await package.start(words).wait()
            #expect(ended.status == 0 && ended.output.contains("USAGE: image-assets "), "\(words): \(ended.errors)")
        }
        #expect(try await package.run("help", "help").status == 0)
    }

    @Test(
        "a command that is misspelt, or another verb's, is told where its options are refused",
        arguments: [
            (
                "image-assets", ["choos", "hero", "--reject", "2"],
                "unknown option '--reject'; \"choos\" was taken for an image's name, did you mean the command `choose`?"
            ),
            (
                "image-assets", ["prun", "--dry-run"],
                "unknown option '--dry-run'; \"prun\" was taken for an image's name, did you mean the command `prune`?"
            ),
            (
                "check-images", ["gallery", "--open"],
                "unknown option '--open'; \"gallery\" was taken for an image's name, did you mean "
                    + "`swift package generate-images gallery`?"
            ),
            (
                "check-images", ["generate", "--placeholder"],
                "unknown option '--placeholder'; \"generate\" was taken for an image's name, did you mean "
                    + "`swift package generate-images`, which pays for what is missing?"
            ),
            (
                "generate-images", ["chek", "--deep"],
                "unknown option '--deep'; \"chek\" was taken for an image's name, did you mean "
                    + "`swift package check-images`?"
            ),
            ("image-assets", ["generate", "--ofline"], "unknown option '--ofline'. Did you mean '--offline'?"),
        ])
    func options(_ verb: String, _ words: [String], _ said: String) async throws {
        let ended = try await TestPackage().start(words, environment: environment(verb)).wait()
        #expect(ended.status == 64)
        #expect(ended.lastLine == "error: " + said)
        // The usage of a command that nobody meant would be in the way.
        #expect(ended.errors.contains("Usage: ") == (words.first == "generate" && verb == "image-assets"))
    }

    @Test(
        "where it could be an image's name, the manifest decides",
        arguments: [
            ("image-assets", "generat", "the command `generate`, which pays for what is missing"),
            ("image-assets", "plann", "the command `plan`"),
            ("generate-images", "plann", "`swift package check-images plan`"),
            ("check-images", "chek", "`swift package check-images`"),
            ("check-images", "generate", "`swift package generate-images`, which pays for what is missing"),
            ("check-images", "accept", "`swift package generate-images accept`"),
        ])
    func names(_ verb: String, _ word: String, _ meant: String) async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "hero", "prompt": "A" }"#])
        let ended = try await package.run(word, environment: environment(verb))
        #expect(ended.status == 64)
        #expect(ended.errors == "error: image \"\(word)\" is not in images.json; did you mean \(meant)?\n")
    }
}
