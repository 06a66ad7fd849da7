import Foundation
import ImageAssetsStandInServer
import Testing

/// What is typed or asked for by mistake gets a hint that helps, before anything is paid for.
@Suite("hints")
struct HintTests {
    @Test(
        "a command that is misspelt or another tool's has its hint, whatever the manifest is like",
        arguments: [
            ("chek", "the command `check`"), ("status", "the command `plan`"),
            ("build", "the command `generate`, which pays for what is missing"),
        ])
    func commands(_ word: String, _ command: String) async throws {
        let package = try TestPackage()
        let absent = try await package.run(word)
        #expect(absent.status == 65)
        #expect(absent.errors.contains("hint: A first one is written by: image-assets init\n"))
        #expect(absent.errors.contains("note: \"\(word)\" was taken for an image's name; did you mean \(command)?\n"))
        try package.write("{", to: "images.json")
        let broken = try await package.run(word)
        #expect(broken.status == 65)
        #expect(broken.errors.contains("did you mean \(command)?"))
        try package.writeManifest(["a": "A"])
        let whole = try await package.run(word)
        #expect(whole.status == 64)
        #expect(whole.lastLine == "error: image \"\(word)\" is not in images.json; did you mean \(command)?")
    }

    @Test("an option of other tools has its hint")
    func options() async throws {
        let package = try TestPackage()
        let dry = try await package.run("--dry-run")
        #expect(
            dry.lastLine
                == "error: unknown option '--dry-run'; `image-assets plan` says what a run would do, and sends nothing")
        let force = try await package.run("generate", "--force")
        #expect(
            force.lastLine
                == "error: unknown option '--force'; --regenerate NAME pays for an image anew")
    }

    @Test("what can be known beforehand is said before the first request")
    func beforehand() async throws {
        let package = try TestPackage()
        try package.writeManifest([
            #"{ "name": "a", "prompt": "A", "expect": { "width": 512 } }"#, #"{ "name": "b", "prompt": "B" }"#,
            #"{ "name": "c", "prompt": "B" }"#,
        ])
        let said = """
            images.json:2:41: warning: `expect.width` is 512 where 1024x1024 is asked for
                hint: An image that breaks `expect` is paid for and not published.
            images.json:4:1: note: b and c ask for exactly the same and share one request
                hint: Give each a "variant" of its own to pay for different ones.

            """
        #expect(try await package.run("plan").errors.hasPrefix(said))
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let tool = try package.start([], server: server)
            await server.traffic.waitForRequests(1)
            #expect(tool.errorsSoFar.hasPrefix(said))
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == 1)
            #expect(ended.errors.components(separatedBy: "warning:").count == 2, "\(ended.errors)")
            #expect(ended.output.contains("128x64 where 1024x1024 was asked for"))
            #expect(ended.lastLine.hasSuffix("; 1 failed: a."))
            let explained = try await package.run("explain", "a")
            #expect(
                explained.output.contains(
                    "  action       fail\n               the image is 128 pixels wide, expected 512; "))
            #expect(explained.output.contains("  breaks `expect`: it is 128 pixels wide, expected 512\n"))
        }
    }

    @Test("explain says how the last attempt ended")
    func lastFailure() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        try await StandInServer.run(
            script: { _, _ in .error(400, "rejected by safety", code: "moderation_blocked") }
        ) { server in
            #expect(try await package.run(server: server).status == 1)
            let text = try await package.run("explain", "a")
            #expect(
                text.output.contains("\n  last attempt it failed (moderation, HTTP status 400); attempt 1, "),
                "\(text.output)")
            let json = try await package.run("explain", "a", "--format", "json")
            #expect(json.output.contains("\"outcome\": \"moderation\""))
        }
        try await StandInServer.run { server in
            #expect(try await package.run(server: server).status == 0)
            let explained = try await package.run("explain", "a")
            #expect(!explained.output.contains("last answer"))
        }
    }

    @Test("a file that a changed output removes is named beforehand, and an orphan names prune")
    func removals() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B"])
        try await StandInServer.run { server in
            #expect(try await package.run(server: server).status == 0)
            try package.writeManifest([#"{ "name": "a", "prompt": "Another", "output": "Art/a.png" }"#])
            let plan = try await package.run("plan")
            #expect(plan.output.contains("\n            removes Images/a.png, whose bytes stay in .image-assets\n"))
            #expect(
                plan.output.hasSuffix(
                    "orphan      b  none     no longer in the manifest; `prune` drops it, and its file unless that was modified\n"
                ))
            #expect(plan.lastLine == "To do: 1 request needed, 1 orphan for `prune` to remove.")
            let json = try await package.run("plan", "--format", "json")
            #expect(json.output.contains("\"removes\": [\n        \"Images/a.png\"\n      ]"))
            #expect(try await package.run(server: server).status == 0)
            #expect(!package.exists("Images/a.png"))
        }
    }

    @Test("GitHub's summary of a check says what is wrong, and what would be done")
    func summary() async throws {
        let package = try TestPackage()
        let summary = package.path + "/summary.md"
        let environment = ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": summary]
        try package.write("", to: "summary.md")
        try package.write("{", to: "images.json")
        _ = try await package.start(["check"], environment: environment).wait()
        try package.writeManifest(["a": "A"])
        _ = try await package.start(["check"], environment: environment).wait()
        let text = String(decoding: try package.read("summary.md"), as: UTF8.self)
        #expect(text.contains("1 error in images.json.\n\n- images.json:1:2: error: "), "\(text)")
        #expect(text.contains("| a | new | request | the image was not made yet |"))
        #expect(!text.contains("generated"))
    }
}
