import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsStore
import Testing

/// An answer that looks like a success and holds no image is paid for: it is kept, read again, and never bought twice
/// unasked.
@Suite("answers that are paid for and hold no image", .timeLimit(.minutes(2)))
struct PaidAnswerTests {
    private static let task = #"{"code":200,"data":[{"status":"submitted","task_id":"task_01K"}]}"#
    private static let paid: [(Reply, body: String?, words: String)] = [
        (.link, nil, "the address of an image (at images.example.com)"),
        (.text(task), task, "a task id (task_01K)"),
        (.text(#"{"a":["x"]}"#), #"{"a":["x"]}"#, "JSON without an image (a)"),
        (.text("data: {}\n\n", type: "text/event-stream"), "data: {}\n\n", "a stream of events"),
        (.text(""), "", "nothing"),
        (.bytes(Data([0x8B, 0x02, 0x80]), type: "application/json"), nil, "bytes of no known kind"),
    ]

    private func package(images: Int = 12) throws -> TestPackage {
        let package = try TestPackage()
        try package.writeManifest((1...images).map { #"{ "name": "i\#($0)", "prompt": "\#($0)" }"# })
        return package
    }

    /// The place that an error names.
    private func place(in text: String) throws -> String {
        let found = try #require(
            text.range(of: "\\.image-assets/objects/[0-9a-f]{2}/[0-9a-f]{64}", options: .regularExpression))
        return String(text[found])
    }

    @Test("stop the run before a first image, are kept as they came, and are not bought again", arguments: paid)
    func stopped(reply: Reply, body: String?, words: String) async throws {
        let package = try package()
        try await StandInServer.run(script: { _, _ in reply.with(header: "X-Gateway", "g1") }) { server in
            let ended = try await package.run("--concurrency", "1", server: server)
            #expect(ended.status == 1)
            #expect(await server.traffic.requests.count == 1)
            #expect(
                ended.lastLine.hasPrefix("Stopped: 11 not started, 1 request sent; 1 failed: i1. Every"),
                "\(ended.lastLine)")
            #expect(ended.errors.contains(words), "\(ended.errors)")
            let place = try place(in: ended.errors)
            if let body { #expect(try package.read(place) == Data(body.utf8)) }
            let record = try #require(package.storedFiles(below: "results").first)
            let text = String(decoding: try package.read(".image-assets/results/" + record), as: UTF8.self)
            #expect(text.contains(#""head":"HTTP\/1.1 200"#) || text.contains(#""head":"HTTP/1.1 200"#), "\(text)")
            #expect(text.contains("X-Gateway: g1"))

            // What is paid for is not asked for again; what is not, may be.
            let document = try await package.run("i1", "--format", "json", server: server)
            #expect(document.output.contains(#""code": "malformedResponse""#))
            let again = try await package.run("i1", server: server)
            #expect(again.status == 1)
            #expect(again.errors.contains(words) && again.errors.contains(place), "\(again.errors)")
            #expect(await server.traffic.requests.count == 1)
            _ = try await package.run("--concurrency", "1", server: server)
            #expect(await server.traffic.requests.map(\.prompt) == ["1", "2"])
        }
    }

    @Test("stop at most as many requests as are under way at once")
    func concurrent() async throws {
        let package = try package()
        try await StandInServer.run(script: { _, _ in .link }) { server in
            #expect(try await package.run("--concurrency", "4", server: server).status == 1)
            let first = await server.traffic.requests
            #expect((1...4).contains(first.count))
            #expect(package.results == first.count)
            _ = try await package.run("--concurrency", "4", server: server)
            let all = await server.traffic.requests.map(\.prompt)
            #expect(Set(all).count == all.count)
        }
    }

    @Test("that are pictures of another kind are kept, stop the run before a first image, and are not bought again")
    func otherKind() async throws {
        let jpeg = Data([0xFF, 0xD8, 0xFF, 0xE0] + Array(repeating: 7, count: 99))
        let package = try package()
        try await StandInServer.run(script: { _, _ in .image(jpeg) }) { server in
            let ended = try await package.run("--concurrency", "1", server: server)
            #expect(ended.status == 1)
            #expect(
                ended.lastLine.hasPrefix("Stopped: 11 not started, 1 request sent; 1 failed: i1. Every"),
                "\(ended.lastLine)")
            let place = try place(in: ended.errors)
            #expect(
                ended.errors.contains(
                    " it is a JPEG, not a PNG; the answer is kept in \(place) and may have been charged"))
            #expect(try package.read(place) == jpeg)
            let again = try await package.run("i1", "--format", "json", server: server)
            #expect(again.status == 1)
            #expect(again.output.contains(#""code": "notAnImage""#), "\(again.output)")
            #expect(again.output.contains(#""message": "it is a JPEG, not a PNG; the answer is kept in "#))
            let plan = try await package.run("plan", "i1")
            #expect(plan.output.contains(place))
            #expect(
                plan.lastLine.contains(
                    "1 would fail: i1. Pay for another with `image-assets generate --regenerate NAME`."),
                "\(plan.lastLine)")
            #expect(await server.traffic.requests.count == 1)
            _ = try await package.run("--regenerate", "i1", server: server)
            #expect(await server.traffic.requests.map(\.prompt) == ["1", "1"])
        }
        // Once an image has come, one that is none says nothing against others.
        let second = try self.package(images: 4)
        try await StandInServer.run(script: { request, _ in
            request.prompt == "1" ? .picture(for: request) : .image(jpeg)
        }) { server in
            _ = try await second.run("--concurrency", "1", server: server)
            #expect(await server.traffic.requests.count == 4)
        }
    }

