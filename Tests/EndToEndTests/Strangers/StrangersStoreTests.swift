import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsStandInServer
import Testing

/// A pull request can bring a store of its own: `git add -f .image-assets`.
@Suite("a store that came with a checkout")
struct StrangersStoreTests {
    private static let expecting = #"{ "name": "a", "prompt": "A", "expect": { "minWidth": 1000 } }"#

    private static let fingerprint =
        Recipe(
            operation: .generations, model: "gpt-image-2", prompt: "A", size: .pixels(.square)
        ).fingerprint ?? Fingerprint(.zero)

    private func link(_ name: String, to target: String, in package: TestPackage) throws {
        let url = URL(fileURLWithPath: package.path + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: target)
    }

    @Test(
        "links in it destroy nothing and are followed nowhere; the run says which one and ends",
        arguments: [
            "runs", "locks", "objects", "results", "cache", "journal.jsonl", "runs.lock", "journal.jsonl.lock",
            "objects/ab", "results/cd",
            "results/\(fingerprint.description.prefix(2))/\(fingerprint)",
            "locks/\(SHA256Digest(of: Data("images.json".utf8)).hex.prefix(16)).lock",
        ])
    func links(_ part: String) async throws {
        let package = try TestPackage()
        let home = try TestPackage()
        try home.write("ssh", to: ".ssh/id_ed25519")
        try home.write("mine", to: "11111111-2222-3333-4444-555555555555/file")
        try home.write("mine", to: "file")
        let before = home.allFiles()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        let isFile = part.contains(".")
        try link(".image-assets/" + part, to: home.path + (isFile ? "/file" : ""), in: package)
        try await StandInServer.run { server in
            for arguments in [[], ["--placeholder"], ["plan"], ["check"], ["prune", "--store"], ["explain", "a"]] {
                let ended = try await package.start(arguments, server: server).wait()
                #expect(ended.reason == .exit)
                if arguments.isEmpty {
                    #expect(ended.status == 1)
                    let isNamed = [": it is", " cannot be read (it is"].contains {
                        ended.errors.contains(".image-assets/\(part)\($0) a symbolic link")
                    }
                    #expect(isNamed, "\(ended.errors)")
                }
                #expect(home.allFiles() == before)
            }
            #expect(await server.traffic.requests.isEmpty)
        }
    }

    private static let small =
        (try? PNGWriter.encode(width: 5, height: 5, colorType: .grayscale) { y, row in
            row[row.startIndex] = UInt8(y)
        }) ?? Data()

