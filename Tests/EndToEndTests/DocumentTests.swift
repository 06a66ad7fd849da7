import Foundation
import ImageAssetsStandInServer
import Testing

/// `--format json` and `junit` give one document whatever happens, and nothing else on standard output.
@Suite("documents of commands that end badly")
struct DocumentTests {
    private struct Document: Decodable {
        struct Diagnostic: Decodable {
            let severity: String
            let message: String
        }

        let version: Int
        let command: String
        let status: String
        let diagnostics: [Diagnostic]
    }

    private func document(_ ended: Tool.Ended) throws -> Document {
        try JSONDecoder().decode(Document.self, from: Data(ended.output.utf8))
    }

    @Test(
        "wrong usage that shows only once the command looks is told in the document, too",
        arguments: [
            (["generate", "nobody"], "image \"nobody\" is not in images.json"),
            (["generate"], "no API key: set BETTERTOKEN_API_KEY"),
            (["generate", "--base-url", "http://example.com"], "--base-url is plain http to example.com"),
            (["plan", "--base-url", "http://example.com"], "--base-url is plain http to example.com"),
            (["plan", "nobody"], "image \"nobody\" is not in images.json"),
            (["check", "nobody"], "image \"nobody\" is not in images.json"),
            (["explain", "nobody"], "image \"nobody\" is not in images.json"),
            (["accept", "nobody"], "image \"nobody\" is not in images.json"),
            (["init"], "images.json exists already"),
            (["prune", "--package-path", "absent"], "--package-path: absent does not exist"),
            (
                ["check", "--manifest", "../images.json"],
                "--manifest \"../images.json\" leads upwards; give a path below the package's folder, such as"
            ),
            (["plan", "--manifest", "/images.json"], "--manifest \"/images.json\" is absolute; give a path below"),
            (
                ["check", "--manifest", ".x.json"],
                "--manifest \".x.json\" has the part \".x.json\", which begins with a dot; give a path below"
            ),
            (
                ["accept", "--manifest", ":x.json", "a"],
                "--manifest \":x.json\" begins with a colon; give a path below"
            ),
            (
                ["check", "--manifest", "x\u{1b}.json"],
                "--manifest \"x\\u{001B}.json\" has the control character U+001B; give a path below"
            ),
        ])
    func usage(_ arguments: [String], _ problem: String) async throws {
        let package = try TestPackage(images: ["a": "A"])
        let ended = try await package.start(arguments + ["--format", "json"]).wait()
        #expect(ended.status == 64)
        let document = try document(ended)
        #expect(document.version == 1)
        #expect(document.command == arguments[0])
        #expect(document.status == "failed")
        #expect(document.diagnostics.count == 1)
        #expect(document.diagnostics.first?.severity == "error")
        #expect(document.diagnostics.first?.message.hasPrefix(problem) == true, "\(ended.output)")
        #expect(ended.lastLine.hasPrefix("error: \(problem)"))
    }

