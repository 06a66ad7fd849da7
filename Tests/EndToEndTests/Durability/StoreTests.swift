import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsStore
import Testing

@Suite("the store")
struct StoreTests {
    private func run(_ body: (TestPackage, StandInServer) async throws -> Void) async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B"])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            #expect(try await package.run(server: server).status == 0)
            try await body(package, server)
        }
    }

    @Test("a lost asset comes back without a request")
    func lostAsset() async throws {
        try await run { package, server in
            let bytes = try package.read("Images/a.png")
            try package.remove("Images/a.png")
            let ended = try await package.run(server: server)
            #expect(ended.lastLine == "Done: 1 restored, 1 up to date.")
            #expect(try package.read("Images/a.png") == bytes)
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test("a reverted prompt comes back without a request")
    func revertedPrompt() async throws {
        try await run { package, server in
            let bytes = try package.read("Images/a.png")
            try package.writeManifest(["a": "another", "b": "B"])
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/a.png") != bytes)
            try package.writeManifest(["a": "A", "b": "B"])
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/a.png") == bytes)
            #expect(await server.traffic.requests.count == 3)
        }
    }

    @Test("a lost lockfile costs nothing, whether the assets are still there or not", arguments: [true, false])
    func lostLockfile(_ keepsAssets: Bool) async throws {
        try await run { package, server in
            let lockfile = try package.read("images.lock.json")
            try package.remove("images.lock.json")
            if !keepsAssets { try package.remove("Images") }
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("images.lock.json") == lockfile)
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test("a damaged object is a miss with a warning, never an asset")
    func damagedObject() async throws {
        try await run { package, server in
            let bytes = try package.read("Images/a.png")
            let object = StoreFolder.path(ofObject: SHA256Digest(of: bytes))
            for damage in [bytes.dropLast(10), Data(repeating: 0, count: bytes.count), Data()] {
                try package.write(damage, to: object)
                try package.remove("Images/a.png")
                let before = await server.traffic.requests.count
                let ended = try await package.run(server: server)
                #expect(ended.status == 0)
                #expect(ended.errors.contains("warning: \(object) is damaged or gone"))
                #expect(await server.traffic.requests.count == before + 1)
                #expect(try package.read("Images/a.png") == bytes)
                #expect(try package.read(object) == bytes)
            }
        }
    }

    @Test("a damaged record hides nothing else and stops nothing")
    func damagedRecord() async throws {
        try await run { package, server in
            for record in package.storedFiles(below: "results") {
                try package.write("{", to: ".image-assets/results/\(record)")
            }
            try package.remove("Images/a.png")
            // The lockfile still names the bytes.
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test("--offline does all that is free, sends nothing, and says that something is left")
    func offline() async throws {
        try await run { package, server in
            try package.remove("Images/a.png")
            try package.writeManifest(["a": "A", "b": "B", "c": "C"])
            let ended = try await package.run("--offline", server: server)
            #expect(ended.status == 3)
            #expect(package.exists("Images/a.png"))
            #expect(!package.exists("Images/c.png"))
            #expect(await server.traffic.requests.count == 2)
            try package.writeManifest(["a": "A", "b": "B"])
            // Nothing is asked for, so no key is wanted either.
            #expect(try await package.run("--offline").status == 0)
        }
    }

    @Test("the store is on another disk than the package", .enabled(if: Disk.isPossible, "needs to mount"))
    func otherDisk() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        let disk = try Disk(at: package.path + "/.image-assets")
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/a.png") == picture(of: "A"))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o640], ofItemAtPath: package.path + "/Images/a.png")
            // What a run that was killed left beside asset and lockfile.
            let leftover = ".image-assets-\(UUID().uuidString.lowercased())-\(UUID().uuidString).tmp"
            try package.write("half", to: "Images/" + leftover)
            try package.write("half", to: leftover)
            try package.writeManifest(["a": "B"])
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/a.png") == picture(of: "B"))
            #expect(package.mode(of: "Images/a.png") == 0o640)
            #expect(package.allFiles().keys.filter { $0.hasSuffix(".tmp") }.isEmpty)
        }
        try disk.remove()
    }
}
