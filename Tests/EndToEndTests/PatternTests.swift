import Foundation
import ImageAssetsStandInServer
import Testing

/// Wherever a command takes names of images, `*` and `?` match.
@Suite("patterns on the command line")
struct PatternTests {
    private static let images = [
        #"{ "name": "hero", "prompt": "H" }"#, #"{ "name": "icon-fox", "prompt": "F" }"#,
        #"{ "name": "icon-owl", "prompt": "O" }"#, #"{ "name": "icon-bat", "prompt": "B" }"#,
    ]

    private func run(
        _ images: [String] = images, _ body: (TestPackage, StandInServer) async throws -> Void
    ) async throws {
        let package = try TestPackage()
        try package.writeManifest(images)
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            try await body(package, server)
        }
    }

    private func prompts(_ server: StandInServer) async -> [String] {
        await server.traffic.requests.compactMap(\.prompt).sorted()
    }

    @Test("a run is of the images that its patterns match, each once")
    func generate() async throws {
        try await run { package, server in
            let ended = try await package.run("icon-?o?", "icon-*x", "icon-fox", server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(await prompts(server) == ["F"])
            let rest = try await package.run("generate", "icon-*", server: server)
            #expect(rest.lastLine == "Done: 2 generated, 2 requests sent, 1 up to date. 1 other is out of date: hero.")
            #expect(await prompts(server) == ["B", "F", "O"])
        }
    }

    @Test("plan, check, accept and --overwrite take them too")
    func others() async throws {
        try await run { package, server in
            let plan = try await package.run("plan", "*-o*", "h?ro")
            #expect(
                plan.output
                    == "new         hero      request  Images/hero.png\n"
                    + "new         icon-owl  request  Images/icon-owl.png\n")
            for name in ["icon-fox", "icon-owl"] { try package.write(png("basn2c08"), to: "Images/\(name).png") }
            let accepted = try await package.run("accept", "icon-?w?", "*-owl")
            #expect(accepted.status == 0, "\(accepted.errors)")
            #expect(accepted.lastLine == "1 image accepted.")
            #expect(try await package.run("check", "*owl").status == 0)
            #expect(try await package.run("check", "icon-*").status == 3)
            #expect(try await package.run("--overwrite", "*-[fb]*", server: server).status == 64)
            let replaced = try await package.run("--overwrite", "*-f*", server: server)
            #expect(replaced.status == 0, "\(replaced.errors)")
            #expect(await prompts(server) == ["F"])
        }
    }

    @Test("explain explains each of them, and its document has a list, also of one")
    func explain() async throws {
        try await run { package, _ in
            let text = try await package.run("explain", "icon-*")
            #expect(text.status == 0)
            #expect(text.output.hasPrefix("icon-fox\n  state        new\n"), "\(text.output)")
            #expect(text.output.contains("    | F\n\nicon-owl\n") && text.output.contains("    | O\n\nicon-bat\n"))
            let several = try await package.run("explain", "h*", "--format", "json")
            #expect(several.output.contains(#""images": ["#) && several.output.contains(#""name": "hero""#))
            let one = try await package.run("explain", "hero", "--format", "json")
            #expect(!one.output.contains(#""images": ["#) && one.output.contains(#""name": "hero""#))
        }
    }

    @Test(
        "a pattern that matches nothing is wrong usage, by whatever command",
        arguments: [
            (["generate", "icn-*"], "image"), (["plan", "icn-*"], "image"), (["check", "icn-*"], "image"),
            (["explain", "icn-*"], "image"), (["accept", "hero", "icn-*"], "image"),
            (["--overwrite", "icn-*"], "--overwrite"), (["plan", "--regenerate", "icn-*"], "--regenerate"),
        ])
    func nothing(_ arguments: [String], _ what: String) async throws {
        let package = try TestPackage()
        try package.writeManifest(Self.images)
        let ended = try await package.start(arguments).wait()
        #expect(ended.status == 64)
        #expect(
            ended.lastLine == "error: \(what) \"icn-*\" matches no name in images.json; "
                + "its images are hero, icon-bat, icon-fox and icon-owl")
    }

    @Test("of several manifests one has to have a match")
    func manifests() async throws {
        let package = try TestPackage()
        try package.writeManifest(Self.images)
        try package.write(#"{ "version": 1, "images": [ { "name": "b", "prompt": "B" } ] }"#, to: "art/x.json")
        let both = ["--manifest", "images.json", "--manifest", "art/x.json"]
        let found = try await package.start(["plan", "?"] + both).wait()
        #expect(found.output == "art/x.json:\nnew         b  request  art/Images/b.png\n")
        let none = try await package.start(["plan", "x*"] + both).wait()
        #expect(none.status == 64)
        #expect(none.lastLine == #"error: image "x*" matches no name in any of images.json and art/x.json"#)
    }

    @Test("what is frozen is left out of a pattern and told, and refused by its name or where nothing else matches")
    func frozen() async throws {
        let frozen = #"{ "name": "icon-owl", "prompt": "O", "frozen": true }"#
        try await run([Self.images[1], frozen]) { package, server in
            try package.write(png("basn2c08"), to: "Images/icon-owl.png")
            #expect(try await package.run("accept", "icon-owl").status == 0)
            for (option, prompts) in [("--overwrite", ["F"]), ("--regenerate", ["F", "F"])] {
                let ended = try await package.run(option, "icon-*", server: server)
                #expect(ended.status == 0, "\(ended.errors)")
                #expect(
                    ended.errors.hasPrefix("images.json: note: \(option) leaves out icon-owl, which is frozen\n"),
                    "\(ended.errors)")
                #expect(await self.prompts(server) == prompts)
                for words in [[option, "icon-owl"], [option, "*owl"], [option, "*", option, "icon-owl"]] {
                    let refused = try await package.start(words, server: server).wait()
                    #expect(refused.status == 64)
                    #expect(
                        refused.lastLine
                            == "error: \(option) icon-owl: the image is frozen in images.json; "
                            + "remove \"frozen\" to replace it")
                }
            }
        }
    }

    @Test("somebody's work is left out of --regenerate with a pattern and told, and refused by its name")
    func work() async throws {
        try await run(Array(Self.images[1...2])) { package, server in
            try package.write(png("basn2c08"), to: "Images/icon-owl.png")
            #expect(try await package.run("accept", "icon-owl").status == 0)
            let plan = try await package.run("plan", "--regenerate", "icon-*")
            #expect(
                plan.errors == "images.json: note: --regenerate leaves out icon-owl, which is somebody's work\n"
                    + "To do: 1 request needed, 1 up to date.\n")
            #expect(try await package.run("--regenerate", "icon-*", server: server).status == 0)
            #expect(await prompts(server) == ["F"])
            for words in ["icon-owl", "*-owl"] {
                let refused = try await package.run("--regenerate", words, server: server)
                #expect(refused.status == 64)
                #expect(refused.lastLine.hasPrefix("error: --regenerate icon-owl: Images/icon-owl.png is somebody's"))
            }
            let both = try await package.run("--regenerate", "icon-*", "--overwrite", "*owl", server: server)
            #expect(both.status == 0, "\(both.errors)")
            #expect(await prompts(server) == ["F", "F", "O"])
        }
    }

    @Test("a word that is meant as a command is told as one, also where the manifest cannot be read")
    func commands() async throws {
        let package = try TestPackage()
        try package.write("{", to: "images.json")
        #expect(try await package.run("pla").errors.contains("was taken for an image's name"))
        #expect(!(try await package.run("pla*").errors.contains("was taken for")))
    }
}
