import Foundation
import ImageAssetsPNG
import Testing

@Suite("Metadata")
struct MetadataTests {
    private func info(before: [Sketch.Chunk] = [], after: [Sketch.Chunk] = []) throws -> PNGInfo {
        var chunks = Faults.good.chunks
        chunks.insert(contentsOf: after, at: 2)
        chunks.insert(contentsOf: before, at: 1)
        return try PNGInfo(decoding: Sketch(chunks).bytes)
    }

    @Test("the colour profile is the one that readers prefer, wherever the others are")
    func profile() throws {
        let gamma = Sketch.Chunk("gAMA", [0, 0, 0xb1, 0x8f])
        let srgb = Sketch.Chunk("sRGB", [0])
        let icc = Sketch.Chunk("iCCP", Array("Display P3\0\0".utf8) + [1, 2, 3])
        let points = Sketch.Chunk("cICP", [9, 16, 0, 1])
        #expect(try info().metadata.colorProfile == nil)
        #expect(try info(before: [gamma]).metadata.colorProfile == .gamma(45_455))
        #expect(try info(before: [gamma, srgb]).metadata.colorProfile == .sRGB)
        #expect(try info(before: [icc, srgb, gamma]).metadata.colorProfile == .icc(name: "Display P3"))
        #expect(
            try info(before: [icc, points]).metadata.colorProfile
                == .codePoints(primaries: 9, transfer: 16, matrix: 0, fullRange: true))
    }

    @Test("provenance, Exif and text keys are seen before and after the image data")
    func facts() throws {
        let provenance = Sketch.Chunk("caBX", Provenance.store())
        let exif = Sketch.Chunk("eXIf", Array("MM".utf8))
        #expect(try info(before: [provenance]).metadata.hasProvenance)
        #expect(try info(after: [provenance]).metadata.hasProvenance)
        #expect(try !info(after: [exif]).metadata.hasProvenance)
        #expect(try info(after: [exif]).metadata.hasExif)
        let texts: [Sketch.Chunk] = [
            .init("tEXt", Array("Title\0A".utf8)), .init("iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0<x/>".utf8)),
            .init("tEXt", Array("Title\0B".utf8)), .init("tEXt", [0xc9, 0x1b, 0x6e, 0]), .init("tEXt", [0x61, 0x62]),
        ]
        #expect(try info(before: texts).metadata.textKeys == ["Title", "XML:com.adobe.xmp", "Én"])
    }

    @Test("keys beyond the limit are not kept")
    func manyKeys() throws {
        let texts = (0..<300).map { Sketch.Chunk("tEXt", Array("Key \($0)\0".utf8)) }
        #expect(try info(before: texts).metadata.textKeys.count == PNGMetadata.maximumTextKeys)
    }

    @Test(
        "a chunk of provenance that is no manifest store of C2PA is none",
        arguments: [
            [], Array("jumb".utf8), Array("junk in a chunk of this name".utf8), Array(repeating: 0, count: 200),
            Provenance.store(length: 1 << 20), Provenance.store() + [0], Array(Provenance.store().dropLast()),
            Provenance.store([]), Provenance.store([0, 0, 0, 4] + Array("jumb".utf8)),
            Provenance.store(type: Array(repeating: 7, count: 16)), Provenance.box("jumb", Provenance.manifest),
            Provenance.box("free", Array(Provenance.store().dropFirst(8))), Provenance.manifest,
        ])
    func noProvenance(data: [UInt8]) throws {
        #expect(try !info(before: [.init("caBX", data)]).metadata.hasProvenance)
    }

    @Test("a manifest store's length may be left open, or stand behind its type")
    func lengthsOfProvenance() throws {
        let content = Array(Provenance.store().dropFirst(8))
        let long: [UInt8] = [0, 0, 0, 1] + Array("jumb".utf8) + [0, 0, 0, 0] + bigEndian(UInt32(content.count + 16))
        #expect(try info(before: [.init("caBX", Provenance.store(length: 0))]).metadata.hasProvenance)
        #expect(try info(before: [.init("caBX", long + content)]).metadata.hasProvenance)
        #expect(try !info(before: [.init("caBX", Array(long + content).dropLast())]).metadata.hasProvenance)
    }

    @Test("a keyword of control characters is none, neither a text's nor a profile's")
    func emptyKeywords() throws {
        let chunks = ["tEXt", "zTXt", "iTXt", "iCCP"].map { Sketch.Chunk($0, [1, 0x9f, 0x1b, 0, 0, 9]) }
        let metadata = try info(before: chunks).metadata
        #expect(metadata.textKeys.isEmpty)
        #expect(metadata.colorProfile == .icc(name: nil))
    }

    private func control(_ frames: UInt32) -> Sketch.Chunk { .init("acTL", bigEndian(frames) + [0, 0, 0, 0]) }

    private let frameControl = Sketch.Chunk("fcTL", Array(repeating: 0, count: 26))

    @Test("an animation is accepted by its default image, and told as such; later frames are not looked at")
    func animation() throws {
        let frame = Sketch.Chunk("fdAT", [0, 0, 0, 1, 0xff])
        #expect(try info(before: [control(2)], after: [.init("fcTL"), frame]).isAnimated)
        #expect(try info(before: [frameControl, control(2)], after: [.init("fcTL"), frame]).isAnimated)
        #expect(try info(before: [control(0x7fff_ffff)]).isAnimated)
        #expect(try !info(after: [control(2), frame]).isAnimated)
    }

    @Test("one frame is an animation only where the default image is not that frame")
    func oneFrame() throws {
        #expect(try !info(before: [control(1), frameControl]).isAnimated)
        #expect(try !info(before: [frameControl, control(1)]).isAnimated)
        #expect(try info(before: [control(1)], after: [frameControl]).isAnimated)
        // What is no frame control does not make the default image a frame.
        #expect(try info(before: [control(1), .init("fcTL", [0])]).isAnimated)
    }

    @Test("an announcement that cannot be is none", arguments: [0, 0x8000_0000, 0xffff_ffff] as [UInt32])
    func impossibleAnimation(frames: UInt32) throws {
        #expect(try !info(before: [control(frames)]).isAnimated)
        #expect(try !info(before: [.init("acTL", [0, 0, 0, 2, 0, 0, 0])]).isAnimated)
        #expect(try !info(before: [.init("acTL", [0, 0, 0, 2, 0, 0, 0, 0, 0])]).isAnimated)
    }
}
