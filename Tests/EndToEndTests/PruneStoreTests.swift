import Foundation
import ImageAssetsStandInServer
import Testing

/// `prune --store` frees room, and never takes what anything in the package may still want.
@Suite("prune --store")
struct PruneStoreTests {
    private static let a = #"{ "name": "a", "prompt": "A" }"#

    private func objects(_ package: TestPackage) -> Set<String> {
        Set(package.allFiles().keys.filter { $0.contains("/objects/") && $0.count > 80 })
    }

    private func results(_ package: TestPackage) -> Int {
        package.allFiles().keys.count { $0.contains("/results/") && $0.hasSuffix(".json") }
    }

    @Test("what a reworded prompt left behind goes, with its bytes; what the lockfile names stays")
    func reworded() async throws {
        let package = try TestPackage()
        try await StandInServer.run { server in
            for prompt in ["One", "Two", "A"] {
                try package.writeManifest([#"{ "name": "a", "prompt": "\#(prompt)" }"#])
                #expect(try await package.run(server: server).status == 0)
            }
            #expect(results(package) == 3)
            // As a gallery leaves them, of each picture.
            let pictures = objects(package).map { ".image-assets/cache/pictures/\($0.suffix(64))" }
            for picture in pictures { try package.write("a thumbnail", to: picture) }
            let ended = try await package.run("prune", "--store")
            #expect(ended.status == 0)
            #expect(ended.lastLine.hasPrefix("Nothing to prune. 2 old results dropped from the store, "))
            #expect(ended.output.split(separator: "\n").count == 2)
            #expect(results(package) == 1)
            #expect(objects(package).count == 1)
            let left = objects(package).map { ".image-assets/cache/pictures/\($0.suffix(64))" }
            #expect(pictures.filter { package.exists($0) } == left)
            try FileManager.default.removeItem(atPath: package.path + "/Images/a.png")
            #expect(try await package.run("--offline").status == 0)
            let again = try await package.run("prune", "--store")
            #expect(again.lastLine == "Nothing to prune. No old results in the store.")
        }
    }

    @Test("a dry run says what would go, and nothing goes")
    func dryRun() async throws {
        let package = try TestPackage()
        try await StandInServer.run { server in
            for prompt in ["One", "A"] {
                try package.writeManifest([
                    #"{ "name": "b", "prompt": "B" }"#, #"{ "name": "a", "prompt": "\#(prompt)" }"#,
                ])
                #expect(try await package.run(server: server).status == 0)
            }
            try package.writeManifest([Self.a])
            // The lock holds the number of the process that had it last.
            let files = package.allFiles().filter { !$0.key.hasSuffix(".lock") }
            let ended = try await package.run("prune", "--store", "--dry-run")
            #expect(ended.status == 0)
            #expect(ended.output.hasPrefix("would prune  b  Images/b.png would be deleted\nwould drop  a result of "))
            #expect(ended.lastLine.hasPrefix("1 would be pruned. 1 old result would be dropped from the store, "))
            #expect(ended.lastLine.hasSuffix(" freed. Nothing was changed."))
            #expect(package.allFiles().filter { !$0.key.hasSuffix(".lock") } == files)
            let document = try await package.run("prune", "--store", "--dry-run", "--format", "json")
            #expect(document.output.contains("\"dryRun\": true"))
            let real = try await package.run("prune", "--store")
            #expect(real.lastLine.hasPrefix("1 pruned. 1 old result dropped from the store, "))
            #expect(!package.exists("Images/b.png"))
        }
    }

    @Test("a dry run leaves a lockfile with merge conflicts as it is, and makes no store")
    func dryRunOfAConflict() async throws {
        let package = try TestPackage()
        try package.writeManifest([Self.a])
        let text =
            "<<<<<<< HEAD\n{ \"version\": 1, \"images\": {} }\n=======\n{ \"version\": 1, \"images\": {} }\n>>>>>>> x\n"
        try package.write(text, to: "images.lock.json")
        let ended = try await package.run("prune", "--store", "--dry-run")
        #expect(ended.status == 0)
        #expect(ended.lastLine.hasSuffix("Nothing was changed."))
        #expect(try package.read("images.lock.json") == Data(text.utf8))
        #expect(!package.exists(".image-assets"))
    }

    @Test("of two entries at one path the file goes with the one that it belongs to")
    func samePath() async throws {
        let package = try TestPackage()
        try await StandInServer.run { server in
            for (name, prompt) in [("a", "A"), ("q", "Q")] {
                let image = #"{ "name": "\#(name)", "prompt": "\#(prompt)", "output": "Images/x.png" }"#
                try package.writeManifest([image])
                #expect(try await package.run(server: server).status == 0)
            }
            try package.writeManifest([#"{ "name": "z", "prompt": "Z", "frozen": true }"#])
            for arguments in [["prune", "--dry-run"], ["prune"]] {
                let ended = try await package.start(arguments).wait()
                #expect(!ended.output.contains("stays"), "\(ended.output)")
                #expect(ended.output.components(separatedBy: "deleted").count == 2)
            }
            #expect(!package.exists("Images/x.png"))
        }
    }

    @Test("a manifest that broke, so that nothing in it can be known, stops it too", arguments: ["", "{", "\u{0}{"])
    func brokenManifest(text: String) async throws {
        let package = try TestPackage()
        try package.writeManifest([Self.a])
        try package.write(text, to: "art/images.json")
        let ended = try await package.run("prune", "--store", "--dry-run")
        #expect(ended.status == 65)
        #expect(ended.errors.contains("art/images.json"), "\(ended.errors)")
        try package.write(#"[{ "url": "x" }]"#, to: "art/images.json")
        #expect(try await package.run("prune", "--store", "--dry-run").status == 0)
    }

    @Test("any lockfile of the package counts, also one without a manifest; without --store nothing goes")
    func otherManifests() async throws {
        let package = try TestPackage()
        try await StandInServer.run { server in
            try package.writeManifest([#"{ "name": "x", "prompt": "X" }"#])
            let manifest = try package.read("images.json")
            try package.write(manifest, to: "art/x.json")
            #expect(try await package.run("--manifest", "art/x.json", server: server).status == 0)
            try package.writeManifest([#"{ "name": "y", "prompt": "Y" }"#])
            #expect(try await package.run(server: server).status == 0)
            try FileManager.default.removeItem(atPath: package.path + "/art/x.json")
            try package.writeManifest([Self.a])
            #expect(try await package.run(server: server).status == 0)
            #expect(try await package.run("prune", "--store").status == 0)
            // X is named by a lockfile, Y was named by one until this prune.
            #expect(results(package) == 3)
            let next = try await package.run("prune", "--store", "--format", "json")
            #expect(next.status == 0)
            #expect(next.output.contains("\"freedBytes\": "))
            #expect(results(package) == 2)
            try FileManager.default.removeItem(atPath: package.path + "/art/x.lock.json")
            #expect(try await package.run("prune").status == 0)
            #expect(results(package) == 2)
        }
    }

    @Test("a manifest or lockfile anywhere in the package that cannot be read stops it before anything goes")
    func unreadable() async throws {
        let package = try TestPackage()
        try await StandInServer.run { server in
            for prompt in ["One", "A"] {
                try package.writeManifest([#"{ "name": "a", "prompt": "\#(prompt)" }"#])
                #expect(try await package.run(server: server).status == 0)
            }
            for (file, text) in [
                ("art/other.json", #"{ "version": 1, "images": [ { "name": "o", "prompt": 3 } ] }"#),
                ("art/other.lock.json", #"{ "version": 1, "images": { "#),
                ("art/newer.lock.json", #"{ "version": 9, "images": {} }"#),
            ] {
                try package.write(text, to: file)
                let before = package.allFiles().filter { $0.key.contains("/results/") }
                let ended = try await package.run("prune", "--store")
                #expect(ended.status == 65)
                #expect(ended.errors.contains(file), "\(ended.errors)")
                #expect(ended.lastLine.hasSuffix("nothing was done."))
                #expect(package.allFiles().filter { $0.key.contains("/results/") } == before)
                try FileManager.default.removeItem(atPath: package.path + "/" + file)
            }
            // JSON of other tools, other packages and hidden folders is none of its business.
            try package.write("{", to: "Nested/broken.json")
            try package.write(#"{ "images": [ { "filename": "a.png" } ] }"#, to: "Assets/Contents.json")
            try package.write("", to: "Sub/Package.swift")
            try package.write(#"{ "images": [ { "prompt": "#, to: "Sub/images.json")
            try package.write(#"{ "images": [ { "prompt": "#, to: ".build/images.json")
            #expect(try await package.run("prune", "--store").status == 0)
            #expect(results(package) == 1)
        }
    }

    @Test("an answer that was never published stays while an image still asks for it")
    func evidence() async throws {
        let package = try TestPackage()
        let small = #"{ "name": "a", "prompt": "A", "expect": { "minWidth": 2000 } }"#
        try package.writeManifest([small])
        try await StandInServer.run { server in
            #expect(try await package.run(server: server).status == 1)
            #expect(try await package.run("prune", "--store").status == 0)
            #expect(results(package) == 1)
            try package.writeManifest([Self.a])
            #expect(try await package.run("--offline").status == 0)
        }
    }

    @Test("bytes that no service gave stay: they may be a person's work")
    func work() async throws {
        let package = try TestPackage()
        try package.writeManifest([Self.a])
        try await StandInServer.run { server in
            _ = try await package.run(server: server)
            let work = try png("basn2c08")
            try package.write(work, to: "Images/a.png")
            #expect(try await package.run("--overwrite", "a", server: server).status == 0)
            let ended = try await package.run("prune", "--store")
            #expect(ended.lastLine.contains("1 file that was replaced or accepted"))
            #expect(package.allFiles().values.contains(work))
        }
    }

    @Test("while another run is at work, whatever its manifest, nothing goes")
    func busy() async throws {
        let package = try TestPackage()
        try package.writeManifest([Self.a])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            try package.write(try package.read("images.json"), to: "art/b.json")
            let tool = try package.start(["--manifest", "art/b.json"], server: server)
            while await server.traffic.requests.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
            let ended = try await package.run("prune", "--store")
            #expect(ended.status == 1)
            #expect(ended.lastLine == "error: another run is at work in this package; try again when it has ended")
            await latch.open()
            #expect(try await tool.wait().status == 0)
            #expect(try await package.run("prune", "--store").status == 0)
        }
    }
}
