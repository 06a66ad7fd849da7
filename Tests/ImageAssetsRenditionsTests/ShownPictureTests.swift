import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsRenditions

@Suite("Pictures that are shown") struct ShownPictureTests {
    private func thumbnail(_ bytes: Data) throws -> Data? {
        try ShownPicture(decoding: bytes, limits: .default).thumbnail()
    }

    @Test("a thumbnail shows what a rendition of its size shows", arguments: [false, true])
    func looksTheSame(alpha: Bool) throws {
        let bytes = try photograph(1000, 100, alpha: alpha)
        let small = try Pixels(png: try #require(try thumbnail(bytes)))
        #expect((small.width, small.height) == (480, 48))
        #expect(small == (try Pixels(png: try render(bytes, form(.png, 480)).bytes)))
    }

    @Test("every colour type and depth has one", arguments: PNGColorType.allCases, [8, 16])
    func colorTypes(colorType: PNGColorType, depth: Int) throws {
        guard depth == 8 || colorType != .palette else { return }
        let palette = colorType == .palette ? [PNGWriter.Color(200, 100, 50, alpha: 128)] : []
        let bytes = try PNGWriter.encode(
            width: 600, height: 5, colorType: colorType, bitDepth: depth, palette: palette
        ) { _, row in
            for index in 0..<row.count { row[index] = colorType == .palette ? 0 : 0x80 }
        }
        let small = try Pixels(png: try #require(try thumbnail(bytes)))
        #expect((small.width, small.height) == (480, 4))
        let hasAlpha = colorType == .rgba || colorType == .grayscaleAlpha
        let wanted: [UInt8] = colorType == .palette ? [200, 100, 50, 128] : [128, 128, 128, hasAlpha ? 128 : 255]
        #expect(small == Pixels(width: 480, height: 4, samples: Array(repeating: wanted, count: 1920).flatMap { $0 }))
    }

    @Test("an interlaced picture has the same one")
    func interlaced() throws {
        let bytes = try Data(contentsOf: fixtures.appendingPathComponent("PngSuite/basi2c08.png"))
        let plain = try Data(contentsOf: fixtures.appendingPathComponent("PngSuite/basn2c08.png"))
        let pictures = try [bytes, plain].map { try ShownPicture(decoding: $0, limits: .default) }
        #expect(try PictureDifference(from: pictures[0], to: pictures[1]).share == 0)
    }

    @Test("a colour profile goes along, and sRGB is said where the picture says nothing")
    func colors() throws {
        let profile = Profile().chunk
        let bytes = try #require(try thumbnail(try flat(600, 2, chunks: [profile])))
        #expect(PNGChunk.first(.colorProfile, of: bytes) == profile)
        let plain = try #require(try thumbnail(try flat(600, 2)))
        #expect(PNGChunk.first(.sRGB, of: plain) != nil)
        #expect(PNGChunk.first(.colorProfile, of: plain) == nil)
    }

    @Test("colours that no other file can be given, and pictures that are small, are shown as they are")
    func none() throws {
        #expect(try thumbnail(try flat(600, 2, chunks: [Profile(space: "GRAY").chunk])) == nil)
        #expect(try thumbnail(try flat(480, 960)) == nil)
    }

    @Test("the same numbers in other colours are not compared, and sRGB is the same however it is said")
    func profiles() throws {
        let plain = try ShownPicture(decoding: try flat(8, 8), limits: .default)
        let wide = try ShownPicture(decoding: try flat(8, 8, chunks: [Profile().chunk]), limits: .default)
        let named = try ShownPicture(decoding: try flat(8, 8, chunks: [Profile.sRGB.chunk]), limits: .default)
        #expect(throws: PictureDifference.Fault.colors) { try PictureDifference(from: plain, to: wide) }
        #expect(try PictureDifference(from: wide, to: wide).share == 0)
        #expect(try PictureDifference(from: plain, to: named).share == 0)
    }

    @Test("a damaged file is none")
    func damaged() throws {
        let bytes = try photograph(40, 30)
        #expect(throws: RenditionFailure.self) {
            try ShownPicture(decoding: bytes.dropLast(30), limits: .default)
        }
    }
}
