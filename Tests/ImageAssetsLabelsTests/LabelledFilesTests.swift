import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsLabels

/// Whole files as they are published. `.ci/labels` reads the same by ExifTool and Pillow.
struct LabelledFilesTests {
    private static let asset = SHA256Digest(of: Data("asset".utf8))
    private static let label = RenditionLabel(
        digitalSourceType: RenditionLabel.trained, system: "gpt-image-2", prompt: "A fox & a \u{1F98A}",
        alt: "Ein roter Fuchs, \"schlau\"", credit: "Förster & Co", copyright: "© 2026 Förster & Co")

    /// What an asset may have: all three labels, in all forms, and more to keep.
    private func asset() throws -> FileLabels {
        let comment = Data("ASCII\0\0\0".utf8) + Data(Files.aigc.utf8)
        return FileLabels(
            try PNGInfo(
                decoding: Files.png([
                    Files.itxt("XML:com.adobe.xmp", try Files.read("Labels/own.xmp")), ("eXIf", Files.exif(comment)),
                    ("caBX", Files.c2pa), ("tEXt", Data("AIGC\0\(Files.aigc)".utf8)),
                ])))
    }

    /// A file that is checked in, as `expectGolden` does it for texts.
    private func expect(_ bytes: Data, at name: String) throws {
        let file = fixtures.appendingPathComponent("Labels/\(name)")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil { try bytes.write(to: file) }
        #expect(try bytes == Data(contentsOf: file), "it differs from Fixtures/Labels/\(name)")
    }

    @Test(arguments: ["new", "merged"])
    func `labels are written into each format and read back, but for C2PA's`(_ name: String) throws {
        let own = name == "new" ? FileLabels() : try asset()
        let kinds: Set<ProvenanceLabel> = name == "new" ? [.iptc] : [.aigc, .iptc]
        func packet(_ format: RenditionFormat) -> Data { Self.label.packet(for: Self.asset, carrying: own, format) }
        let png = try Files.png(
            FileLabels.chunks(xmp: packet(.png), aigc: own.aigc).map { ($0.name.rawValue, $0.data) })
        let jpeg = try #require(
            JPEGContainer.inserting(xmp: packet(.jpeg), exif: own.aigc?.exif, icc: nil, into: try Files.jpeg()))
        let webP = try #require(
            WebPContainer.inserting(
                xmp: packet(.webp), exif: own.aigc?.exif, icc: nil, into: try Files.webP("lossless-alpha"), width: 16,
                height: 12, hasAlpha: true))
        for (bytes, ending) in [(png, "png"), (jpeg, "jpg"), (webP, "webp")] {
            let labels = try #require(FileLabels(of: bytes))
            #expect(labels.kinds == kinds)
            #expect(labels.xmp?.bytes == packet(.png))
            #expect(labels.aigc?.json == own.aigc?.json)
            #expect(labels.aigc?.exif == own.aigc?.exif)
            #expect(labels.aigc?.text == (ending == "png" ? own.aigc?.text : nil))
            try expect(bytes, at: "\(name).\(ending)")
        }
        #expect(try PNGInfo(decoding: png).trailingBytes == 0)
    }

    @Test func `what is said is what the manifest and the lockfile say`() throws {
        let packet = try #require(XMPPacket(Self.label.packet(for: Self.asset, carrying: FileLabels(), .png)))
        #expect(
            packet.values == [
                .digitalSourceType: RenditionLabel.trained, .systemUsed: "gpt-image-2",
                .promptInformation: "A fox & a \u{1F98A}", .altText: "Ein roter Fuchs, \"schlau\"",
                .description: "Ein roter Fuchs, \"schlau\"", .identifier: "sha256:\(Self.asset.hex)",
                .credit: "Förster & Co", .rights: "© 2026 Förster & Co",
            ])
    }

    @Test func `nothing is claimed for a person's file, and what it says of itself stays`() throws {
        let label = RenditionLabel(alt: "ours", credit: "ours")
        let own = FileLabels(
            try PNGInfo(
                decoding: Files.png([
                    Files.itxt(
                        "XML:com.adobe.xmp",
                        Files.packet(
                            "Iptc4xmpExt:AIPromptInformation='theirs' dc:description='theirs' dc:identifier='theirs'"))
                ])))
        let values = XMPPacket(label.packet(for: Self.asset, carrying: own, .png))?.values
        #expect(
            values == [
                .promptInformation: "theirs", .description: "theirs", .identifier: "theirs", .altText: "ours",
                .credit: "ours",
            ])
    }

    @Test func `the prompt that a service put into its file is told only where the manifest says so`() throws {
        let own = FileLabels(
            try PNGInfo(
                decoding: Files.png([
                    Files.itxt("XML:com.adobe.xmp", Files.packet("Iptc4xmpExt:AIPromptInformation='secret'"))
                ])))
        let label = RenditionLabel(digitalSourceType: RenditionLabel.trained)
        #expect(!label.packet(for: Self.asset, carrying: own, .png).contains("secret"))
    }

    @Test(arguments: [nil, RenditionLabel.trained])
    func `a packet too large for a JPEG keeps what is known of it`(_ type: String?) throws {
        let filler = String(repeating: "x", count: JPEGContainer.maximumPacket)
        let own = FileLabels(
            try PNGInfo(
                decoding: Files.png([
                    Files.itxt(
                        "XML:com.adobe.xmp",
                        Files.packet("Iptc4xmpExt:DigitalSourceType='theirs' dc:rights='theirs' dc:format='\(filler)'"))
                ])))
        let label = RenditionLabel(digitalSourceType: type, alt: "ours")
        #expect(label.packet(for: Self.asset, carrying: own, .webp).contains(filler))
        let packet = try #require(XMPPacket(label.packet(for: Self.asset, carrying: own, .jpeg)))
        #expect(packet.bytes.count < 2000)
        #expect(
            packet.values == [
                .digitalSourceType: type ?? "theirs", .rights: "theirs", .altText: "ours", .description: "ours",
                .identifier: "sha256:\(Self.asset.hex)",
            ])
    }

    @Test func `what is known and does not fit into a JPEG stays out of it, and the rest comes along`() throws {
        let filler = String(repeating: "x", count: JPEGContainer.maximumPacket)
        let own = FileLabels(
            try PNGInfo(
                decoding: Files.png([
                    Files.itxt(
                        "XML:com.adobe.xmp",
                        Files.packet("Iptc4xmpExt:AISystemUsed='theirs' dc:description='theirs' dc:rights='\(filler)'"))
                ])))
        let bytes = RenditionLabel(alt: "ours").packet(for: Self.asset, carrying: own, .jpeg)
        #expect(bytes.count <= JPEGContainer.maximumPacket)
        let values = try #require(XMPPacket(bytes)).values
        #expect(values[.rights] == nil)
        #expect(values[.description] == "theirs" && values[.systemUsed] == "theirs" && values[.altText] == "ours")
    }
}

extension Data {
    fileprivate func contains(_ text: String) -> Bool { range(of: Data(text.utf8)) != nil }
}
