import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsStandInServer
import Testing

@Suite("sets of asset catalogs, from manifest to file")
struct CatalogTests: RenditionTesting {
    private static let folder = "App/Assets.xcassets"
    private static let set = "\(folder)/a.imageset"
    private static let files = ["a.png", "a@2x.png", "a-dark.png", "a-dark@2x.png", "Contents.json"].map {
        "\(set)/\($0)"
    }

    private func imageset(_ path: String = Self.set, _ members: String = "") -> String {
        #"{ "imageset": "\#(path)", "width": 16, "scales": [1, 2]\#(members) }"#
    }

    private func images(_ set: String? = nil, night: String = "A at night") -> [String] {
        [
            manifest("a", "A", "", set ?? imageset(Self.set, #", "dark": "a-night""#)), manifest("a-night", night),
            manifest("other", "Other"),
        ]
    }

    /// With everything of the images made.
    private func generated(_ body: (TestPackage, StandInServer) async throws -> Void) async throws {
        let package = try TestPackage()
        try package.writeManifest(images())
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run("a", server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            try await body(package, server)
        }
    }

    @Test("a set with its dark appearance: whole, recorded file by file, and not made again")
    func made() async throws {
        try await generated { package, server in
            // The image that the set shows was brought up to date with it, and no other.
            #expect(await server.traffic.requests.count == 2)
            for (path, side) in zip(Self.files, [16, 32, 16, 32]) {
                let info = try PNGInfo(decoding: try package.read(path))
                #expect((info.width, info.height) == (side, side / 2), "\(path)")
                #expect([.rgb, .rgba].contains(info.colorType))
                let source = path.contains("-dark") ? "a-night" : "a"
                #expect(try package.rendition(path)?.picture?.asset == package.entry(source)?.asset.sha256)
            }
            let contents = try package.read("\(Self.set)/Contents.json")
            let record = try #require(try package.rendition("\(Self.set)/Contents.json"))
            #expect(record.sha256 == SHA256Digest(of: contents) && record.picture == nil)
            let json = try JSONSerialization.jsonObject(with: contents) as? [String: Any]
            let names = (json?["images"] as? [[String: Any]])?.compactMap { $0["filename"] as? String }
            #expect(Set(names ?? []) == Set(Self.files.dropLast().map { ($0 as NSString).lastPathComponent }))
            #expect(package.exists("\(Self.folder)/Contents.json"))
            let before = package.allFiles()
            #expect(try await package.run("a", server: server).status == 0)
            let after = package.allFiles()
            for path in Self.files + ["images.lock.json"] { #expect(after[path] == before[path]) }
            #expect(await server.traffic.requests.count == 2)
            #expect(try await package.run("check", "a").status == 0)
        }
    }

    @Test("a Contents.json that somebody changed is protected, accepted, given up by the path of the set")
    func protected() async throws {
        try await generated { package, server in
            let contents = "\(Self.set)/Contents.json"
            let ours = try package.read(contents)
            try package.write("{ \"mine\" : true }\n", to: contents)
            try package.remove("\(Self.set)/a.png")
            let run = try await package.run("a", "--offline")
            #expect(run.status == 3)
            #expect(try package.read(contents) == Data("{ \"mine\" : true }\n".utf8))
            #expect(package.exists("\(Self.set)/a.png"))
            #expect(try await package.run("accept", Self.set).status == 0)
            #expect(try package.rendition(contents)?.isAccepted == true)
            #expect(try package.rendition("\(Self.set)/a.png")?.isAccepted == false)
            #expect(try await package.plannedRenditions("plan", "a")[contents] == "upToDate none")
            #expect(try await package.run("--offline", "--overwrite", "\(Self.set)/").status == 0)
            #expect(try package.read(contents) == ours)
            #expect(await server.traffic.requests.count == 2)
            let kept = package.allFiles().values.contains(Data("{ \"mine\" : true }\n".utf8))
            #expect(kept, "what a person wrote is in the store")
        }
    }

    @Test("a Contents.json that is no JSON object is not accepted, and it is said what is wrong and where")
    func brokenContents() async throws {
        try await generated { package, _ in
            let contents = "\(Self.set)/Contents.json"
            for (text, words) in [
                ("{ \"images\" : [\n<<<<<<< HEAD\n", "is no JSON, and Xcode could not read it: 2:1: "),
                ("", "is no JSON, and Xcode could not read it: 1:1: "), ("[]\n", "is no JSON object, and"),
            ] {
                try package.write(text, to: contents)
                let ended = try await package.run("accept", contents)
                #expect(ended.status == 1)
                #expect(ended.errors.contains("error: a: \(contents) \(words)"), "\(ended.errors)")
                #expect(try package.rendition(contents)?.isAccepted == false)
            }
        }
    }

    @Test("accept of the image of another appearance tells which files of the set are out of date")
    func outdated() async throws {
        try await generated { package, _ in
            try package.write(package.read("\(Self.set)/a.png"), to: "Images/a-night.png")
            let ended = try await package.run("accept", "a-night", "--format", "json")
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.lastLine.contains(" 2 renditions are out of date: `image-assets generate --offline`"))
            for path in Self.files { #expect(ended.output.contains("\"\(path)\"") == path.contains("-dark")) }
            try package.write(package.read("\(Self.set)/a@2x.png"), to: "Images/a.png")
            let both = try await package.run("accept", "a", "a-night")
            #expect(both.lastLine.contains(" 4 renditions are out of date"), "\(both.lastLine)")
        }
    }

    @Test("where the image of another appearance is not there, accept tells of what does not wait for it")
    func outdatedInPart() async throws {
        let package = try TestPackage()
        let card = #"{ "output": "Web/a.png", "width": 16 }"#
        try package.writeManifest([
            manifest("a", "A", "", card, imageset(Self.set, #", "dark": "a-night""#)), manifest("a-night", "N"),
        ])
        try package.write(png("basn2c08"), to: "Images/a.png")
        let ended = try await package.run("accept", "a")
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(ended.lastLine.contains(" 1 rendition is out of date"), "\(ended.lastLine)")
    }

    @Test("explain and documents name the image that a file of another appearance shows")
    func shown() async throws {
        try await generated { package, _ in
            let text = try await package.run("explain", "a").output
            #expect(text.components(separatedBy: "\n               shows a-night\n").count == 3, "\(text)")
            for command in ["explain", "plan"] {
                let json = try await package.run(command, "a", "--format", "json").output
                #expect(json.components(separatedBy: "\"of\": \"a-night\"").count == 3, "\(json)")
            }
        }
    }

    @Test("a set under another name moves as a whole, and its folder goes")
    func moved() async throws {
        try await generated { package, server in
            let wolf = "\(Self.folder)/Group/wolf.imageset"
            let dark = try package.read("\(Self.set)/a-dark@2x.png")
            try package.writeManifest(images(imageset(wolf, #", "dark": "a-night""#)))
            let ended = try await package.run("a", "--offline")
            #expect(ended.errors.contains("moved"), "\(ended.errors)")
            #expect(!package.exists(Self.set))
            #expect(try package.read("\(wolf)/wolf-dark@2x.png") == dark)
            let contents = try package.read("\(wolf)/Contents.json")
            #expect(String(decoding: contents, as: UTF8.self).contains("wolf@2x.png"))
            #expect(try await package.run("check", "a").status == 0)
            // A file of somebody's keeps the folder.
            try package.write("notes", to: "\(wolf)/notes.txt")
            try package.writeManifest(images(Self.card))
            _ = try await package.run("--offline")
            #expect(try await package.run("prune").status == 0)
            #expect(package.exists("\(wolf)/notes.txt") && !package.exists("\(wolf)/Contents.json"))
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test("a Contents.json that a person accepted moves along, with the new names of the files")
    func acceptedMoved() async throws {
        try await generated { package, _ in
            let contents = "\(Self.set)/Contents.json"
            let text = String(decoding: try package.read(contents), as: UTF8.self)
            let mine = text.replacingOccurrences(
                of: "  \"info\"",
                with: "  \"properties\" : { \"template-rendering-intent\" : \"template\" },\n  \"info\"")
            try package.write(mine, to: contents)
            #expect(try await package.run("accept", contents).status == 0)
            let wolf = "\(Self.folder)/wolf.imageset"
            try package.writeManifest(images(imageset(wolf, #", "dark": "a-night""#)))
            let ended = try await package.run("a", "--offline")
            #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
            let moved = String(decoding: try package.read("\(wolf)/Contents.json"), as: UTF8.self)
            #expect(
                moved
                    == mine.replacingOccurrences(of: "\"a", with: "\"wolf").replacingOccurrences(
                        of: "\"wolfuthor\"", with: "\"author\""
                    ).replacingOccurrences(
                        of: "\"wolfppear", with: "\"appear"))
            #expect(try package.rendition("\(wolf)/Contents.json")?.isAccepted == true)
            #expect(!package.exists(Self.set))
            #expect(try await package.run("check", "a").status == 0)
            #expect(package.allFiles().values.contains(Data(mine.utf8)), "the store keeps what the person wrote")
        }
    }

    @Test("prune takes a set that left the manifest, with its folder")
    func pruned() async throws {
        try await generated { package, _ in
            try package.writeManifest(images(Self.card))
            #expect(try await package.run("prune").status == 0)
            #expect(!package.exists(Self.set))
            #expect(package.exists("\(Self.folder)/Contents.json"))
        }
    }

    @Test("while the image of the other appearance is not there, nothing of the set is begun, and it says why")
    func waits() async throws {
        let package = try TestPackage()
        try package.writeManifest(images())
        try await StandInServer.run(script: { request, _ in
            request.prompt.contains("night") ? .error(400, code: "moderation_blocked") : .picture(for: request)
        }) { server in
            let ended = try await package.run("a", server: server)
            #expect(ended.status == 1)
            #expect(ended.output.contains("the asset of a-night, which is shown with it, failed"), "\(ended.output)")
            #expect(!package.exists(Self.set))
        }
        #expect(try await package.plannedRenditions("plan", "a", "--offline")[Self.files[0]] == "new notStarted")
        #expect(try await package.plannedRenditions("plan", "a")[Self.files[0]] == "new rendered")
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let capped = try await package.run("a", "--max-requests", "0", server: server)
            #expect(capped.status == 4)
            #expect(!package.exists(Self.set))
            let ended = try await package.run("a", server: server)
            #expect(ended.status == 0)
            #expect(await server.traffic.requests.count == 1)
            for path in Self.files { #expect(package.exists(path)) }
        }
    }

    @Test("of two images that show each other, each set waits for both")
    func mutual() async throws {
        let package = try TestPackage()
        try package.writeManifest([
            manifest("a", "A", "", imageset("A.xcassets/a.imageset", #", "dark": "b""#)),
            manifest(
                "b", "B", #", "references": [{ "image": "a" }]"#, imageset("A.xcassets/b.imageset", #", "dark": "a""#)),
        ])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run("a", server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(await server.traffic.requests.count == 2)
            #expect(package.exists("A.xcassets/b.imageset/b-dark@2x.png"))
        }
    }

    @Test("the dark file follows its own image's new bytes, and only that")
    func other() async throws {
        try await generated { package, server in
            let before = package.allFiles()
            try package.writeManifest(images(night: "A at midnight"))
            #expect(try await package.run("a", server: server).status == 0)
            let after = package.allFiles()
            for path in Self.files {
                #expect((after[path] == before[path]) == !path.contains("-dark"), "\(path)")
            }
            #expect(await server.traffic.requests.count == 3)
        }
    }

    @Test("a placeholder in one appearance is a placeholder in that file alone")
    func placeholder() async throws {
        let package = try TestPackage()
        try package.writeManifest(images())
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            try package.writeManifest([manifest("a", "A")])
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
        }
        try package.writeManifest(images())
        #expect(try await package.run("a", "--placeholder").status == 0)
        let placeholders = try Self.files.filter { try package.rendition($0)?.isPlaceholder == true }
        #expect(placeholders == Array(Self.files[2...3]))
    }
}
