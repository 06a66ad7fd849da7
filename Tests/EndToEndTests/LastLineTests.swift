import Foundation
import StandInServer
import Testing

/// The last line stands on its own: what it says to do must help.
@Suite("what check and plan say last")
struct LastLineTests {
    @Test("a frozen image that was never made is named as what it is, and no run is advised that would not make it")
    func frozen() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A", "frozen": true }"#])
        let check = try await package.run("check")
        #expect(check.status == 3)
        #expect(
            check.lastLine == "Out of date: 0 requests needed, 1 frozen without its image. "
                + "Put such a file back and `accept NAME`, or let it be made without \"frozen\"."
        )
        let generated = try await package.run("--offline")
        #expect(generated.lastLine == "Still out of date: 1 frozen without its image.")
        try package.write(png("basn2c08"), to: "Images/a.png")
        #expect(try await package.run("accept", "a").status == 0)
        #expect(try await package.run("check").status == 0)
    }

    @Test("a plan says how many bytes of references its requests carry")
    func upload() async throws {
        let package = try TestPackage()
        try package.writeManifest([
            #"{ "name": "a", "prompt": "A", "references": ["r.png"] }"#,
            #"{ "name": "b", "prompt": "B", "references": ["r.png"] }"#,
            #"{ "name": "c", "prompt": "B", "references": ["r.png"] }"#,
        ])
        try package.write(png("basn2c08"), to: "r.png")
        let plan = try await package.run("plan")
        #expect(plan.lastLine == "To do: 2 requests needed with 290 B of references.")
    }

    @Test("an unfit answer is not asked for again by the run that is advised")
    func unfit() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A", "expect": { "minWidth": 2000 } }"#])
        try await StandInServer.run { server in
            #expect(try await package.run(server: server).status == 1)
            let check = try await package.run("check")
            #expect(check.status == 3)
            #expect(
                check.lastLine.hasSuffix("Change `expect`, or ask for another with `generate --regenerate NAME`."))
        }
    }

    @Test("merge conflicts are named where nothing else is wrong")
    func conflict() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        try await StandInServer.run { server in
            _ = try await package.run(server: server)
            let text = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
            try package.write("<<<<<<< HEAD\n\(text)=======\n\(text)>>>>>>> other\n", to: "images.lock.json")
            let check = try await package.run("check")
            #expect(check.status == 3)
            #expect(
                check.lastLine == "Out of date: merge conflicts in the lockfile, 0 requests needed, 1 up to date. "
                    + "Run `swift package generate-images`."
            )
        }
    }

    @Test("inspect shows a file's name, and does not obey it")
    func name() async throws {
        let package = try TestPackage()
        let ended = try await package.run("inspect", "a\u{1B}[31m.png")
        #expect(ended.lastLine == "a\\u{1B}[31m.png: No such file or directory")
    }
}
