import Foundation
import ImageAssetsPNG
import ImageAssetsStandInServer
import Testing

@Suite("a run against a faulty server")
struct FaultyServerTests {
    /// Every way in which an attempt can fail in passing.
    private static let faults: [Reply] = [
        .fault(.reset), .fault(.noAnswer), .fault(.cutHead), .fault(.cutShort), .fault(.garbage),
        .fault(.cutWithoutLength),
        .error(408), .error(409), .error(425),
        .error(429, headers: [("retry-after-ms", "20")]), .error(500),
        .text("<html><title>502</title>", status: 502, type: "text/html"), .text("", status: 504),
        .text("nginx", status: 524, type: "text/plain"),
    ]

    @Test("forty images and their lockfile are the same to the last byte, whether or not every third request fails")
    func sameResults() async throws {
        let (quiet, disturbed) = (try TestPackage(), try TestPackage())
        for package in [quiet, disturbed] {
            for name in ["basn2c08", "basn6a08"] { try package.write(png(name), to: "Art/\(name).png") }
            try package.writeManifest(
                (1...40).map { number in
                    let references =
                        number % 4 == 0 ? #", "references": ["Art/basn2c08.png", "Art/basn6a08.png"]"# : ""
                    return #"{ "name": "i\#(number)", "prompt": "\#(number)"\#(references) }"#
                })
        }
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await quiet.run(server: server)
            #expect(ended.status == 0)
        }
        try await StandInServer.run(script: { request, nth in
            let number = Int(request.prompt) ?? 0
            if number == 7 { return .error(400, "no") }
            // Two attempts of every third image fail, each in another way.
            guard number % 3 == 0, nth <= 2 else { return .picture(for: request) }
            return Self.faults[(number / 3 + nth) % Self.faults.count]
        }) { server in
            let ended = try await disturbed.run(
                "--retry-delays", "0.01,0.01,0.01", "--concurrency", "8", server: server)
            #expect(ended.status == 1)
            let traffic = await (server.traffic.requests.count, server.traffic.deviations)
            #expect(traffic.0 == 40 + 2 * 13)
            #expect(traffic.1 == [])
        }
        for number in 1...40 where number != 7 {
            let asset = "Images/i\(number).png"
            let (expected, found) = try (quiet.read(asset), disturbed.read(asset))
            #expect(found == expected, "\(asset)")
        }
        // The image that could not succeed is all that the lockfiles differ by.
        #expect(!disturbed.exists("Images/i7.png"))
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await disturbed.run(server: server)
            #expect(ended.status == 0)
            #expect(await server.traffic.requests.map(\.prompt) == ["7"])
        }
        let (expected, found) = try (quiet.read("images.lock.json"), disturbed.read("images.lock.json"))
        #expect(found == expected)
    }

    @Test("--request-timeout limits a request, and the help says what holds without it")
    func requestTimeout() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let arguments = ["--request-timeout", "0.2", "--retry-delays", "0.01"]
            let ended = try await package.start(arguments, server: server).wait()
            #expect(ended.status == 1)
            #expect(
                ended.errors.contains(
                    "no complete answer within 0.2 s (--request-timeout); the second to end like this before any image came"
                        + "; it may have been charged (2 attempts)"))
            await latch.open()
        }
        let help = try await package.run("generate", "--help").output
        #expect(help.contains("The time limit of a whole request. (default: 900)"))
        #expect(help.contains("(default: 3,8,15)"))
    }

    @Test(
        "by --retry safe only what surely did not start is asked for again, and without delays nothing is; 429 uses none up"
    )
    func retryOptions() async throws {
        for (arguments, failure, sent, status) in [
            (["--retry", "safe", "--retry-delays", "0.01,0.01"], Reply.error(503), 1, Int32(1)),
            (["--retry", "safe", "--retry-delays", "0.01,0.01"], .error(429), 6, 0),
            (["--retry-delays", "0.01,0.01"], .error(503), 3, 1),
            (["--retry-delays", "0.01"], .error(429), 6, 0),
            (["--retry-delays", ""], .error(503), 1, 1), (["--retry-delays", ""], .error(429), 1, 1),
        ] {
            let package = try TestPackage()
            try package.writeManifest(["a": "A"])
            try await StandInServer.run(script: { request, nth in nth <= 5 ? failure : .picture(for: request) }) {
                server in
                let ended = try await package.start(arguments, server: server).wait()
                #expect(ended.status == status)
                let count = await server.traffic.requests.count
                #expect(count == sent, "\(arguments) after \(failure.status)")
            }
        }
    }

    @Test("an answer that is no whole PNG is told by its code, is asked for once, and nothing is published")
    func unusable() async throws {
        let whole = picture(of: "x")
        // A file of 0.1 MB, and more than the 100 megapixels that are allowed.
        let bomb = try PNGWriter.encode(
            width: 12_800, height: 8_000, colorType: .grayscale, compressionLevel: 1, rows: { _, _ in })
        let cases: [(Reply, String)] = [
            (.image(Data([0xFF, 0xD8, 0xFF, 0xE0] + Array(repeating: 7, count: 99))), "notAnImage"),
            (.image(Data("RIFF\u{0}\u{0}\u{0}\u{0}WEBPVP8 ".utf8)), "notAnImage"),
            (.image(Data("<!doctype html><html></html>".utf8)), "notAnImage"),
            (.image(Data("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)), "notAnImage"),
            (.image(Data("GIF89a\u{1}\u{0}\u{1}\u{0}".utf8)), "notAnImage"),
            (.image(whole + Data(count: 1_025)), "notAnImage"), (.image(whole.dropLast(20)), "notAnImage"),
            (.image(try png("xcsn0g01")), "notAnImage"), (.image(bomb), "notAnImage"), (.link, "malformedResponse"),
            (.text(#"{"data":[]}"#), "malformedResponse"),
            (.text("<html></html>", type: "text/html"), "malformedResponse"),
            (.text(#"{"task_id":"task_1"}"#), "malformedResponse"),
            (.bytes(Data("GIF89a\u{1}\u{0}\u{1}\u{0}".utf8), type: "image/gif"), "notAnImage"),
        ]
        for (reply, code) in cases {
            let package = try TestPackage()
            try package.writeManifest(["a": "A"])
            try await StandInServer.run(script: { _, _ in reply }) { server in
                let ended = try await package.run("--format", "json", server: server)
                #expect(ended.status == 1)
                #expect(ended.output.contains(#""code": "\#(code)""#), "\(ended.output)")
                let count = await server.traffic.requests.count
                #expect(count == 1)
            }
            #expect(!package.exists("Images/a.png"))
        }
    }

    @Test("an image is published from every shape in which it can come, and asked for once")
    func shapes() async throws {
        let package = try TestPackage()
        let shapes = Shape.all
        try package.writeManifest(shapes.indices.map { #"{ "name": "i\#($0)", "prompt": "\#($0)" }"# })
        try await StandInServer.run(script: { request, _ in
            .shape(shapes[Int(request.prompt) ?? 0], of: picture(of: request.prompt))
        }) { server in
            let ended = try await package.run("--concurrency", "8", server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(await server.traffic.requests.count == shapes.count)
        }
        for index in shapes.indices {
            let found = try package.read("Images/i\(index).png")
            #expect(found == picture(of: "\(index)"), "\(shapes[index])")
        }
    }

    @Test("an edit that comes back as its own reference is a failed expectation, until it is allowed")
    func unchanged() async throws {
        let package = try TestPackage()
        try package.write(picture(of: "reference"), to: "Art/a.png")
        let image = #""name": "a", "prompt": "Refine it", "references": ["Art/a.png"]"#
        try package.writeManifest(["{ \(image) }"])
        try await StandInServer.run(script: { _, _ in .image(picture(of: "reference")) }) { server in
            let ended = try await package.run("--format", "json", server: server)
            #expect(ended.status == 1)
            #expect(ended.output.contains(#""code": "expectation""#), "\(ended.output)")
            #expect(ended.output.contains("is the reference Art/a.png byte for byte"))
            #expect(!package.exists("Images/a.png"))
            #expect(try await package.run(server: server).status == 1)
            try package.writeManifest([#"{ \#(image), "expect": { "unchanged": true } }"#])
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.count == 1)
        }
        #expect(try package.read("Images/a.png") == picture(of: "reference"))
    }
}
