import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("publishing")
struct PublishingTests {
    @Test("the mode of the file that is replaced is kept", arguments: [0o640, 0o600, 0o755])
    func mode(_ mode: Int) async throws {
        try await TestPackage.generated { package, server in
            try FileManager.default.setAttributes(
                [.posixPermissions: mode], ofItemAtPath: package.path + "/Images/a.png")
            try package.writeManifest(["a": "B"])
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/a.png") == picture(of: "B"))
            #expect(package.mode(of: "Images/a.png") == mode_t(mode))
        }
    }

    @Test("bytes that are in place already are not written again")
    func identical() async throws {
        try await TestPackage.generated { package, server in
            let before = try package.identity(of: "Images/a.png")
            #expect(try await package.run("--regenerate", "a", server: server).status == 0)
            #expect(await server.traffic.requests.count == 2)
            let after = try package.identity(of: "Images/a.png")
            #expect(after == before)
        }
    }

    @Test("an asset that is a link to a file of the package is written through, and stays a link")
    func innerLink() async throws {
        try await TestPackage.generated { package, server in
            try package.write(package.read("Images/a.png"), to: "Art/real.png")
            try package.remove("Images/a.png")
            try FileManager.default.createSymbolicLink(
                atPath: package.path + "/Images/a.png", withDestinationPath: "../Art/real.png")
            try package.writeManifest(["a": "B"])
            #expect(try await package.run(server: server).status == 0)
            #expect(package.status("Images/a.png").st_mode & S_IFMT == S_IFLNK)
            #expect(try package.read("Art/real.png") == picture(of: "B"))
        }
    }

    @Test("nothing is written through a link that leaves the package", arguments: ["Images", "Images/a.png"])
    func outerLink(_ link: String) async throws {
        try await TestPackage.generated { package, server in
            let outside = try TestPackage()
            try outside.write("theirs", to: "a.png")
            try package.remove(link)
            let target = outside.path + (link == "Images" ? "" : "/a.png")
            try FileManager.default.createSymbolicLink(
                atPath: package.path + "/" + link, withDestinationPath: target)
            try package.writeManifest(["a": "B"])
            let ended = try await package.run(server: server)
            #expect(ended.status != 0)
            #expect(outside.allFiles() == ["a.png": Data("theirs".utf8)])
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("a link that is laid out of the package while the request is under way is not followed")
    func linkLaidMeanwhile() async throws {
        let package = try TestPackage()
        let outside = try TestPackage()
        try package.writeManifest(["a": "A"])
        let (inside, away) = (package.path + "/Images", outside.path)
        try await StandInServer.run(
            script: { request, _ in
                try? FileManager.default.createSymbolicLink(atPath: inside, withDestinationPath: away)
                return .picture(for: request)
            }
        ) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status != 0)
            #expect(outside.allFiles().isEmpty)
            #expect(ended.errors.contains("kept in") || ended.output.contains("kept in"), "\(ended)")
            try package.remove("Images")
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("a file that somebody puts in place while the request is under way is theirs")
    func workMeanwhile() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        try await StandInServer.run(
            script: { request, _ in
                try? package.write("painted by hand", to: "Images/a.png")
                return .picture(for: request)
            }
        ) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 3)
            #expect(try package.read("Images/a.png") == Data("painted by hand".utf8))
            #expect((ended.output + ended.errors).contains("kept in .image-assets/objects/"))
            try package.remove("Images/a.png")
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.count == 1)
        }
    }
}
