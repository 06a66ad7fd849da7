import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import Testing

/// What the tool removes is a file that it made, that nothing names any more, and no other file by another name.
@Suite("what is removed")
struct RemovalTests {
    private func link(_ name: String, to target: String, in package: TestPackage) throws {
        try FileManager.default.createSymbolicLink(atPath: package.path + "/" + name, withDestinationPath: target)
    }

    private func move(_ name: String, to target: String, in package: TestPackage) throws {
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: package.path + "/" + target).deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try FileManager.default.moveItem(atPath: package.path + "/" + name, toPath: package.path + "/" + target)
    }

    enum Link: String, CaseIterable, Sendable {
        case oldFile, oldFolder, newFile
    }

    @Test("a move whose old path leads to the new file removes nothing", arguments: Link.allCases)
    func linked(_ link: Link) async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A", "output": "Old/a.png" }"#])
        try await StandInServer.run { server in
            _ = try await package.run(server: server)
            let bytes = try package.read("Old/a.png")
            switch link {
            case .oldFile:
                try move("Old/a.png", to: "Images/a.png", in: package)
                try self.link("Old/a.png", to: "../Images/a.png", in: package)
            case .oldFolder:
                try move("Old", to: "Images", in: package)
                try self.link("Old", to: "Images", in: package)
            case .newFile:
                try package.write(Data(), to: "Images/other.txt")
                try self.link("Images/a.png", to: "../Old/a.png", in: package)
            }
            try package.writeManifest([#"{ "name": "a", "prompt": "A", "output": "Images/a.png" }"#])
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(try package.read("Images/a.png") == bytes)
            #expect(try await package.run("check").status == 0)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("a file that another image is drawn from is neither pruned nor moved away")
    func reference() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "base", "prompt": "B" }"#])
        try await StandInServer.run { server in
            _ = try await package.run(server: server)
            let user = #"{ "name": "k", "prompt": "K", "references": ["Images/base.png"] }"#
            try package.writeManifest([user])
            #expect(try await package.run(server: server).status == 0)
            let pruned = try await package.run("prune")
            #expect(pruned.status == 0)
            #expect(package.exists("Images/base.png"))
            #expect(try await package.run("check").status == 0)
            try package.writeManifest([user, #"{ "name": "new", "prompt": "B" }"#])
            #expect(try await package.run(server: server).status == 0)
            #expect(package.exists("Images/base.png"))
            #expect(try await package.run("check").status == 0)
        }
    }

    @Test("prune deletes what it made and keeps its bytes, and no file that a lockfile merely names")
    func prune() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#, #"{ "name": "b", "prompt": "B" }"#])
        try await StandInServer.run { server in
            _ = try await package.run(server: server)
            try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
            #expect(try await package.run("prune").status == 0)
            #expect(!package.exists("Images/b.png"))
            try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#, #"{ "name": "b", "prompt": "B" }"#])
            #expect(try await package.run("--offline").status == 0)
            #expect(package.exists("Images/b.png"))
            // A lockfile from elsewhere that names a file of the package as its asset.
            try package.write("// the package\n", to: "Package.swift")
            let digest = try package.entry("b")?.asset.sha256.hex ?? ""
            let text = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
                .replacingOccurrences(of: "Images/b.png", with: "Package.swift")
                .replacingOccurrences(of: digest, with: Self.digest(of: "// the package\n"))
            try package.write(text, to: "images.lock.json")
            try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
            _ = try await package.run("prune")
            #expect(package.exists("Package.swift"))
        }
    }

    private static func digest(of text: String) -> String { SHA256Digest(of: Data(text.utf8)).hex }

    @Test("a file that another manifest of the package names is neither pruned nor moved away")
    func otherManifests() async throws {
        let package = try TestPackage()
        try package.writeManifest(["hero": "H", "other": "O"])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let made = try await package.run(server: server)
            #expect(made.status == 0)
            func manifest(_ images: String) -> String {
                #"{ "version": 1, "service": "bettertoken", "images": [\#(images)] }"#
            }
            try package.write(manifest(#"{ "name": "hero", "prompt": "H" }"#), to: "b.json")
            try package.write(
                manifest(#"{ "name": "edit", "prompt": "E", "references": ["Images/other.png"] }"#), to: "c.json")
            try package.write(manifest(#"{ "name": "moved", "prompt": "O" }"#), to: "images.json")
            #expect(try await package.run("--manifest", "b.json", server: server).status == 0)
            #expect(try await package.run("prune").status == 0)
            #expect(try await package.run(server: server).status == 0)
            #expect(package.exists("Images/hero.png"))
            #expect(package.exists("Images/other.png"))
            #expect(try await package.run("check", "--manifest", "b.json").status == 0)
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test("a store that is a symbolic link is refused")
    func linkedStore() async throws {
        let package = try TestPackage()
        let elsewhere = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        try link(".image-assets", to: elsewhere.path, in: package)
        let ended = try await package.run("--placeholder")
        #expect(ended.status == 1)
        #expect(ended.errors.contains("symbolic link"))
        #expect(elsewhere.allFiles().isEmpty)
    }

    @Test("an answer that was too large for a limit is not paid for again when the limit is raised")
    func raisedLimit() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        try await StandInServer.run { server in
            let limited = try await package.run("--max-pixels", "100", server: server)
            #expect(limited.status == 1)
            let raised = try await package.run(server: server)
            #expect(raised.status == 0)
            #expect(await server.traffic.requests.count == 1)
        }
    }
}
