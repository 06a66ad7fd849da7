import Foundation
import Testing

/// Xcode runs nowhere but on a Mac: its module is ours here, and whatever it does with an issue is not seen.
@Suite("the plugins in Xcode", .serialized, .timeLimit(.minutes(5)))
struct XcodeTests {
    /// Says how it was called, and nothing else.
    private func echo(in package: TestPackage) throws -> URL {
        let file = URL(fileURLWithPath: package.path + "/echo")
        try package.writeProgram(
            """
            #!/bin/sh
            for word; do echo "argument $word"; done
            echo "verb $IMAGE_ASSETS_PLUGIN, issues in ${IMAGE_ASSETS_XCODE_FOLDER-nowhere}"

            """, to: "echo")
        return file
    }

    @Test("both are right by SwiftPM's own module and what is known of Xcode's")
    func typeCheck() async throws { try await XcodeHost.typeCheck() }

    @Test("a project's folder is the package, and the targets that were ticked are taken off")
    func projects() async throws {
        let (host, package) = (try await XcodeHost(), try TestPackage())
        let tool = try echo(in: package)
        let targets = ["--target", "App", "--target=Tests", "plan", "--", "hero", "--target", "--deep"]
        let check = try await host.run("ImageAssetsCheck", targets, in: package, isOnProject: true, tool: tool)
        #expect(
            check.output == """
                argument plan
                argument --package-path
                argument \(package.path)
                argument --
                argument hero
                verb check-images, issues in \(package.path)

                """)
        let generate = try await host.run(
            "ImageAssetsGenerate", ["--target", "App", "--key-file", "/k"], in: package, isOnProject: true, tool: tool)
        #expect(
            generate.output == """
                argument --key-file
                argument /k
                argument --package-path
                argument \(package.path)
                argument --until-stdin-closes
                verb generate-images, issues in \(package.path)

                """)
        let given = try await host.run(
            "ImageAssetsCheck", ["--package-path", "/elsewhere"], in: package, isOnProject: true, tool: tool)
        #expect(
            given.output == """
                argument --package-path
                argument /elsewhere
                verb check-images, issues in /elsewhere

                """)
    }

    @Test("a package in Xcode is known by its targets; elsewhere they are refused, so that nobody believes in them")
    func packages() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "hero", "prompt": "A" }"#])
        let tool = try echo(in: package)
        let host = try await XcodeHost()
        let ticked = try await host.run("ImageAssetsCheck", ["--target", "App"], in: package, tool: tool)
        #expect(ticked.output.hasSuffix("verb check-images, issues in \(package.path)\n"))
        #expect(!ticked.output.contains("App"))
        let none = try await host.run("ImageAssetsCheck", ["--deep"], in: package, tool: tool)
        #expect(none.output.hasSuffix("verb check-images, issues in nowhere\n"))
        let line = try await XcodeHost(hasXcode: false).run("ImageAssetsCheck", ["--target", "App"], in: package)
        #expect(line.errors.hasSuffix("error: unknown option '--target'\n"), "\(line.errors)")
        #expect(line.output == "issue error at -:-: check-images ended with exit status 64\n")
    }

    @Test("what is out of date or wrong is an issue at its place in the manifest, and all else is text")
    func issues() async throws {
        let (host, package) = (try await XcodeHost(), try TestPackage())
        let manifest = package.path + "/images.json"
        try package.writeManifest([
            #"{ "name": "hero", "prompt": "A", "renditions": [{ "output": "Web/hero.png", "width": 64 }] }"#,
            #"{ "name": "owl", "prompt": "B", "expect": { "width": 512 } }"#,
        ])
        let check = try await host.run("ImageAssetsCheck", [], in: package, isOnProject: true)
        #expect(check.status == 0)
        let issues = check.output.split(separator: "\n").filter { $0.hasPrefix("issue ") }.map(String.init)
        #expect(
            issues == [
                "issue warning at \(manifest):3: `expect.width` is 512 where 1024x1024 is asked for. "
                    + "An image that breaks `expect` is paid for and not published.",
                "issue error at \(manifest):2: hero: new: the image was not made yet",
                "issue error at \(manifest):3: owl: new: the image was not made yet",
                "issue error at \(manifest):2: hero: new: Web/hero.png: it was never made",
                "issue error at -:-: check-images ended with exit status 3",
            ], "\(check.output)")
        #expect(check.output.contains("  hero  request  Images/hero.png\n"), "\(check.output)")

        try package.write(#"{ "version": 1, "imags": [] }"#, to: "images.json")
        let wrong = try await host.run("ImageAssetsGenerate", [], in: package, isOnProject: true)
        #expect(
            wrong.output.hasPrefix(
                "issue error at \(manifest):1: unknown key \"imags\". Did you mean \"images\"?\n"), "\(wrong.output)")
        try FileManager.default.removeItem(atPath: manifest)
        let absent = try await host.run("ImageAssetsCheck", [], in: package, isOnProject: true)
        #expect(
            absent.output.hasPrefix(
                "issue error at \(manifest):1: the manifest does not exist. A first one is written by: "),
            "\(absent.output)")
    }

    @Test("without a key the option is named that Xcode can pass on, by a run and by doctor, where it is no issue")
    func key() async throws {
        let (host, package) = (try await XcodeHost(), try TestPackage())
        try package.writeManifest(["hero": "A"])
        for words in [[], ["doctor"]] {
            let ended = try await host.run("ImageAssetsGenerate", words, in: package, isOnProject: true)
            #expect(ended.output.contains("no API key: name a file that holds it with --key-file FILE"), "\(ended.all)")
        }
        try package.write(#"{ "version": 1, "imags": [] }"#, to: "images.json")
        let wrong = try await host.run("ImageAssetsCheck", ["doctor"], in: package, isOnProject: true)
        #expect(wrong.output.hasPrefix("issue error at \(package.path)/images.json:1: unknown key \"imags\"."))
        #expect(wrong.output.contains("✗ manifest      1 error\n"), "\(wrong.output)")
    }

    @Test("the plugins share what they share by a link")
    func links() throws {
        for name in ["ToolRun.swift", "Xcode.swift"] {
            let target = try FileManager.default.destinationOfSymbolicLink(
                atPath: Tool.repository.path + "/Plugins/ImageAssetsGenerate/" + name)
            #expect(target == "../ImageAssetsCheck/" + name)
        }
    }
}
