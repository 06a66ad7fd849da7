import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("references that change while they are sent")
struct ReferenceTests {
    private static let other = #"{ "name": "other", "prompt": "other" }"#
    private static let square =
        #"{ "name": "square", "prompt": "square", "references": ["Art/Source/mood.png"] }"#

    @Test("the image is out of date, says so, is not published, and the next run asks anew for it alone")
    func replaced() async throws {
        let package = try TestPackage()
        try package.write(png("basn2c08"), to: "Art/Source/mood.png")
        try package.writeManifest([Self.square, Self.other])
        try await StandInServer.run(
            script: { request, nth in
                if !request.references.isEmpty && nth == 1 {
                    try? package.write(png("basn6a08"), to: "Art/Source/mood.png")
                }
                return .picture(for: request)
            }
        ) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("the reference Art/Source/mood.png changed while it was being sent"))
            #expect(ended.errors.contains("the image is out of date"))
            #expect(!package.exists("Images/square.png"))
            #expect(package.exists("Images/other.png"))
            let next = try await package.run(server: server)
            #expect(next.status == 0)
            #expect(await server.traffic.requests.map(\.prompt).sorted() == ["other", "square", "square"])
            let last = try #require(await server.traffic.requests.last)
            #expect(try last.references.map(\.bytes) == [png("basn6a08")])
            // What came for the old reference is not lost either.
            try package.write(png("basn2c08"), to: "Art/Source/mood.png")
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.count == 3)
        }
    }

    @Test("a large reference that is overwritten in place loses no image that is under way")
    func truncated() async throws {
        let package = try TestPackage()
        try package.write(picture(of: "large", height: 1000), to: "Art/Source/mood.png")
        try package.writeManifest([Self.square])
        let path = package.path + "/Art/Source/mood.png"
        try await StandInServer.run(
            script: { request, nth in
                if nth == 1 { truncate(path, 10) }
                return .picture(for: request)
            }
        ) { server in
            let ended = try await package.run(server: server)
            #expect(ended.reason == .exit)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("changed while it was being sent"))
            try package.write(picture(of: "large", height: 1000), to: "Art/Source/mood.png")
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("a reference that changes between the look and the sending stops that image alone")
    func changedBeforeSending() async throws {
        let package = try TestPackage()
        try package.write(png("basn2c08"), to: "Art/Source/mood.png")
        try package.writeManifest([Self.other, Self.square])
        try await StandInServer.run(
            script: { request, _ in
                if request.references.isEmpty { try? package.write(png("basn6a08"), to: "Art/Source/mood.png") }
                return .picture(for: request)
            }
        ) { server in
            let ended = try await package.run("--concurrency", "1", server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("Art/Source/mood.png changed while the run was at work"))
            #expect(await server.traffic.requests.map(\.prompt) == ["other"])
        }
    }
}