    private static func flawed(_ flaw: String) throws -> Data {
        var bytes = try png("basn2c08")
        switch flaw {
        case "cut short": bytes = bytes.dropLast(20)
        case "with a wrong checksum": bytes[bytes.count - 14] ^= 1
        case "with more behind it": bytes += Data(count: 5_000)
        default: break
        }
        return bytes
    }

    @Test(
        "that are damaged pictures, or too large, are kept and not bought again: they arrived",
        arguments: ["cut short", "with a wrong checksum", "with more behind it", "over a limit"])
    func damaged(_ flaw: String) async throws {
        let package = try package(images: 1)
        let bytes = try Self.flawed(flaw)
        let limit = flaw == "over a limit" ? ["--max-pixels", "100"] : []
        try await StandInServer.run(script: { _, asked in asked == 1 ? .image(bytes) : .image }) { server in
            #expect(try await package.start(limit, server: server).wait().status == 1)
            let plan = try await package.start(["plan", "--format", "json"] + limit, server: server).wait()
            #expect(plan.output.contains(#""requests": 0"#), "\(plan.output)")
            let words = try await package.start(["plan"] + limit, server: server).wait()
            let wayOut =
                limit.isEmpty ? "Pay for another" : "Let a larger picture pass with --max-pixels, at no cost, or pay"
            #expect(words.lastLine.contains("; 1 would fail: i1. \(wayOut)"), "\(words.lastLine)")
            let again = try await package.start(limit, server: server).wait()
            #expect(again.status == 1)
            #expect(again.errors.contains("sent without --regenerate, which pays"), "\(again.errors)")
            #expect(try package.read(place(in: again.errors)) == bytes)
            #expect(await server.traffic.requests.count == 1)
            if limit.isEmpty {
                #expect(try await package.run("--regenerate", "i1", server: server).status == 0)
                #expect(await server.traffic.requests.count == 2)
            } else {
                #expect(try await package.run(server: server).status == 0)
                #expect(await server.traffic.requests.count == 1)
            }
        }
    }

    @Test("say nothing against others once an image has come")
    func afterAnImage() async throws {
        let package = try package(images: 4)
        try await StandInServer.run(script: { request, _ in request.prompt == "1" ? .picture(for: request) : .link }) {
            server in
            let ended = try await package.run("--concurrency", "1", server: server)
            #expect(await server.traffic.requests.count == 4)
            #expect(ended.lastLine.hasPrefix("Not everything worked: 1 generated, 4 requests sent; 3 failed"))
        }
    }

