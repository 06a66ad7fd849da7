import Foundation
import PNGCoding
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
        let provenance = Sketch.Chunk("caBX", Array("jumb".utf8))
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

    @Test("an animation is accepted by its default image, and told as such; later frames are not looked at")
    func animation() throws {
        let control = Sketch.Chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0])
        let frame = Sketch.Chunk("fdAT", [0, 0, 0, 1, 0xff])
        #expect(try info(before: [control], after: [.init("fcTL"), frame]).isAnimated)
        #expect(try !info(after: [control, frame]).isAnimated)
    }
}
