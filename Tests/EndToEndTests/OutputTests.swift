import Foundation
import ImageAssetsStandInServer
import Testing

/// Documents go where they are wanted, whole, and words do not get into them.
@Suite("--output, and documents through the plugins")
struct OutputTests {
    @Test(
        "the document goes into the file, and the words to the terminal as without it",
        arguments: [
            ["check"], ["plan"], ["explain", "a"], ["prune"], ["accept", "a"], ["choose", "a"], ["--offline"],
            ["usage"], ["gallery"],
        ])
    func file(_ arguments: [String]) async throws {
        let package = try TestPackage(images: ["a": "A"])
        let words = try await package.start(arguments).wait()
        let document = try await package.start(arguments + ["--format", "json"]).wait()
        let both = try await package.start(arguments + ["--format", "json", "--output", "report.json"]).wait()
        #expect(both.status == words.status)
        #expect(both.output == words.output)
        #expect(both.errors == words.errors)
        #expect(try package.read("report.json") == Data(document.output.utf8))
    }

    @Test("JUnit goes there as well, and init's document")
    func others() async throws {
        let package = try TestPackage()
        #expect(try await package.run("init", "--format", "json", "--output", "init-report.json").status == 0)
        #expect(try package.read("init-report.json").starts(with: Data("{".utf8)))
        #expect(try await package.run("check", "--format", "junit", "--output", "junit.xml").status == 3)
        #expect(try package.read("junit.xml").starts(with: Data("<?xml".utf8)))
    }

    @Test("a place that cannot take it is wrong usage, before anything is paid for")
    func wrong() async throws {
        let package = try TestPackage(images: ["a": "A"])
        try await StandInServer.run { server in
            for (name, said) in [
                ("absent/x.json", "lies in a folder that does not exist"), ("images.json", "no document of this tool"),
                ("images.lock.json", "has the name of an image, a manifest, a lockfile or Package.swift; choose"),
                ("Images/a.png", "lies in a folder that does not exist"),
            ] {
                let ended = try await package.run("--format", "json", "--output", name, server: server)
                #expect(ended.status == 64)
                #expect(ended.lastLine.hasPrefix("error: --output \(name): it "))
                #expect(ended.lastLine.contains(said), "\(ended.lastLine)")
            }
            let text = try await package.run("--output", "x.json", server: server)
            #expect(text.status == 64)
            #expect(text.lastLine.hasSuffix("add --format json"))
            #expect(await server.traffic.requests.isEmpty)
        }
    }

    @Test(
        "a document that does not get there is a failure",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullDisk() async throws {
        let package = try TestPackage()
        try package.writeManifest([String]())
        let ended = try await package.run("check", "--format", "json", "--output", "/dev/full")
        #expect(ended.status == 1)
        #expect(ended.lastLine.hasPrefix("error: --output /dev/full: it cannot be written ("))
    }

    @Test("a file that is open already is not written over by two")
    func standardOutput() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let line = "exec \(Tool.executable.path) check --format json --output /dev/stdout > all.txt"
        let ended = try await Tool(URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", line], in: package.path).wait()
        #expect(ended.status == 64)
        #expect(
            ended.lastLine == "error: --output /dev/stdout: it is a file that is open already: name the file itself")
    }

    @Test("through a plugin a document stands alone, whatever happens", arguments: ["generate-images", "check-images"])
    func plugin(_ verb: String) async throws {
        let package = try TestPackage(images: ["a": "A"])
        let environment = ["IMAGE_ASSETS_PLUGIN": verb, "GITHUB_ACTIONS": "true"]
        for arguments in [
            ["check", "--format", "json"], ["check", "--format=junit"], ["plan", "nobody", "--format", "json"],
            ["check", "--format", "json", "--deap"], ["explain", "--format", "json", "a"],
        ] {
            let ended = try await package.start(arguments, environment: environment).wait()
            #expect(ended.errors.isEmpty, "\(ended.errors)")
            #expect(ended.output.hasPrefix("{\n") || ended.output.hasPrefix("<?xml"))
        }
        let file = try await package.start(
            ["check", "--format", "json", "--output", "o.json"], environment: environment
        ).wait()
        #expect(file.output.hasPrefix("new         a  request"))
        #expect(
            file.lastLine
                == "Out of date: 1 request needed. Run `swift package generate-images`, which pays for 1 request.")
    }
}
