import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("references that do not decode")
struct BrokenReferenceTests {
    private func package(_ reference: Data) throws -> TestPackage {
        let package = try TestPackage()
        try package.write(reference, to: "Art/mood.png")
        try package.writeManifest([
            #"{ "name": "plain", "prompt": "plain" }"#,
            #"{ "name": "edit", "prompt": "edit", "references": ["Art/mood.png"] }"#,
        ])
        return package
    }

    @Test("nothing is sent for any image, and generate, plan and check say where the manifest asks for the file")
    func broken() async throws {
        let package = try package(try png("basn2c08").dropLast(10))
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            for arguments in [["generate"], ["plan"], ["check"]] {
                let ended = try await package.start(arguments, server: server).wait()
                #expect(ended.status == 65)
                #expect(ended.errors.contains("images.json:3:52: error: the reference Art/mood.png does not decode: "))
            }
            #expect(await server.traffic.requests.isEmpty)
            #expect(!package.exists("Images/plain.png"))
            // What is needed without it is done without it.
            #expect(try await package.run("generate", "plain", server: server).status == 0)
            #expect(await server.traffic.requests.map(\.prompt) == ["plain"])
        }
    }

    @Test("an image that is up to date stays so, whatever its reference is")
    func upToDate() async throws {
        let package = try package(try png("basn2c08").dropLast(10))
        for name in ["plain", "edit"] { try package.write(picture(of: name), to: "Images/\(name).png") }
        #expect(try await package.run("accept", "plain", "edit").status == 0)
        #expect(try await package.run("check").status == 0)
    }

    @Test("what an earlier version refused and this one takes is used, and not asked for again")
    func refusedEarlier() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        let answer = picture(of: "A") + Data([0x0d, 0x0a])
        try await StandInServer.run(script: { _, _ in .image(answer) }) { server in
            #expect(try await package.run(server: server).status == 0)
            let record = try #require(package.storedFiles(below: "results").first { $0.hasSuffix(".json") })
            var members = try #require(
                try JSONSerialization.jsonObject(with: package.read(".image-assets/results/" + record))
                    as? [String: Any])
            members["facts"] = nil
            members["fault"] = "IEND at byte 8,388: 2 bytes after the end of the PNG"
            try package.write(
                JSONSerialization.data(withJSONObject: members), to: ".image-assets/results/" + record)
            try package.remove("Images/a.png")
            try package.remove("images.lock.json")
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/a.png") == answer)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("bytes behind the end are a warning, of a reference and of what arrives, and both go on as they are")
    func trailing() async throws {
        let reference = try png("basn2c08") + Data([0x0a])
        let package = try package(reference)
        let answer = picture(of: "edit") + Data(repeating: 0, count: 1_024)
        try await StandInServer.run(script: { request, _ in
            request.references.isEmpty ? .picture(for: request) : .image(answer)
        }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
            #expect(
                ended.errors.contains(
                    "images.json:3:52: warning: the reference Art/mood.png is sent although 1 byte follows the end"))
            #expect(ended.errors.contains("edit: 1,024 bytes follow the end of the PNG; decoders pass over them"))
            #expect(await server.traffic.requests.flatMap(\.references).map(\.bytes) == [reference])
            #expect(try package.read("Images/edit.png") == answer)
            let check = try await package.run("check", "--deep")
            #expect(check.status == 0)
            #expect(check.errors.contains("Images/edit.png: warning: 1,024 bytes follow the end of the PNG"))
        }
    }
}