    @Test("what is wrong with the manifest is told by every command, with its place", arguments: ["explain", "accept"])
    func invalid(_ command: String) async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "promt": "A" }"#])
        let ended = try await package.run(command, "a", "--format", "json")
        #expect(ended.status == 65)
        #expect(try document(ended).status == "invalid")
        #expect(ended.output.contains("\"line\": 2"))
        #expect(ended.lastLine.hasSuffix("nothing was done."))
    }

    @Test("JUnit has an error where there are no images", arguments: ["generate", "check"])
    func junit(_ command: String) async throws {
        let package = try TestPackage(images: ["a": "A"])
        let ended = try await package.run(command, "nobody", "--format", "junit")
        #expect(ended.status == 64)
        #expect(ended.output.hasPrefix("<?xml"))
        #expect(ended.output.contains("errors=\"1\""))
        #expect(ended.output.contains("<error message=\"image &quot;nobody&quot; is not in images.json\"/>"))
    }

    @Test("a lock that was not to be had in time is a failure in the document")
    func lock() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let tool = try package.start([], server: server)
            while await server.traffic.requests.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
            let ended = try await package.run("--lock-timeout", "0", "--format", "json")
            #expect(ended.status == 1)
            let document = try document(ended)
            #expect(document.status == "failed")
            #expect(document.diagnostics.first?.message.contains("is still at work on this manifest") == true)
            await latch.open()
            #expect(try await tool.wait().status == 0)
        }
    }

    @Test(
        "what does not reach standard output is a failure, and says so",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullDisk() async throws {
        let package = try TestPackage()
        try package.writeManifest([])
        for arguments in [
            ["check", "--format", "json"], ["plan", "--format=json"], ["check", "--format", "junit"],
            ["usage", "--format", "json"], ["usage", "--format", "csv"], ["usage"],
            ["doctor", "--format", "json"],
        ] {
            let line = "exec \(Tool.executable.path) \(arguments.joined(separator: " ")) > /dev/full"
            let ended = try await Tool(URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", line], in: package.path)
                .wait()
            #expect(ended.status == 1)
            #expect(ended.lastLine == "error: standard output cannot be written (No space left on device)")
        }
    }

    @Test(
        "what was done is told also where the document of it does not reach standard output",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func doneOnFullDisk() async throws {
        let package = try TestPackage(images: ["a": "A"])
        try package.write(png("basn2c08"), to: "Images/a.png")
        for (command, told) in [
            ("accept a", "1 image accepted."), ("check", "Nothing to do: 1 image up to date."),
            ("prune", "Nothing to prune."),
        ] {
            let line = "exec \(Tool.executable.path) \(command) --format json > /dev/full"
            let ended = try await Tool(URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", line], in: package.path)
                .wait()
            #expect(ended.status == 1)
            #expect(ended.errors.contains(told), "\(ended.errors)")
            #expect(ended.lastLine == "error: standard output cannot be written (No space left on device)")
        }
        // What would have ended badly anyway ends so.
        let line = "exec \(Tool.executable.path) accept zz --format json > /dev/full"
        let refused = try await Tool(URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", line], in: package.path).wait()
        #expect(refused.status == 64)
        #expect(refused.errors.contains("error: standard output cannot be written"))
        #expect(refused.lastLine.hasPrefix("error: image \"zz\" is not in images.json"))
    }

    @Test("what another manifest publishes is not there to be adopted")
    func othersAssets() async throws {
        let package = try TestPackage()
        try package.write(
            #"{ "version": 1, "images": [ { "name": "a", "prompt": "A", "output": "One/${name}.png" } ] }"#,
            to: "other.json")
        for file in ["One/a.png", "One/b.png"] { try package.write(png("basn2c08"), to: file) }
        try package.write(#"{ "images": [ { "prompt": "#, to: "broken.json")
        let ended = try await package.run("init")
        #expect(ended.status == 0)
        #expect(ended.output.contains("One/b.png"))
        #expect(!ended.output.contains("One/a.png"))
    }

    @Test("what cannot be parsed ends with what is wrong, and in the document that was asked for")
    func unparsable() async throws {
        let package = try TestPackage()
        for (arguments, last, start) in [
            (["--bogus"], "error: unknown option '--bogus'", ""),
            (["plan", "--fromat", "json"], "error: unknown option '--fromat'. Did you mean '--format'?", ""),
            (
                ["check", "--format", "xml"],
                "error: the value 'xml' is invalid for '--format <format>'. "
                    + "Please provide one of 'text', 'json' or 'junit'.", ""
            ),
            (["explain"], "error: missing expected argument '<name>'", ""),
            (["--concurrency", "0", "--format", "json"], "error: --concurrency takes a number from 1 to 50.", "{\n"),
            (["accept", "--format=json"], "error: missing expected argument '<name> ...'", "{\n"),
            (
                ["check", "--format", "junit", "--deap"], "error: unknown option '--deap'. Did you mean '--deep'?",
                "<?xml"
            ),
        ] {
            let ended = try await package.start(arguments).wait()
            #expect(ended.status == 64, "\(arguments)")
            #expect(ended.lastLine == last)
            #expect(start.isEmpty ? ended.output.isEmpty : ended.output.hasPrefix(start), "\(ended.output)")
            #expect(ended.errors.contains("Usage: image-assets "))
        }
        let command = try await package.run("check", "--x\n::error::boo")
        #expect(!command.errors.contains("\n::error") && !command.errors.hasPrefix("::error"), "\(command.errors)")
        try package.writeManifest(["a": "A"])
        let near = try await package.run("chek")
        #expect(near.status == 64)
        #expect(near.lastLine.hasSuffix(#"image "chek" is not in images.json; did you mean the command `check`?"#))
    }

    @Test("a command's name in the place of an image's is told as what it is", arguments: ["generate", "--offline"])
    func commandForImage(_ first: String) async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "plans", "prompt": "A" }"#])
        let ended = try await package.run(first, "plan")
        #expect(ended.status == 64)
        #expect(ended.lastLine.hasSuffix(#"image "plan" is not in images.json; did you mean the command `plan`?"#))
    }

    @Test("init makes the manifest's folder, and names what could be adopted as the manifest would write it")
    func initialise() async throws {
        let package = try TestPackage()
        let ended = try await package.run("init", "--manifest", "art/deep/icons.json", "--format", "json")
        #expect(ended.status == 0)
        #expect(package.exists("art/deep/icons.json"))
        #expect(ended.output.contains("\"manifest\": \"art/deep/icons.json\""))
        #expect(ended.output.contains("\"adoptable\": []"))
        #expect(ended.lastLine.contains("--placeholder --manifest art/deep/icons.json"))
        #expect(try await package.run("--placeholder", "--manifest", "art/deep/icons.json").status == 0)
        try package.write(png("basn2c08"), to: "beside/b.png")
        try package.write(png("basn2c08"), to: "art/Old/a.png")
        let other = try await package.run("init", "--manifest", "art/x.json")
        #expect(other.output.contains("\n  Old/a.png\n"))
        #expect(!other.output.contains("b.png"))
    }

    @Test("plan takes --base-url as generate does, and asks for no key")
    func baseURL() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let ended = try await package.run("plan", "--base-url", "https://images.example.com/v1")
        #expect(ended.status == 0)
        #expect(ended.lastLine == "To do: 1 request needed.")
        let help = try await package.run("plan", "--help")
        #expect(help.output.contains("--base-url <url>"))
        let variable = try await package.start(["plan"], environment: ["IMAGES_BASE_URL": "ftp://x"]).wait()
        #expect(variable.status == 64)
    }

    @Test("explain says in the request's place that there is no place to send it to, and everything else all the same")
    func noEndpoint() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let environment = ["IMAGES_BASE_URL": "nonsense"]
        let text = try await package.start(["explain", "a"], environment: environment).wait()
        #expect(text.status == 0, "\(text.errors)")
        #expect(text.output.contains("\n  request      cannot be sent: IMAGES_BASE_URL is not a URL; "))
        #expect(text.output.contains("\n  state        new\n"))
        let json = try await package.start(["explain", "a", "--format", "json"], environment: environment).wait()
        #expect(json.status == 0)
        #expect(json.output.contains("\"request\": []"))
        #expect(json.output.contains("\"requestFault\": \"IMAGES_BASE_URL "))
        let sound = try await package.run("explain", "a")
        #expect(sound.output.contains("\n  request      POST: https://"))
        #expect(!sound.output.contains("cannot be sent"))
    }

    @Test("annotations name the manifest from the repository's root, or from the current folder where none is named")
    func annotations() async throws {
        let repository = try TestPackage()
        let package = try TestPackage(at: repository.path + "/sub/package")
        try package.writeManifest(["a": "A"])
        for named in [repository.path, ""] {
            let ended = try await repository.start(
                ["check", "--package-path", "sub/package"],
                environment: ["GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": named]
            ).wait()
            #expect(ended.errors.contains("::error file=sub/package/images.json,line=2,"), "\(ended.errors)")
        }
        try package.write("{", to: "images.json")
        let invalid = try await repository.start(
            ["check", "--package-path", "sub/package"], environment: ["GITHUB_ACTIONS": "true"]
        ).wait()
        #expect(invalid.errors.contains("::error file=sub/package/images.json,line=1,"), "\(invalid.errors)")
        #expect(invalid.errors.hasPrefix("images.json:1:2: error: "), "\(invalid.errors)")
    }
}