    @Test("what a record says of a picture is not believed")
    func untrueFacts() async throws {
        let package = try TestPackage()
        try package.writeManifest([Self.expecting])
        try await StandInServer.run(script: { _, _ in .image(Self.small) }) { server in
            #expect(try await package.run(server: server).status == 1)
            let records = package.allFiles().filter { $0.key.contains("/results/") && $0.key.hasSuffix(".json") }
            let (name, bytes) = try #require(records.first)
            let text = String(decoding: bytes, as: UTF8.self)
                .replacingOccurrences(of: #""width":5"#, with: #""width":1024"#)
            #expect(text.contains(#""width":1024"#))
            try package.write(text, to: name)
            for arguments in [["plan"], ["check"], [], ["--offline"]] {
                let ended = try await package.start(arguments, server: server).wait()
                #expect((ended.output + ended.errors).contains("is 5 pixels wide, expected at least 1000"))
                #expect(ended.status == ["plan": 0, "check": 3][arguments.first ?? ""] ?? 1)
            }
            #expect(!package.exists("Images/a.png"))
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("what a record says of a fault is not believed either: a picture that arrived is not paid for again")
    func untrueFault() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        try await StandInServer.run { server in
            #expect(try await package.run(server: server).status == 0)
            let bytes = try package.read("Images/a.png")
            for (name, record) in package.allFiles() where name.contains("/results/") && name.hasSuffix(".json") {
                let text = String(decoding: record, as: UTF8.self)
                try package.write("{\"fault\":\"torn\"," + text.dropFirst(), to: name)
            }
            for file in ["images.lock.json", "Images/a.png"] {
                try FileManager.default.removeItem(atPath: package.path + "/" + file)
            }
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Images/a.png") == bytes)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("what a lockfile says of a picture is judged again before it is restored, renamed or copied")
    func untrueLockfile() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        try await StandInServer.run(script: { _, _ in .image(Self.small) }) { server in
            #expect(try await package.run(server: server).status == 0)
            let text = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
            try package.write(
                text.replacingOccurrences(of: #""width": 5"#, with: #""width": 1024"#), to: "images.lock.json")
            try package.writeManifest([#"{ "name": "b", "prompt": "A", "expect": { "minWidth": 1000 } }"#])
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("is 5 pixels wide, expected at least 1000"))
            #expect(!package.exists("Images/b.png"))
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test(
        "what cannot be read may be paid for: nothing is asked for again without --regenerate",
        arguments: ["results", "objects"])
    func unreadable(_ part: String) async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let made = try await package.run(server: server)
            #expect(made.status == 0)
            for name in package.storedFiles(below: part) {
                // A folder in its place: nobody's permissions make that readable, not root's either.
                try package.remove(".image-assets/\(part)/\(name)")
                try package.write("", to: ".image-assets/\(part)/\(name)/x")
            }
            for file in ["images.lock.json", "Images/a.png"] { try package.remove(file) }
            for arguments in [["plan"], [], ["--offline"]] {
                let ended = try await package.start(arguments, server: server).wait()
                #expect((ended.output + ended.errors).contains("an image that was paid for may be there"))
            }
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("what a lockfile says of a picture buys no other: the file itself is asked")
    func untrueLockfileOfAGoodFile() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A", "expect": { "minWidth": 100 } }"#])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let made = try await package.run(server: server)
            #expect(made.status == 0)
            let text = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
            try package.write(
                text.replacingOccurrences(of: #""width": 128"#, with: #""width": 5"#), to: "images.lock.json")
            #expect(try await package.run("check").status == 0)
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("whatever else lies among the store's folders stops nothing")
    func otherFiles() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        for folder in ["", "objects/", "results/", "runs/", "locks/", "cache/"] {
            try package.write("", to: ".image-assets/\(folder).DS_Store")
        }
        #expect(try await package.run("--placeholder").status == 0)
        #expect(try await package.run("prune", "--store").status == 0)
        #expect(package.exists(".image-assets/objects/.DS_Store"))
    }

    @Test("a count of the largest number in a record costs nothing")
    func largestSequence() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        try await StandInServer.run { server in
            #expect(try await package.run(server: server).status == 0)
            for (name, record) in package.allFiles() where name.contains("/results/") && name.hasSuffix(".json") {
                let text = "{\"sequence\":9223372036854775807," + String(decoding: record, as: UTF8.self).dropFirst()
                try package.write(text, to: (name as NSString).deletingLastPathComponent + "/000001.json")
                try FileManager.default.removeItem(atPath: package.path + "/" + name)
            }
            #expect(try await package.run("--regenerate", "a", server: server).status == 0)
            #expect(await server.traffic.requests.count == 2)
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test("two runs on two manifests of one package lose none of what they receive")
    func sideBySide() async throws {
        let package = try TestPackage()
        let prompts = (1...20).map { #"{ "name": "NAME\#($0)", "prompt": "P\#($0)" }"# }
        for name in ["x", "y"] {
            let images = prompts.map { $0.replacingOccurrences(of: "NAME", with: name) }
            try package.write(
                #"{ "version": 1, "service": "bettertoken", "images": [\#(images.joined(separator: ","))] }"#,
                to: "\(name).json")
        }
        let latch = Latch()
        try await StandInServer.run(script: { request, _ in
            await latch.wait()
            return .picture(for: request)
        }) { server in
            async let x = package.run("--manifest", "x.json", "--concurrency", "8", server: server)
            async let y = package.run("--manifest", "y.json", "--concurrency", "8", server: server)
            // More than one run sends at a time: both have looked into the store by now.
            await latch.waitForWaiters(9)
            await latch.open()
            let statuses = [try await x.status, try await y.status]
            #expect(statuses == [0, 0])
            #expect(package.storedFiles(below: "results").count == 40)
        }
    }
}
