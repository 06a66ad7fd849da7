import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import Testing

@Suite("typed names, from manifest to Swift file")
struct TypedNamesTests {
    private static let file = "Sources/App/Images.swift"

    private func package(_ images: String = #"{ "name": "fox", "prompt": "A fox" }"#, access: String = "internal")
        throws
        -> TestPackage
    {
        let package = try TestPackage()
        try package.write(
            """
            { "version": 1, "swift": { "output": "\(Self.file)", "access": "\(access)" }, "images": [ \(images) ] }
            """, to: "images.json")
        return package
    }

    private func text(_ package: TestPackage) throws -> String {
        String(decoding: try package.read(Self.file), as: UTF8.self)
    }

    @Test("a run writes it after the lockfile, check compares it, and what is equal is not written again")
    func written() async throws {
        let package = try package()
        #expect(try await package.run("check").output.contains("missing     \(Self.file)  write"))
        #expect(!package.exists(Self.file))
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            let facts = try #require(try package.entry("fox")).asset.facts
            #expect(try text(package).contains("    width: \(facts.width),\n    height: \(facts.height)\n"))
            #expect(try await package.run("check").status == 0)
            let again = try await package.run(server: server)
            #expect(again.output.isEmpty, "\(again.output)")
            #expect(await server.traffic.requests.count == 1)
        }
        let whole = try text(package)
        try package.write(whole + "\n", to: Self.file)
        #expect(try await package.run("check").status == 3)
        #expect(try await package.run("--offline").status == 0)
        #expect(try text(package) == whole)
    }

    @Test("it tells of all images whichever a run is about, of those without a file too")
    func all() async throws {
        let package = try package(#"{ "name": "fox", "prompt": "A fox" }, { "name": "owl", "prompt": "An owl" }"#)
        let ended = try await package.run("fox", "--placeholder")
        #expect(ended.status == 0, "\(ended.errors)")
        let text = try text(package)
        #expect(text.contains("static let fox = ") && text.contains("static let owl = "))
        #expect(text.components(separatedBy: "\n    width: ").count == 2)
        #expect(try await package.run("check", "fox", "--allow-placeholders").status == 0)
        // What has no sides yet gets them: the plan of that run knows.
        let plan = try await package.run("plan", "owl", "--placeholder")
        #expect(plan.output.contains("up to date  \(Self.file)  write"), "\(plan.output)")
        #expect(try await !package.run("plan", "fox", "--placeholder").output.contains(Self.file))
    }

    @Test("a plan writes it for pictures that are in it and are made, not for files of a set")
    func planned() async throws {
        func images(_ scales: String, _ width: Int) -> String {
            #"""
            { "name": "fox", "prompt": "A fox", "renditions": [
              { "imageset": "A.xcassets/fox.imageset", "width": 16, "scales": [\#(scales)] },
              { "output": "fox.webp.png", "width": \#(width) } ] }
            """#
        }
        let package = try package(images("1", 16))
        func plan(_ images: String) async throws -> String {
            try package.write(
                #"{ "version": 1, "swift": { "output": "\#(Self.file)" }, "images": [ \#(images) ] }"#,
                to: "images.json")
            return try await package.run("plan", "--placeholder").output
        }
        #expect(try await package.run("--placeholder").status == 0)
        #expect(try await !plan(images("1", 16)).contains(Self.file))
        let ofSet = try await plan(images("1, 2", 16))
        #expect(ofSet.contains("fox@2x.png") && !ofSet.contains(Self.file), "\(ofSet)")
        let plain = try await plan(images("1", 8))
        #expect(plain.contains("up to date  \(Self.file)  write"), "\(plain)")
        _ = try await plan(images("1", 16))
        try package.remove("fox.webp.png")
        #expect(try await !plan(images("1", 16)).contains("up to date  \(Self.file)"))
    }

    @Test("somebody's file stays, also beside work that is done, and goes for nothing where it is given up")
    func work() async throws {
        let package = try package()
        try package.write("enum Images {}\n", to: Self.file)
        let ended = try await package.run("--placeholder")
        #expect(ended.status == 3)
        #expect(ended.lastLine == "Still out of date: 1 drawn, the Swift file left alone.")
        #expect(ended.output.contains("`image-assets generate --overwrite \(Self.file)`, at no cost"))
        #expect(try text(package) == "enum Images {}\n")
        #expect(try await package.run("check", "--allow-placeholders").status == 3)
        let given = try await package.run("--placeholder", "--overwrite", Self.file)
        #expect(given.status == 0, "\(given.errors)")
        #expect(try await package.run("check", "--allow-placeholders").status == 0)
        let refused = try await package.run("accept", Self.file)
        #expect(refused.status == 64 && refused.lastLine.contains("is the Swift file of names"))
    }

    @Test("accept, choose and prune bring it along, and say so in their documents")
    func commands() async throws {
        let package = try package()
        #expect(try await package.run("--placeholder").status == 0)
        try package.write(png("basn2c08"), to: "Images/fox.png")
        let accepted = try await package.run("accept", "fox", "--format", "json")
        #expect(accepted.status == 0, "\(accepted.errors)")
        #expect(accepted.output.contains(#""output": "Sources/App/Images.swift""#))
        #expect(try text(package).contains("    width: 32,\n    height: 32\n"))
        #expect(try await package.run("check").status == 0)
        try package.remove(Self.file)
        let pruned = try await package.run("prune")
        #expect(pruned.status == 0 && pruned.output.contains("written     \(Self.file)"))
        #expect(try await package.run("check").status == 0)
    }

    @Test("where the lockfile cannot be written it is left as it was, and says why")
    func unrecorded() async throws {
        let package = try package()
        let lockfile = package.path + "/images.lock.json"
        try await StandInServer.run(script: { request, _ in
            // Somebody breaks it while the picture is drawn.
            try? Data("{".utf8).write(to: URL(fileURLWithPath: lockfile))
            return .picture(for: request)
        }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 65, "\(ended.errors)")
            #expect(
                ended.output.contains(
                    "not started \(Self.file)  it follows from the lockfile, which could not be written"))
        }
        #expect(!package.exists(Self.file))
    }

    @Test("two manifests that write the same file are refused")
    func shared() async throws {
        let package = try package()
        try package.write(
            #"{ "version": 1, "swift": { "output": "../sources/App/images.swift" }, "images": [] }"#, to: "art/x.json")
        try package.write(
            #"{ "version": 1, "swift": { "output": "images.swift" }, "images": [] }"#, to: "Sources/App/x.json")
        let ended = try await package.run(
            "check", "--manifest", "images.json", "--manifest", "Sources/App/x.json")
        #expect(ended.status == 65)
        #expect(
            ended.errors.contains("error: the output Sources/App/images.swift is also the Swift file in images.json"))
    }
}
