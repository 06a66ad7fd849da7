import Foundation
import Testing

@Suite("completion in shells", .serialized, .timeLimit(.minutes(2)))
struct CompletionTests {
    private func package() throws -> TestPackage {
        let package = try TestPackage()
        try package.write(
            """
            { "version": 1, "images": [
              { "name": "hero", "prompt": "A", "renditions": [
                { "output": "Web/hero.webp", "width": 64 }, { "output": "Web/my hero.png", "width": 64 },
                { "output": "Web/$(touch harmed).png", "width": 64 }, { "output": "Web/`touch harmed`.png", "width": 64 },
                { "output": "Web/a';touch harmed;'.png", "width": 64 }
              ] },
              { "name": "icon-${animal}", "each": { "animal": ["fox", "owl"] }, "prompt": "A ${animal}" },
              { "name": "logo", "prompt": "A", "frozen": true }
            ] }
            """, to: "images.json")
        try package.write(#"{ "version": 1, "images": [{ "name": "badge", "prompt": "A" }] }"#, to: "My Art/other.json")
        return package
    }

    @Test("the names of the manifest's images, where names are taken", arguments: Shell.present)
    func names(_ shell: Shell) async throws {
        let package = try package()
        // The shells' scripts are made alike of the same commands, and starting Bash takes the least time.
        let others = shell == .bash ? ["plan", "check", "explain", "accept", "gallery"] : []
        for command in ["generate", "choose"] + others {
            #expect(
                try await shell.completions(of: [command, "ic"], in: package) == ["icon-fox", "icon-owl"], "\(command)")
        }
        for option in ["--overwrite", "--regenerate"] {
            #expect(try await shell.completions(of: ["generate", option, "icon-o"], in: package) == ["icon-owl"])
            #expect(try await shell.completions(of: ["generate", option, "lo"], in: package) == [], "it is frozen")
        }
        #expect(try await shell.completions(of: ["generate", "hero", "lo"], in: package) == ["logo"])
        #expect(!package.exists(".image-assets"))
    }

    @Test("of the manifest and the package that the line names", arguments: Shell.present)
    func manifests(_ shell: Shell) async throws {
        let package = try package()
        let quoted = "'My Art/other.json'"
        #expect(
            try await shell.completions(of: ["generate", "--manifest", quoted, "ba"], in: package) == ["badge"])
        let elsewhere = try TestPackage()
        #expect(
            try await shell.completions(
                of: ["check", "--package-path", package.path, "--manifest", quoted, "--manifest", "images.json", "ba"],
                in: elsewhere) == ["badge"])
        #expect(
            try await shell.completions(of: ["check", "--package-path", package.path, "icon-f"], in: elsewhere)
                == ["icon-fox"])
        #expect(try await shell.completions(of: ["check", "ic"], in: elsewhere) == [])
        try elsewhere.write("{", to: "images.json")
        #expect(try await shell.completions(of: ["check", "ic"], in: elsewhere) == [])
    }

    @Test("paths of renditions, but none that a shell would run or has to quote", arguments: Shell.present)
    func paths(_ shell: Shell) async throws {
        let package = try package()
        for words in [["accept"], ["generate", "--overwrite"]] {
            #expect(
                try await shell.completions(of: words + ["Web/"], in: package) == ["Web/hero.webp", "Web/my hero.png"])
        }
        #expect(!package.exists("harmed"))
        #expect(try await shell.completions(of: ["generate", "Web/"], in: package) == [])
    }

    @Test("commands, options, their values, and files", arguments: Shell.present)
    func rest(_ shell: Shell) async throws {
        let package = try package()
        #expect(try await shell.completions(of: ["gen"], in: package) == ["generate"])
        #expect(try await shell.completions(of: ["generate", "--off"], in: package) == ["--offline"])
        #expect(try await shell.completions(of: ["check", "--format", "ju"], in: package) == ["junit"])
        #expect(try await shell.completions(of: ["usage", "--by", "mo"], in: package) == ["model", "month"])
        #expect(try await shell.completions(of: ["generate", "--retry", "s"], in: package) == ["safe"])
        try package.write("", to: "icons.txt")
        try package.write("", to: "icons.json")
        for words in [["inspect"], ["generate", "--key-file"], ["check", "--output"]] {
            let files = try await shell.completions(of: words + ["icons."], in: package)
            #expect(files == ["icons.txt", "icons.json"], "\(words)")
        }
        #expect(try await shell.completions(of: ["check", "--manifest", "icons."], in: package) == ["icons.json"])
        let folders = try await shell.completions(of: ["check", "--package-path", "My"], in: package)
        #expect(!folders.isEmpty && folders.allSatisfy { $0.hasPrefix("My Art") || $0.hasPrefix("My\\ Art") })
    }

    @Test("a shell that asks for something that is not there is answered with nothing")
    func older() async throws {
        let package = try package()
        for words in [["gone", "--", "positional@0"], ["generate", "--", "--gone", "1", "0", "image-assets"], []] {
            let ended = try await package.start(["---completion"] + words).wait()
            #expect(ended.status != 0)
            #expect(ended.output + ended.errors == "")
        }
    }
}
