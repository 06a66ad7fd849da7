import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// A mask against a service that takes one, from the manifest to the wire and back.
@Suite("masks")
struct MaskTests {
    private static func paint(_ colorType: PNGColorType = .rgba, width: Int = 32, shade: UInt8 = 0) throws -> Data {
        try PNGWriter.encode(width: width, height: 32, colorType: colorType) { _, row in
            for index in row.indices { row[index] = index % 4 == 3 ? 0 : shade }
        }
    }

    private static let masked =
        #"{ "name": "hands", "prompt": "Hands", "references": ["Art/a.png", "Art/b.png"], "mask": "Art/m.png" }"#

    private func package(_ images: String = masked, service: String = "openai") throws -> TestPackage {
        let package = try TestPackage()
        try package.write(Self.paint(.rgb), to: "Art/a.png")
        try package.write(png("basn2c08"), to: "Art/b.png")
        try package.write(Self.paint(), to: "Art/m.png")
        try package.write(
            #"{ "version": 1, "service": "\#(service)", "images": [\#n\#(images)\#n] }"#, to: "images.json")
        return package
    }

    private func run(_ body: (StandInServer) async throws -> Void) async throws {
        try await StandInServer.run(
            documents: .openai, script: { request, _ in .picture(for: request) }, body: body)
    }

    @Test("it is sent behind the references, recorded, explained, and what changes of it is told")
    func whole() async throws {
        let package = try package()
        try await run { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            let request = try #require(await server.traffic.requests.first)
            #expect(request.deviations == [])
            #expect(request.references.map(\.name) == ["image[]", "image[]"])
            #expect(try request.mask?.bytes == Self.paint())
            let recorded = try #require(try package.entry("hands")?.recipe.mask)
            #expect(recorded.path.text == "Art/m.png")
            #expect(try recorded.sha256 == SHA256Digest(of: Self.paint()))
            #expect(try await package.run("check").status == 0)

            let explained = try await package.run("explain", "hands")
            #expect(explained.output.contains("\n  mask         Art/m.png  image/png  \(recorded.sha256?.hex ?? "")\n"))
            #expect(explained.output.contains("\n  request      mask: Art/m.png, "))

            try package.write(Self.paint(shade: 9), to: "Art/m.png")
            let old = try SHA256Digest(of: Self.paint())
            let new = try SHA256Digest(of: Self.paint(shade: 9))
            let changed = try await package.run("plan")
            #expect(
                changed.output == "changed     hands  request  Images/hands.png\n"
                    + "            mask Art/m.png: \(old.short) → \(new.short)\n")
            let json = try await package.run("plan", "--format", "json")
            #expect(
                json.output.contains(#""input": "mask""#) && json.output.contains(#""old": "\#(old.hex)""#)
                    && json.output.contains(#""new": "\#(new.hex)""#), "\(json.output)")

            let without = Self.masked.replacingOccurrences(of: #", "mask": "Art/m.png""#, with: "")
            try package.write(
                #"{ "version": 1, "service": "openai", "images": [ \#(without) ] }"#, to: "images.json")
            let removed = try await package.run("plan")
            #expect(removed.output.contains("            mask Art/m.png: removed (\(old.short))\n"))
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.last?.mask == nil)
            // Back to what was paid for.
            try package.write(Self.paint(), to: "Art/m.png")
            try package.write(
                #"{ "version": 1, "service": "openai", "images": [ \#(Self.masked) ] }"#, to: "images.json")
            let added = try await package.run("plan")
            #expect(added.output.contains("            mask Art/m.png: added (\(old.short))\n"))
            #expect(try await package.run(server: server).lastLine == "Done: 1 restored.")
            #expect(await server.traffic.requests.count == 2)
        }
    }

    @Test(
        "what cannot be sent ends with 65 before anything is",
        arguments: [
            ("rgb", "the mask Art/m.png has no alpha channel"),
            ("wide", "the mask Art/m.png is 64x32, and the first reference Art/a.png is 32x32"),
            ("cut", "the mask Art/m.png does not decode: "), ("jpeg", "Art/m.png is a JPEG, and a mask is a PNG"),
            ("missing", "Art/m.png does not exist"), ("large", "openai takes masks of less than 4000000"),
        ])
    func refused(_ kind: String, _ message: String) async throws {
        let package = try package()
        switch kind {
        case "rgb": try package.write(Self.paint(.rgb), to: "Art/m.png")
        case "wide": try package.write(Self.paint(width: 64), to: "Art/m.png")
        case "cut": try package.write(Self.paint().dropLast(20), to: "Art/m.png")
        case "jpeg": try package.write(Data([0xFF, 0xD8, 0xFF, 0xE0]), to: "Art/m.png")
        case "large": try package.write(Self.paint() + Data(count: 4_000_000), to: "Art/m.png")
        default: try FileManager.default.removeItem(atPath: package.path + "/Art/m.png")
        }
        try await run { server in
            for arguments in [["plan"], ["check"], []] {
                let ended = try await package.start(arguments, server: server).wait()
                #expect(ended.status == 65, "\(ended.errors)")
                #expect(ended.errors.contains("images.json:2:89: error: "), "\(ended.errors)")
                #expect(ended.errors.contains(message), "\(ended.errors)")
            }
            #expect(await server.traffic.requests.isEmpty)
        }
    }

    @Test("a service that takes none, and an image without references, are errors in the manifest")
    func rules() async throws {
        let none = try await package(service: "bettertoken").run("check")
        #expect(none.status == 65)
        #expect(none.errors.contains("images.json:2:89: error: bettertoken takes no mask\n"), "\(none.errors)")
        let alone = try await package(#"{ "name": "x", "prompt": "X", "mask": "Art/m.png" }"#).run("check")
        #expect(alone.errors.contains("images.json:2:39: error: a mask needs a reference\n"), "\(alone.errors)")
    }

    @Test("a Git LFS pointer counts by its object, and only sending it fails, with the code of a reference")
    func pointer() async throws {
        let package = try package()
        try await run { server in
            #expect(try await package.run(server: server).status == 0)
            let bytes = try Self.paint()
            let pointer = { (bytes: Data) in
                "version https://git-lfs.github.com/spec/v1\noid sha256:\(SHA256Digest(of: bytes).hex)\n"
                    + "size \(bytes.count)\n"
            }
            try package.write(pointer(bytes), to: "Art/m.png")
            #expect(try await package.run("check").status == 0)
            try package.write(pointer(Self.paint(shade: 3)), to: "Art/m.png")
            let ended = try await package.run("--format", "json", server: server)
            #expect(ended.status == 1)
            #expect(ended.output.contains(#""code": "reference""#), "\(ended.output)")
            #expect(ended.output.contains("run `git lfs pull`"))
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("a mask that changes between the look and the sending stops that image alone")
    func changed() async throws {
        let package = try package(#"{ "name": "a", "prompt": "first" },"# + Self.masked)
        try await StandInServer.run(
            documents: .openai,
            script: { request, _ in
                if request.references.isEmpty, let other = try? Self.paint(shade: 5) {
                    try? package.write(other, to: "Art/m.png")
                }
                return .picture(for: request)
            }
        ) { server in
            let ended = try await package.run("--concurrency", "1", server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("Art/m.png changed while the run was at work"), "\(ended.errors)")
            #expect(await server.traffic.requests.map(\.prompt) == ["first"])
        }
    }

    @Test("a mask that changes while it is sent makes the image stale")
    func changedMeanwhile() async throws {
        let package = try package()
        try await StandInServer.run(
            documents: .openai,
            script: { request, nth in
                if nth == 1, let other = try? Self.paint(shade: 5) { try? package.write(other, to: "Art/m.png") }
                return .picture(for: request)
            }
        ) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("Art/m.png changed while it was being sent"), "\(ended.errors)")
            #expect(!package.exists("Images/hands.png"))
            #expect(try await package.run(server: server).status == 0)
            let last = await server.traffic.requests.last
            #expect(try last?.mask?.bytes == package.read("Art/m.png"))
        }
    }

    @Test("a mask that an answer repeats is not taken for the image")
    func echo() async throws {
        let package = try package()
        // Larger than the image, so that it would be taken for that.
        try package.write(Self.paint(.rgb, width: 512), to: "Art/a.png")
        try package.write(Self.paint(width: 512), to: "Art/m.png")
        let mask = try Self.paint(width: 512).base64EncodedString()
        try await StandInServer.run(
            documents: .openai,
            script: { request, _ in
                let image = picture(of: request.prompt).base64EncodedString()
                return .bytes(Data(#"{"a":"\#(mask)","b":"\#(image)"}"#.utf8), type: "application/json")
            }
        ) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(try package.read("Images/hands.png") == picture(of: "Hands"))
        }
    }

    @Test("nothing removes a file that another manifest has as its mask")
    func claimed() async throws {
        let package = try package()
        try package.write(
            #"{ "version": 1, "images": [ { "name": "m", "prompt": "M", "output": "Art/n.png" } ] }"#, to: "o.json")
        try package.write(
            #"{ "version": 1, "service": "openai", "images": [\#n"#
                + Self.masked.replacingOccurrences(of: "Art/m.png", with: "Art/n.png") + "\n] }", to: "images.json")
        #expect(try await package.run("--placeholder", "--manifest", "o.json").status == 0)
        try package.write(#"{ "version": 1, "images": [] }"#, to: "o.json")
        #expect(try await package.run("prune", "--manifest", "o.json").status == 0)
        #expect(package.exists("Art/n.png"))
    }
}