    @Test("a page stops the run as well, but is no answer that was paid for")
    func page() async throws {
        let package = try package()
        try await StandInServer.run(
            script: { _, _ in .text("<html><title>Console</title></html>", type: "text/html") }
        ) { server in
            let ended = try await package.run("--concurrency", "1", server: server)
            #expect(
                ended.lastLine.hasPrefix("Stopped: 11 not started, 1 request sent; 1 failed: i1. Every"),
                "\(ended.lastLine)")
            #expect(package.results == 0)
            _ = try await package.run("--concurrency", "1", server: server)
            #expect(await server.traffic.requests.map(\.prompt) == ["1", "1"])
        }
    }

    @Test("every command that plans says it, and --regenerate pays for another")
    func commands() async throws {
        let package = try package(images: 1)
        try await StandInServer.run(script: { request, _ in request.number == 1 ? .link : .picture(for: request) }) {
            server in
            let first = try await package.run(server: server)
            let place = try place(in: first.errors)
            let plan = try await package.run("plan")
            #expect(plan.status == 0)
            #expect(plan.output.contains(place), "\(plan.output)")
            #expect(
                plan.lastLine.hasSuffix(
                    "1 would fail: i1. Pay for another with `image-assets generate --regenerate NAME`."),
                "\(plan.lastLine)")
            let check = try await package.run("check")
            #expect(check.status == 3)
            #expect(check.lastLine.contains("--regenerate"))
            let explained = try await package.run("explain", "i1")
            #expect(explained.output.contains("holds no image: the server answered 200 with the address"))
            // Evidence stays as long as its prompt is asked for.
            #expect(try await package.run("prune", "--store").status == 0)
            #expect(package.exists(place))

            let anew = try await package.run("plan", "--regenerate", "i1")
            #expect(anew.lastLine == "To do: 1 request needed.")
            #expect(try await package.run("--regenerate", "i1", server: server).status == 0)
            #expect(await server.traffic.requests.count == 2)
            #expect(try await package.run("check").status == 0)
            try package.remove("Images/i1.png")
            #expect(try await package.run("--offline").status == 0)
        }
    }

    @Test("go with prune --store once nothing asks for their fingerprint")
    func pruned() async throws {
        let package = try package(images: 1)
        try await StandInServer.run(script: { _, _ in .link }) { server in
            _ = try await package.run(server: server)
        }
        let place = try #require(package.storedFiles(below: "objects").first)
        for (prompt, stays) in [("1", true), ("another", false)] {
            try package.writeManifest([#"{ "name": "i1", "prompt": "\#(prompt)" }"#])
            #expect(try await package.run("prune", "--store").status == 0)
            #expect(package.exists(".image-assets/objects/" + place) == stays)
            #expect(package.results == (stays ? 1 : 0))
        }
    }

    @Test("an image that a later version finds in one is a result like any other")
    func found() async throws {
        let package = try package(images: 1)
        let picture = picture(of: "1")
        let inputs = Recipe(
            operation: .generations, model: "gpt-image-2", prompt: "1", size: .pixels(.square))
        let store = try AssetStore(package: PackageFolder(package.path))
        try store.prepare()
        let run = try RunFolder(in: store)
        let body = Data("{\"new\":[\"\(picture.base64EncodedString())\"],\"usage\":{\"n\":1}}".utf8)
        try store.keep(
            UnreadAnswer(
                kind: .json(members: ["new"]), status: 200, head: Data("HTTP/1.1 200 OK\r\nX: \u{FF}\r\n\r\n".utf8),
                body: body, failure: ImageFailure(.malformedResponse, .error("JSON without an image"))),
            for: inputs.fingerprint ?? Fingerprint(.zero), requestID: UniqueID(), at: Date(), writer: run.writer)
        run.remove()
        let before = package.storedFiles(below: "objects")
        let plan = try await package.run("plan")
        #expect(plan.lastLine == "To do: 0 requests needed, 1 to restore.")
        #expect(package.storedFiles(below: "objects") == before)
        try await StandInServer.run { server in
            let ended = try await package.run(server: server)
            #expect(ended.lastLine == "Done: 1 restored.", "\(ended.errors)")
            #expect(await server.traffic.requests.isEmpty)
        }
        #expect(try package.read("Images/i1.png") == picture)
        #expect(store.object(SHA256Digest(of: picture)) == picture)
        #expect(store.results(for: inputs.fingerprint ?? Fingerprint(.zero)).compactMap(\.usage) == [#"{"n":1}"#])
        #expect(try await package.run("check").status == 0)
        // Found once, it is not looked for again.
        let count = package.results
        try package.remove("Images/i1.png")
        #expect(try await package.run("--offline").status == 0)
        #expect(package.results == count)
    }

    @Test("a second image for n=1 is a result too, older than the first")
    func others() async throws {
        let package = try package(images: 1)
        let (first, second) = (picture(of: "first"), picture(of: "second"))
        let data = [first, second].map { "{\"b64_json\":\"\($0.base64EncodedString())\"}" }.joined(separator: ",")
        try await StandInServer.run(script: { _, _ in .text("{\"data\":[\(data)]}") }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(await server.traffic.requests.count == 1)
        }
        #expect(try package.read("Images/i1.png") == first)
        let inputs = Recipe(
            operation: .generations, model: "gpt-image-2", prompt: "1", size: .pixels(.square))
        let store = try AssetStore(package: PackageFolder(package.path))
        #expect(
            store.results(for: inputs.fingerprint ?? Fingerprint(.zero)).map(\.digest)
                == [first, second].map { SHA256Digest(of: $0) })
    }
}
