import Foundation
import ImageAssetsStandInServer
import Testing

/// A file with holes takes no room in a checkout or an archive and may have terabytes: nothing is taken for it, every
/// command ends by itself and says which file it is.
@Suite("a file of terabytes")
struct LargeFileTests {
    private static let length: UInt64 = 5 << 40

    private func package() throws -> TestPackage {
        let package = try TestPackage()
        try package.write(
            """
            { "version": 1, "service": "bettertoken", "fragments": { "style": { "file": "Prompts/style.txt" } },
              "swift": { "output": "Sources/App/Images.swift" },
              "images": [
                { "name": "a", "promptFile": "Prompts/a.txt", "references": ["Art/reference.png"] },
                { "name": "b", "prompt": "B ${style}",
                  "renditions": [{ "output": "Web/b.png", "width": 10 }] }] }
            """, to: "images.json")
        try package.write("A", to: "Prompts/a.txt")
        try package.write("flat", to: "Prompts/style.txt")
        try package.write(png("basn2c08"), to: "Art/reference.png")
        return package
    }

    private func length(of name: String, in package: TestPackage) -> UInt64? {
        (try? FileManager.default.attributesOfItem(atPath: package.path + "/" + name))?[.size] as? UInt64
    }

    private static let commands = [
        ["plan"], ["check"], ["check", "--deep"], ["explain", "a"], ["usage"], ["doctor"], ["prune"],
        ["prune", "--store"], ["accept", "b"], ["gallery"], ["--offline"], ["--placeholder"],
        ["--overwrite", "b"], ["--overwrite", "Sources/App/Images.swift"], [],
    ]

    @Test(
        "is refused in whatever place it stands, and stays as it is",
        arguments: [
            "images.json", "images.lock.json", "Prompts/a.txt", "Prompts/style.txt", "Art/reference.png",
            "Images/a.png", "Web/b.png", "Sources/App/Images.swift", ".image-assets/journal.jsonl",
            ".image-assets/attempts.jsonl",
        ])
    func refused(_ name: String) async throws {
        let package = try package()
        try package.writeHoles(to: name)
        try await StandInServer.run { server in
            for arguments in Self.commands {
                let ended = try await package.start(arguments, server: server).wait()
                let said = ended.output + ended.errors
                #expect(ended.reason == .exit, "\(name), \(arguments): \(said)")
                #expect(length(of: name, in: package) == Self.length, "\(name), \(arguments)")
                if arguments == [] || arguments == ["check"] && !name.hasPrefix(".") {
                    #expect(ended.status != 0, "\(arguments)")
                    // A Swift file is somebody's by its first line, however long it is.
                    let isMeasured = said.contains(/5497\.6 GB|5497558138880 bytes/) || name.hasSuffix(".swift")
                    let isNamed = said.contains(name) && isMeasured
                    #expect(isNamed, "\(name), \(arguments): \(said)")
                }
            }
        }
    }

    @Test("in the place of a result or its record leads to no second request", arguments: ["objects", "results"])
    func stored(_ part: String) async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        try await StandInServer.run { server in
            #expect(try await package.run(server: server).status == 0)
            let sent = await server.traffic.requests.count
            try FileManager.default.removeItem(atPath: package.path + "/Images/a.png")
            let name = try #require(package.allFiles().keys.first { $0.hasPrefix(".image-assets/\(part)/") })
            // The asset's own bytes come first, where the lockfile names them.
            try FileManager.default.removeItem(atPath: package.path + "/images.lock.json")
            try package.writeHoles(to: name)
            for arguments in [["plan"], ["check"], ["explain", "a"], ["usage"], []] {
                let ended = try await package.start(arguments, server: server).wait()
                #expect(ended.reason == .exit)
                if arguments.isEmpty {
                    #expect(ended.status == 1)
                    #expect(ended.errors.contains("\(name) cannot be read (it has 5497.6 GB"), "\(ended.errors)")
                }
            }
            #expect(await server.traffic.requests.count == sent)
            #expect(length(of: name, in: package) == Self.length)
        }
    }

    @Test("that is none of ours keeps nothing from being done")
    func others() async throws {
        let package = try package()
        for name in ["Data/annotations.json", "Data/a.png", "notes.txt"] { try package.writeHoles(to: name) }
        try await StandInServer.run { server in
            for arguments in [[], ["check"], ["prune", "--store"], ["doctor"], ["gallery"]] {
                let ended = try await package.start(arguments, server: server).wait()
                #expect(ended.status == 0, "\(arguments): \(ended.errors)")
            }
        }
    }

    @Test("is no picture, nor is a device, and is no document that another may replace")
    func named() async throws {
        let package = try package()
        for name in ["a.png", "report.json"] { try package.writeHoles(to: name) }
        let file = try await package.run("inspect", "a.png")
        #expect(file.status == 1 && file.reason == .exit)
        #expect((file.output + file.errors).contains("a.png: it has 5497.6 GB, and at most 1.1 GB are read"))
        let device = try await package.run("inspect", "/dev/zero")
        #expect(device.status == 1)
        #expect((device.output + device.errors).contains("/dev/zero: it is a device, neither a file nor a pipe"))
        let document = try await package.run("check", "--format", "json", "--output", "report.json")
        #expect(document.status == 64)
        #expect(length(of: "report.json", in: package) == Self.length)
    }
}
