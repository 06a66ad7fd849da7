import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsStore
import Testing

@Suite("checkouts without Git LFS")
struct PointerTests {
    private func pointer(to bytes: Data) -> String {
        "version https://git-lfs.github.com/spec/v1\noid sha256:\(SHA256Digest(of: bytes).hex)\nsize \(bytes.count)\n"
    }

    private func run(_ body: (TestPackage, StandInServer) async throws -> Void) async throws {
        let package = try TestPackage()
        try package.write(png("basn2c08"), to: "Art/Source/mood.png")
        try package.writeManifest([
            #"{ "name": "a", "prompt": "A", "references": ["Art/Source/mood.png"] }"#
        ])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            #expect(try await package.run(server: server).status == 0)
            try package.remove(".image-assets")
            try await body(package, server)
        }
    }

    @Test("an asset's pointer to the recorded bytes is the asset")
    func asset() async throws {
        try await run { package, server in
            let text = pointer(to: try package.read("Images/a.png"))
            try package.write(text, to: "Images/a.png")
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
            #expect(try package.read("Images/a.png") == Data(text.utf8))
            #expect(await server.traffic.requests.count == 1)
            for arguments in [["check"], ["check", "--deep"]] {
                let check = try await package.start(arguments).wait()
                #expect(check.status == 0)
                #expect(check.errors.contains("Images/a.png: note: this is a Git LFS pointer, so it was not decoded"))
            }
        }
    }

    @Test("a pointer to other bytes is somebody's work")
    func otherAsset() async throws {
        try await run { package, server in
            let text = pointer(to: Data("other".utf8))
            try package.write(text, to: "Images/a.png")
            let ended = try await package.run(server: server)
            #expect(ended.status == 3)
            #expect(try package.read("Images/a.png") == Data(text.utf8))
            #expect(await server.traffic.requests.count == 1)
            #expect(try await package.run("check").status == 3)
        }
    }

    @Test("a pointer that --overwrite replaces is kept too")
    func overwritten() async throws {
        try await run { package, server in
            let text = pointer(to: Data("other".utf8))
            try package.write(text, to: "Images/a.png")
            #expect(try await package.run("--overwrite", "a", server: server).status == 0)
            #expect(try package.read("Images/a.png") == picture(of: "A"))
            let kept = StoreFolder.path(ofObject: SHA256Digest(of: Data(text.utf8)))
            #expect(try package.read(kept) == Data(text.utf8))
        }
    }

    @Test("a moved pointer moves as it is")
    func moved() async throws {
        try await run { package, server in
            let text = pointer(to: try package.read("Images/a.png"))
            try package.write(text, to: "Images/a.png")
            try package.writeManifest([
                #"{ "name": "b", "prompt": "A", "references": ["Art/Source/mood.png"] }"#
            ])
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/b.png") == Data(text.utf8))
            #expect(!package.exists("Images/a.png"))
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("a reference's pointer counts by what it names; only sending it is an error")
    func reference() async throws {
        try await run { package, server in
            try package.write(pointer(to: try png("basn2c08")), to: "Art/Source/mood.png")
            #expect(try await package.run(server: server).status == 0)
            try package.writeManifest([
                #"{ "name": "a", "prompt": "B", "references": ["Art/Source/mood.png"] }"#
            ])
            let plan = try await package.run("plan")
            #expect(plan.status == 0)
            #expect(plan.lastLine.contains("1 request needed"))
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("git lfs pull"))
            #expect(await server.traffic.requests.count == 1)
        }
    }
}
