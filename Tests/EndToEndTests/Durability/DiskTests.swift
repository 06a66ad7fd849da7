import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsStore
import Testing

/// Disks that take nothing more lose nothing that arrived.
@Suite("disks that cannot be written", .enabled(if: Disk.isPossible, "needs to mount"), .timeLimit(.minutes(2)))
struct DiskTests {
    @Test("in a read-only tree where nothing is to be done nothing is written, and that is no failure")
    func readOnly() async throws {
        let package = try TestPackage()
        let disk = try Disk(at: package.path + "/disk")
        let inner = try TestPackage(at: disk.path + "/package")
        try inner.writeManifest(["a": "A"])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            #expect(try await inner.run(server: server).status == 0)
            try inner.remove(".image-assets")
            try disk.makeReadOnly()
            let before = inner.allFiles()
            let ended = try await inner.run()
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.lastLine == "Nothing to do: 1 up to date.")
            #expect(try await inner.run("check").status == 0)
            #expect(inner.allFiles() == before)
        }
        try disk.remove()
    }

    @Test("in a read-only tree where nothing is to be done, all is remarked that is remarked elsewhere")
    func readOnlyRemarks() async throws {
        let package = try TestPackage()
        let disk = try Disk(at: package.path + "/disk")
        let inner = try TestPackage(at: disk.path + "/package")
        try inner.write(
            #"""
            { "version": 1, "service": "bettertoken", "images": [
              { "name": "a", "prompt": "A" }, { "name": "b", "prompt": "B", "references": [{ "image": "a" }] }] }
            """#, to: "images.json")
        #expect(try await inner.run("generate", "--placeholder", "b").status == 0)
        let usual = try await inner.run("generate", "--placeholder", "b")
        #expect(usual.errors.contains("the named images are made from a"))
        try inner.remove(".image-assets")
        try disk.makeReadOnly()
        #expect(try await inner.run("generate", "--placeholder", "b").errors == usual.errors)
        try disk.remove()
    }

    @Test("in a read-only tree where something is to be done nothing is sent")
    func readOnlyAndWork() async throws {
        let package = try TestPackage()
        let disk = try Disk(at: package.path + "/disk")
        let inner = try TestPackage(at: disk.path + "/package")
        try inner.writeManifest(["a": "A"])
        try disk.makeReadOnly()
        try await StandInServer.run { server in
            let ended = try await inner.run(server: server)
            #expect(ended.status == 1)
            #expect(ended.lastLine.contains("Read-only file system"))
            #expect(await server.traffic.requests.isEmpty)
        }
        try disk.remove()
    }

    @Test("a folder for assets that cannot be written: the image is in the store, and the message says where")
    func readOnlyOutput() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        let disk = try Disk(at: package.path + "/Images", isReadOnly: true)
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            let object = StoreFolder.path(ofObject: SHA256Digest(of: picture(of: "A")))
            #expect(ended.errors.contains("kept in \(object)"), "\(ended.errors)")
            #expect(try package.read(object) == picture(of: "A"))
            try disk.remove()
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/a.png") == picture(of: "A"))
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test(
        "a disk that is full when the answer comes: the image is saved elsewhere, said where, and nothing more is paid for"
    )
    func full() async throws {
        let package = try TestPackage()
        let elsewhere = try TestPackage()
        let disk = try Disk(at: package.path + "/disk")
        let inner = try TestPackage(at: disk.path + "/package")
        try inner.writeManifest(["a": "A", "b": "B", "c": "C"])
        try await StandInServer.run(
            script: { request, _ in
                disk.fill()
                return .picture(for: request)
            }
        ) { server in
            let ended = try await inner.start(
                ["--concurrency", "1"], server: server, environment: ["TMPDIR": elsewhere.path]
            ).wait()
            #expect(ended.status == 1, "\(ended.errors)")
            #expect(await server.traffic.requests.count == 1)
            let saved = try #require(elsewhere.allFiles().first)
            #expect(saved.value == picture(of: "A"))
            #expect(ended.errors.contains(elsewhere.path + "/" + saved.key))
            #expect(!inner.exists("Images/a.png"))
            // With room again, the image that was paid for is put in place and accepted.
            disk.empty()
            try inner.write(saved.value, to: "Images/a.png")
            #expect(try await inner.run("accept", "a").status == 0)
            #expect(try await inner.run("check", "a").status == 0)
        }
        try disk.remove()
    }

    @Test("a full disk beside one with room: the hint says what was put where and what brings it in, and that is so")
    func fullBesideAssets() async throws {
        let package = try TestPackage()
        let elsewhere = try TestPackage()
        let disk = try Disk(at: package.path + "/disk")
        let inner = try TestPackage(at: disk.path + "/package")
        try inner.writeManifest(["a": "A"])
        let assets = try Disk(at: inner.path + "/Images")
        try await StandInServer.run(
            script: { request, _ in
                disk.fill()
                return .picture(for: request)
            }
        ) { server in
            let ended = try await inner.start([], server: server, environment: ["TMPDIR": elsewhere.path]).wait()
            #expect(ended.status == 1, "\(ended.errors)")
            #expect(try inner.read("Images/a.png") == picture(of: "A"))
            #expect(ended.errors.contains("the lockfile could not be written"), "\(ended.errors)")
            #expect(ended.errors.contains("Images/a.png is in place; then `image-assets accept a`"), "\(ended.errors)")
            #expect(!ended.errors.contains("costs nothing"))
            disk.empty()
            #expect(try await inner.run("accept", "a").status == 0)
            #expect(try await inner.run("check").status == 0)
            #expect(await server.traffic.requests.count == 1)
        }
        try assets.remove()
        try disk.remove()
    }

    @Test("a disk that is full when an answer without an image comes: it is saved elsewhere, and that is said")
    func fullWithoutImage() async throws {
        let package = try TestPackage()
        let elsewhere = try TestPackage()
        let disk = try Disk(at: package.path + "/disk")
        let inner = try TestPackage(at: disk.path + "/package")
        try inner.writeManifest(["a": "A", "b": "B"])
        try await StandInServer.run(
            script: { _, _ in
                disk.fill()
                return .link
            }
        ) { server in
            let ended = try await inner.start(
                ["--concurrency", "1"], server: server, environment: ["TMPDIR": elsewhere.path]
            ).wait()
            #expect(ended.status == 1, "\(ended.errors)")
            let saved = try #require(elsewhere.allFiles().first)
            #expect(String(decoding: saved.value, as: UTF8.self).contains("https://images.example.com/1.png"))
            #expect(ended.errors.contains(elsewhere.path + "/" + saved.key))
            #expect(ended.errors.contains("the next run sends the request again and pays again"))
        }
        try disk.remove()
    }

    @Test("a disk that is full before anything began: nothing is sent, and everything is as it was")
    func fullFromTheStart() async throws {
        let package = try TestPackage()
        let disk = try Disk(at: package.path + "/disk")
        let inner = try TestPackage(at: disk.path + "/package")
        try inner.writeManifest(["a": "A"])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            #expect(try await inner.run(server: server).status == 0)
            let before = inner.allFiles()
            try inner.writeManifest(["a": "B"])
            disk.fill()
            let ended = try await inner.run(server: server)
            #expect(ended.status == 1)
            #expect(
                ended.errors.contains("nothing was sent") || ended.errors.contains("No space left"), "\(ended.errors)")
            #expect(await server.traffic.requests.count == 1)
            for name in ["Images/a.png", "images.lock.json"] { #expect(try inner.read(name) == before[name]) }
        }
        try disk.remove()
    }
}
