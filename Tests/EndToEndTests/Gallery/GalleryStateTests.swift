import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// Each image is shown as it is, whatever became of it.
@Suite("gallery: what is shown of an image", .timeLimit(.minutes(5)))
struct GalleryStateTests: GalleryTesting {
    private func made(
        _ images: [String], _ body: (TestPackage, StandInServer) async throws -> Void
    ) async throws {
        let package = try TestPackage()
        try package.writeManifest(images)
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            try await body(package, server)
        }
    }

    private func image(_ name: String, _ prompt: String, _ members: String = "") -> String {
        #"{ "name": "\#(name)", "prompt": "\#(prompt)"\#(members) }"#
    }

    @Test("each state, with its reasons, and with what helps")
    func states() async throws {
        let names = ["settled", "edited", "mine", "gone", "torn", "ice", "wide"]
        try await made(names.map { image($0, $0) }) { package, _ in
            try package.writeManifest([
                image("settled", "settled"), image("edited", "another prompt"), image("mine", "mine"),
                image("gone", "gone"), image("torn", "torn"), image("ice", "ice", #", "frozen": true"#),
                image("wide", "wide", #", "expect": { "width": 7 }"#), image("late", "late"), image("drawn", "drawn"),
            ])
            #expect(try await package.run("drawn", "--placeholder").status == 0)
            try package.write(png("basn2c08"), to: "Images/mine.png")
            try package.remove("Images/gone.png")
            try package.write("no picture", to: "Images/torn.png")
            let ended = try await package.run("gallery")
            #expect(ended.status == 0, "\(ended.errors)")
            let gallery = try package.gallery()
            let states = gallery.images.map { "\($0["name"]?.string ?? ""): \($0["state"]?.string ?? "")" }
            #expect(
                states == [
                    "settled: upToDate", "edited: changed", "mine: modified", "gone: missing", "torn: modified",
                    "ice: frozen", "wide: broken", "late: new", "drawn: placeholder",
                ])
            let mine = try gallery.image("mine")
            #expect(mine["commands"]?["accept"]?.string == "image-assets accept mine")
            #expect(
                mine["commands"]?["regenerate"]?.string
                    == "image-assets generate --regenerate mine --overwrite mine")
            #expect(mine["commands"]?["regenerateOverwrites"] == true)
            // What costs nothing is told as that, and nobody is told to do what is refused.
            let gone = try gallery.image("gone")["commands"]
            #expect(gone?["generate"]?.string == "image-assets generate gone" && gone?["generatePays"] == false)
            #expect(try gallery.image("late")["commands"]?["generatePays"] == true)
            #expect(try gallery.image("settled")["commands"]?["generate"] == .null)
            #expect(try gallery.image("ice")["commands"]?["regenerate"] == .null)
            let wide = try gallery.image("wide")
            let problem = try #require(wide["problem"]?.string)
            #expect(problem.hasPrefix("the image is 128 pixels wide, expected 7; it is kept in .image-assets/objects/"))
            #expect(wide["notes"] == [])
            #expect(wide["commands"]?["accept"] == .null)
            let torn = try gallery.image("torn")
            #expect(torn["picture"]?["file"] == .null && torn["picture"]?["problem"]?.string?.isEmpty == false)
            #expect(torn["picture"]?["sha256"]?.string == SHA256Digest(of: Data("no picture".utf8)).hex)
            #expect(torn["picture"]?["bytes"] == 10)
            #expect(try gallery.image("gone")["picture"] == .null)
            #expect(try gallery.image("drawn")["placeholder"] == true)
            #expect(gallery.document["summary"]?["states"]?["modified"] == 2)
            for name in names { #expect(try gallery.image(name)["file"] == "images.json") }
            for file in gallery.files { #expect(package.exists(".image-assets/gallery/\(file)"), "\(file)") }
        }
    }

    @Test("references, masks and renditions are shown where they are, and what is not made yet is said")
    func parts() async throws {
        let package = try TestPackage()
        try package.write(png("basn2c08"), to: "Art/own.png")
        try package.writeManifest([
            image("parent", "P", #", "expect": { "minWidth": 1 }, "alt": "A parent""#),
            image(
                "child", "C",
                #", "references": ["Art/own.png", { "image": "parent" }], "renditions": "#
                    + #"[{ "output": "Web/child.png", "width": 8 }]"#),
        ])
        #expect(try await package.run("gallery").status == 0)
        let new = try package.gallery().image("child")
        guard case .array(let references)? = new["references"], case .array(let renditions)? = new["renditions"] else {
            return #expect(Bool(false))
        }
        #expect(references.map { $0["path"]?.string } == ["Art/own.png", "Images/parent.png"])
        #expect(references[0]["picture"]?["width"] == 32 && references[0]["problem"] == .null)
        #expect(references[1]["image"] == "parent" && references[1]["picture"] == .null)
        #expect(references[1]["problem"] == "the image parent is not made yet")
        #expect(renditions.map { $0["stateWord"]?.string } == ["new"])
        #expect(renditions[0]["picture"] == .null)
        let parent = try package.gallery().image("parent")
        #expect(parent["alt"] == "A parent" && parent["expectations"] == ["at least 1 pixel wide"])
    }

    @Test("a file that is only a Git LFS pointer is shown from the store, or said to be one")
    func pointer() async throws {
        try await made([image("a", "A")]) { package, _ in
            let asset = try #require(try package.entry("a")).asset
            try package.write(
                "version https://git-lfs.github.com/spec/v1\noid sha256:\(asset.sha256)\nsize \(asset.byteCount)\n",
                to: "Images/a.png")
            #expect(try await package.run("gallery").status == 0)
            #expect(try package.gallery().image("a")["picture"]?["sha256"]?.string == asset.sha256.hex)
            try package.remove(".image-assets")
            #expect(try await package.run("gallery").status == 0)
            let lost = try package.gallery().image("a")
            #expect(lost["picture"]?["file"] == .null)
            #expect(lost["picture"]?["problem"]?.string?.isEmpty == false)
        }
    }

    @Test("a lockfile with conflicts keeps nobody from looking")
    func conflict() async throws {
        try await made([image("a", "A")]) { package, _ in
            let text = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
            try package.write("<<<<<<< ours\n\(text)=======\n\(text)>>>>>>> theirs\n", to: "images.lock.json")
            let ended = try await package.run("gallery")
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.errors.contains("the lockfile has merge conflicts"))
            #expect(try package.gallery().image("a")["state"] == "upToDate")
        }
    }

    @Test("commands can be typed as they stand, with the manifest that they are about")
    func commands() async throws {
        let package = try TestPackage()
        let name = "art work/it's.json"
        try package.write(
            #"{ "version": 1, "service": "bettertoken", "images": [{ "name": "a", "prompt": "A" }] }"#, to: name)
        #expect(try await package.run("gallery", "--manifest", name).status == 0)
        let command = try #require(try package.gallery().image("a")["commands"]?["regenerate"]?.string)
        #expect(command == #"image-assets generate --regenerate a --manifest 'art work/it'\''s.json'"#)
    }
}
