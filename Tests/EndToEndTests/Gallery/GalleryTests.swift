import Foundation
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// A page is written from whatever there is, and nothing else is.
@Suite("gallery", .timeLimit(.minutes(5)))
struct GalleryTests: GalleryTesting {
    @Test("it needs no key, writes the page and nothing else, and its last line is the path of the page")
    func writes() async throws {
        try await TestPackage.generated { package, server in
            let before = package.allFiles()
            let asked = await server.traffic.requests.count
            let ended = try await package.run("gallery")
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.output == "\(package.path)/.image-assets/gallery/index.html\n")
            #expect(ended.errors == "1 image: 1 up to date.\n")
            let after = package.allFiles().filter { !isOfGallery($0.key) }
            #expect(after == before)
            #expect(await server.traffic.requests.count == asked)
            let files = package.files(below: ".image-assets/gallery")
            #expect(files.contains("index.html") && files.contains("data.js") && files.contains("gallery.txt"))
            let image = try #require(try package.gallery().images.first)
            #expect(image["state"]?.string == "upToDate" && image["prompt"]?.string == "A")
            let file = try #require(image["picture"]?["file"]?.string)
            #expect(try package.read(".image-assets/gallery/\(file)") == picture(of: "A"))
        }
    }

    @Test("the page's data is the document of --format json, byte for byte, each time")
    func document() async throws {
        try await TestPackage.generated { package, _ in
            let first = try await package.run("gallery", "--format", "json")
            #expect(first.status == 0)
            let data = try package.read(".image-assets/gallery/data.js")
            let document = try JSONValue(parsing: SourceText(Data(first.output.utf8)))
            #expect(try package.gallery().document == document)
            #expect(document["command"]?.string == "gallery" && document["version"]?.integer == 1)
            #expect(first.errors == "\(package.path)/.image-assets/gallery/index.html\n")
            let second = try await package.run("gallery", "--folder", "page", "--format", "json")
            #expect(second.output == first.output)
            #expect(try package.read("page/data.js") == data)
        }
    }

    @Test("without a store none is made for a gallery that is elsewhere; the usual place is hidden from Git")
    func noStore() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let ended = try await package.run("gallery", "--folder", "deep/page")
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(ended.output == "\(package.path)/deep/page/index.html\n")
        #expect(ended.errors == "1 image: 1 new.\n")
        #expect(!package.exists(".image-assets"))
        #expect(try await package.run("gallery").status == 0)
        #expect(try package.read(".image-assets/.gitignore") == Data("*\n".utf8))
    }

    @Test("it waits for no run")
    func lock() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let run = try package.start([], server: server)
            await server.traffic.waitForInFlight(1)
            let ended = try await package.run("gallery")
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(!ended.errors.contains("Waiting"))
            await latch.open()
            #expect(try await run.wait().status == 0)
        }
    }

    @Test("where another one is at work it ends at once, and touches nothing")
    func busy() async throws {
        let package = try TestPackage(images: ["a": "A"])
        #expect(try await package.run("gallery", "--folder", "page").status == 0)
        let folder = open(package.path + "/page", O_RDONLY | O_CLOEXEC)
        defer { close(folder) }
        #expect(flock(folder, LOCK_EX | LOCK_NB) == 0)
        let before = package.allFiles()
        let ended = try await package.run("gallery", "--folder", "page")
        #expect(ended.status == 1)
        #expect(
            ended.lastLine
                == "error: another gallery is being written here: page was left to it; run this again once it is done")
        #expect(package.allFiles() == before)
    }

    @Test("a picture that the folder does not take ends it, and the page of before stays")
    func unwritable() async throws {
        try await TestPackage.generated { package, _ in
            #expect(try await package.run("gallery").status == 0)
            let page = try package.read(".image-assets/gallery/data.js")
            let picture = try #require(try package.gallery().files.first)
            try package.remove(".image-assets/gallery/\(picture)")
            try package.write("mine", to: ".image-assets/gallery/\(picture)/mine.txt")
            try package.writeManifest(["a": "A", "b": "B"])
            let ended = try await package.run("gallery")
            #expect(ended.status == 1)
            #expect(ended.lastLine == "error: cannot write .image-assets/gallery/\(picture): it is a folder")
            #expect(try package.read(".image-assets/gallery/data.js") == page)
            #expect(package.exists(".image-assets/gallery/index.html"))
        }
    }

    @Test("it ends when the plugin is gone, whatever it waits for")
    func pluginGone() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let programs = try TestPackage()
        try programs.writeProgram("#!/bin/sh\ntouch '\(programs.path)/asked'\nexec sleep 40\n", to: "git")
        let input = Pipe()
        let path = "\(programs.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
        let tool = try package.start(
            ["gallery", "--until-stdin-closes", "--against", "HEAD"], environment: ["PATH": path], input: input)
        while !programs.exists("asked"), tool.process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
        try input.fileHandleForWriting.close()
        #expect(try await tool.wait().status == 130)
        #expect(!package.exists(".image-assets/gallery/index.html"))
    }

    @Test("names and patterns choose; one that is not there is told with the one that was meant")
    func names() async throws {
        let package = try TestPackage(images: ["hero": "A", "icon-a": "B", "icon-b": "C"])
        #expect(try await package.run("gallery", "icon-*").status == 0)
        #expect(try package.gallery().images.map { $0["name"]?.string } == ["icon-a", "icon-b"])
        for (word, said) in [
            ("her", "image \"her\" is not in images.json; did you mean \"hero\"?"),
            ("x*", "image \"x*\" matches no name in images.json; its images are hero, icon-a and icon-b"),
        ] {
            let before = package.allFiles()
            let ended = try await package.run("gallery", word)
            #expect(ended.status == 64)
            #expect(ended.lastLine == "error: \(said)")
            #expect(package.allFiles() == before)
        }
    }

    @Test("a folder that holds something else is refused, and nothing is touched")
    func refused() async throws {
        let package = try TestPackage(images: ["a": "A"])
        try package.write("mine", to: "notes/a.txt")
        let before = package.allFiles()
        let ended = try await package.run("gallery", "--folder", "notes")
        #expect(ended.status == 64)
        #expect(
            ended.lastLine
                == "error: no gallery can be in notes: it holds something else; it was left as it is. With --folder, "
                + "name one that is new, empty or an older gallery")
        #expect(package.allFiles() == before)
        // It is known before anything is looked at.
        try package.write("{", to: "images.json")
        #expect(try await package.run("gallery", "--folder", "notes").status == 64)
    }

    @Test("what is wrong with the manifest ends it as it ends other commands, and no page is written")
    func faults() async throws {
        let package = try TestPackage()
        try package.write("{", to: "images.json")
        let ended = try await package.run("gallery", "--format", "json")
        #expect(ended.status == 65)
        #expect(try JSONValue(parsing: SourceText(Data(ended.output.utf8)))["status"]?.string == "invalid")
        #expect(!package.exists(".image-assets"))
    }

    @Test("several, one after the other: the page is that of the last, and no picture of an older one is left")
    func several() async throws {
        try await TestPackage.generated { package, server in
            #expect(try await package.run("gallery").status == 0)
            let first = package.files(below: ".image-assets/gallery")
            try package.writeManifest(["b": "B"])
            #expect(try await package.run(server: server).status == 0)
            #expect(try await package.run("gallery").status == 0)
            let second = package.files(below: ".image-assets/gallery")
            #expect(first != second && first.count == second.count)
            #expect(try package.gallery().images.map { $0["name"]?.string } == ["b"])
        }
    }

    @Test("on GitHub the job's summary has a table; elsewhere no file is written that its variables name")
    func summary() async throws {
        let package = try TestPackage(images: ["a": "A"])
        try package.write("", to: "summary.md")
        let file = ["GITHUB_STEP_SUMMARY": package.path + "/summary.md"]
        #expect(try await package.start(["gallery"], environment: file).wait().status == 0)
        #expect(try package.read("summary.md").isEmpty)
        for format in ["text", "json"] {
            let ended = try await package.start(
                ["gallery", "--format", format], environment: file.merging(["GITHUB_ACTIONS": "true"]) { $1 }
            ).wait()
            #expect(ended.status == 0)
        }
        let table = """
            ### Images: gallery

            1 image: 1 new.

            | image | change | state | what |
            | --- | --- | --- | --- |
            | a |  | new |  |

            """
        #expect(String(decoding: try package.read("summary.md"), as: UTF8.self) == table + table)
    }
}
