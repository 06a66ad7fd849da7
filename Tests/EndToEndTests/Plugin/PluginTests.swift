import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

@Suite("the plugins, in a package that uses them", .serialized, .timeLimit(.minutes(20)))
struct PluginTests {
    private static let images = ["hero", "icon-fox", "icon-owl", "square", "poster"]

    private static let isClone = FileManager.default.fileExists(atPath: Tool.repository.path + "/.git")

    @Test("a copy of the package has what is committed and nothing that a run left", .enabled(if: isClone))
    func copy() async throws {
        let copied = Set(try ConsumerPackage().package.allFiles().keys)
        let tracked = try await Tool(
            URL(fileURLWithPath: "/usr/bin/env"),
            arguments: ["git", "-c", "safe.directory=*", "ls-files", "--", ":!.gitignore"],
            in: Tool.repository.path + "/Fixtures/Consumer"
        ).wait()
        #expect(copied == Set(tracked.output.split(separator: "\n").map(String.init)), "\(tracked.errors)")
    }

    @Test("each image is asked for once, as documented; a second run asks for nothing, and check-images agrees")
    func mainJob() async throws {
        let consumer = try ConsumerPackage()
        try await StandInServer.run { server in
            let first = try await consumer.run("generate-images", server: server)
            #expect(first.status == 0, "\(first.all)")
            #expect(
                first.all.contains("Done: 5 generated, 5 requests sent, 5 renditions made, the Swift file written."),
                "\(first.all)")
            let requests = await server.traffic.requests
            #expect(requests.count == 5)
            #expect(await server.traffic.deviations == [])
            let poster = try #require(requests.first { $0.prompt.hasPrefix("A poster in the mood") })
            let sent = try ["subject", "mood"].map { try consumer.package.read("Art/Source/\($0).png") }
            #expect(poster.references.map(\.bytes) == sent)
            #expect(requests.allSatisfy { $0.header("Authorization") == "Bearer \(Tool.key)" })
            for name in Self.images {
                let asset = try #require(try consumer.package.entry(name)).asset
                #expect(asset.facts == AssetFacts(try PNGInfo(decoding: consumer.package.read("Art/\(name).png"))))
            }
            #expect(try consumer.package.entry("poster")?.asset.facts.height == 1152)

            let second = try await consumer.run("generate-images", server: server)
            #expect(second.status == 0, "\(second.all)")
            #expect(second.all.contains("Nothing to do: 5 up to date."))
            #expect(await server.traffic.requests.count == 5)
            #expect(!first.all.contains(Tool.key) && !second.all.contains(Tool.key))
        }
        let check = try await consumer.run("check-images")
        #expect(check.status == 0, "\(check.all)")
        #expect(check.all.contains("Nothing to do: 5 images and 5 renditions up to date."))
        // The consumer's own target uses a name that the run wrote.
        let build = try await consumer.build()
        #expect(build.status == 0, "\(build.all)")
        #expect(!(build.all + check.all).contains("warning:"), "\(build.all)")
        // What only this package's own tests need is not fetched.
        let pins = String(decoding: try consumer.package.read("Package.resolved"), as: UTF8.self)
        #expect(pins.contains("swift-argument-parser"))
        #expect(!pins.lowercased().contains("flyingfox"))
    }

    @Test("an edited prompt fails check-images, with the tool's own last line and how it ended")
    func outOfDate() async throws {
        let consumer = try ConsumerPackage()
        let drawn = try await consumer.run("generate-images", "--placeholder")
        #expect(drawn.status == 0, "\(drawn.all)")
        try consumer.editManifest("light background", "dark background")
        let check = try await consumer.run("check-images", "--allow-placeholders")
        #expect(check.status == 1)
        #expect(check.all.contains("prompt: "))
        // The placeholders that were let pass are paid for by that run, too.
        let lastLine =
            "Out of date: 1 request needed, 4 renditions to make, the Swift file to write, 4 up to date. Run `swift package generate-images`, which pays for "
            + "5 requests."
        #expect(check.all.contains(lastLine))
        #expect(check.all.contains("error: check-images ended with exit status 3\n"))
    }

    @Test("the tool works on the package from any folder below it, and on another one where the user says so")
    func packagePath() async throws {
        let consumer = try ConsumerPackage()
        let below = try await consumer.run("generate-images", "--placeholder", "hero", in: "Sources/Consumer")
        #expect(below.status == 0, "\(below.all)")
        #expect(consumer.package.exists("Art/hero.png"))
        #expect(!consumer.package.exists("Art/square.png"))

        let other = try TestPackage(at: consumer.package.path + "/Other")
        try other.writeManifest([#"{ "name": "elsewhere", "prompt": "E" }"#])
        let elsewhere = try await consumer.run("generate-images", "--placeholder", "--package-path", "Other")
        #expect(elsewhere.status == 0, "\(elsewhere.all)")
        #expect(other.exists("Images/elsewhere.png"))
        let check = try await consumer.run("check-images", "--allow-placeholders", "--package-path=Other")
        #expect(check.status == 0, "\(check.all)")
    }

    @Test("every command runs through generate-images, and so does the help")
    func commands() async throws {
        let consumer = try ConsumerPackage()
        let plan = try await consumer.run("generate-images", "plan", "--", "hero")
        #expect(plan.status == 0, "\(plan.all)")
        #expect(plan.all.contains("To do: 1 request needed, 5 renditions to make, the Swift file to write."))
        #expect(!consumer.package.exists("images.lock.json"))

        let inspect = try await consumer.run("generate-images", "inspect", "subject.png", in: "Art/Source")
        #expect(inspect.status == 0, "\(inspect.all)")
        #expect(inspect.all.contains("subject.png: 32x32"))

        for arguments in [["--help"], ["help", "plan"]] {
            let help = try await consumer.start(["generate-images"] + arguments).wait()
            #expect(help.status == 0, "\(help.all)")
            #expect(help.all.contains("USAGE: swift package generate-images "), "\(help.all)")
        }
        let all = try await consumer.run("generate-images", "--help")
        for command in ["generate", "plan", "check", "explain", "inspect", "accept", "choose", "prune", "init"] {
            #expect(all.all.contains("\n  \(command) "), "\(command)")
        }
    }

    @Test("what only reads runs through check-images, which asks for no permission")
    func reading() async throws {
        let consumer = try ConsumerPackage()
        let plan = try await consumer.run("check-images", "plan", "--", "hero")
        #expect(plan.status == 0, "\(plan.all)")
        #expect(plan.all.contains("To do: 1 request needed, 5 renditions to make, the Swift file to write."))
        let explain = try await consumer.run("check-images", "explain", "hero")
        #expect(explain.status == 0 && explain.all.contains("\n  state        new\n"), "\(explain.all)")
        let inspect = try await consumer.run("check-images", "inspect", "subject.png", in: "Art/Source")
        #expect(inspect.status == 0 && inspect.all.contains("subject.png: 32x32"), "\(inspect.all)")
        let accept = try await consumer.run("check-images", "accept", "hero")
        #expect(accept.status == 1)
        #expect(accept.all.contains("did you mean `swift package generate-images accept`?"), "\(accept.all)")
        let help = try await consumer.run("check-images", "--help")
        #expect(help.all.contains("USAGE: swift package check-images ") && help.all.contains("\n  explain "))
        #expect(!help.all.contains("\n  accept "))
        #expect(!consumer.package.exists("images.lock.json"))
    }

    @Test(
        "doctor says through each plugin what SwiftPM has to permit, and whether a run could be",
        arguments: [
            ("check-images", "check-images needs none; generate-images writes and connects"),
            ("generate-images", "given: SwiftPM starts generate-images with them alone"),
        ])
    func doctor(_ verb: String, permissions: String) async throws {
        let consumer = try ConsumerPackage()
        try await StandInServer.run { server in
            let ended = try await consumer.run(verb, "doctor", server: server)
            #expect(ended.status == 0, "\(ended.all)")
            #expect(
                ended.all.contains(
                    """
                    ✓ permissions   \(permissions)
                                    Without a terminal: swift package --allow-writing-to-package-directory \
                    --allow-network-connections all generate-images

                    `swift package generate-images` can run.

                    """), "\(ended.all)")
            #expect(ended.all.contains("✓ manifest      images.json has 5 images\n"))
            #expect(ended.all.contains("✓ folder        can be written\n"))
            #expect(await server.traffic.requests.isEmpty)
        }
        #expect(!consumer.package.exists(".image-assets"))
    }

    @Test(
        "a document is all that comes out on standard output, also when it is bad news",
        arguments: [
            ["check-images", "--format", "json"], ["generate-images", "plan", "--format", "json"],
            ["generate-images", "nobody", "--format", "json"], ["check-images", "--format", "junit"],
        ])
    func documents(_ arguments: [String]) async throws {
        let consumer = try ConsumerPackage()
        let ended = try await consumer.start(arguments).wait()
        if arguments.last == "junit" {
            #expect(ended.output.hasPrefix("<?xml") && ended.output.hasSuffix("</testsuites>\n"), "\(ended.output)")
        } else {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) }
        }
        let faults = ended.errors.split(separator: "\n").filter { $0.hasPrefix("error:") }
        #expect(faults.allSatisfy { !$0.hasSuffix(".") }, "\(ended.errors)")
    }

    @Test("SwiftPM ends each of our sentences with its own dot")
    func dots() throws {
        let manifest = try String(
            contentsOf: Tool.repository.appendingPathComponent("Package.swift"), encoding: .utf8)
        let reasons = manifest.matches(of: /reason:\s+"([^"]*)"/).map(\.1)
        #expect(reasons.count == 2)
        #expect(reasons.allSatisfy { !$0.hasSuffix(".") })
    }

    @Test("generate-images writes a gallery whose commands can be typed; check-images has no such command")
    func gallery() async throws {
        let consumer = try ConsumerPackage()
        let written = try await consumer.run("generate-images", "gallery", "--folder", "page")
        #expect(written.status == 0, "\(written.all)")
        #expect(written.all.contains("/page/index.html\n"), "\(written.all)")
        #expect(consumer.package.exists("page/index.html") && !consumer.package.exists(".image-assets"))
        let hero = try consumer.package.gallery(in: "page").image("hero")
        #expect(hero["commands"]?["regenerate"]?.string == "swift package generate-images --regenerate hero")
        let refused = try await consumer.run("check-images", "gallery")
        #expect(refused.status == 1)
        #expect(refused.all.contains("`swift package generate-images gallery`"), "\(refused.all)")
    }

    @Test("without a key the run ends with wrong usage and says both ways out")
    func noKey() async throws {
        let consumer = try ConsumerPackage()
        let ended = try await consumer.run("generate-images")
        #expect(ended.status == 1)
        #expect(ended.all.contains("set BETTERTOKEN_API_KEY"))
        #expect(ended.all.contains("--placeholder"))
        #expect(ended.all.contains("error: generate-images ended with exit status 64\n"))
    }

    @Test("a tool that a signal ended is reported as such")
    func signal() async throws {
        let consumer = try ConsumerPackage()
        let latch = Latch()
        try await StandInServer.run(
            script: { _, _ in
                await latch.wait()
                return .image
            }
        ) { server in
            let run = try consumer.start(["generate-images", "hero"], server: server)
            await server.traffic.waitForRequests(1)
            let tool = try #require(try consumer.runningTool())
            kill(tool, SIGKILL)
            let ended = try await run.wait()
            #expect(ended.status == 1)
            #expect(ended.all.contains("error: generate-images was ended by signal 9\n"))
            await latch.open()
        }
    }
}
