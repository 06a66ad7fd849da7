import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRenditions
import Testing

@Suite("Colour spaces")
struct ColorTests {
    private func metadata(_ chunk: PNGChunk, _ picture: [UInt8] = [10, 20, 30, 255]) throws -> Rendered {
        try render(flat(8, 8, picture, chunks: [chunk]), form())
    }

    private func raw(_ name: String, _ data: [UInt8]) throws -> Data {
        // Our own writer knows no such chunk: behind IHDR, with its checksum.
        let bytes = try flat(8, 8)
        var crc: UInt32 = 0xffff_ffff
        for byte in Array(name.utf8) + data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 0 ? 0 : 0xedb8_8320) }
        }
        func u32(_ value: UInt32) -> Data { Data((0..<4).map { UInt8(value >> (24 - 8 * UInt32($0)) & 0xff) }) }
        return bytes[..<33] + u32(UInt32(data.count)) + Data(name.utf8) + Data(data) + u32(~crc) + bytes[33...]
    }

    @Test("without a profile sRGB is said")
    func none() throws {
        let made = try render(flat(8, 8), form())
        #expect(PNGChunk.first(.sRGB, of: made.bytes)?.data == Data([0]))
        #expect(PNGChunk.first(.colorProfile, of: made.bytes) == nil)
    }

    @Test("sRGB's own chunks, its gamma, its code points and its profile are sRGB")
    func sRGB() throws {
        let sources = [
            try raw("sRGB", [0]), try raw("gAMA", [0, 0, 0xb1, 0x8f]), try raw("cICP", [1, 13, 0, 1]),
            try flat(8, 8, chunks: [Profile.sRGB.chunk]),
        ]
        for source in sources {
            let made = try render(source, form())
            #expect(PNGChunk.first(.sRGB, of: made.bytes) != nil)
            #expect(PNGChunk.first(.colorProfile, of: made.bytes) == nil)
        }
    }

    @Test("another profile for RGB goes along to the byte, before the palette")
    func another() throws {
        let profile = Profile()
        let made = try metadata(profile.chunk)
        #expect(PNGChunk.first(.colorProfile, of: made.bytes) == profile.chunk)
        #expect(PNGChunk.first(.colorProfile, of: made.bytes)?.unpackedProfile == profile.bytes)
        #expect(PNGChunk.first(.sRGB, of: made.bytes) == nil)
    }

    @Test("no picture is grey beside a profile for RGB, and each is without")
    func grey() throws {
        #expect(try metadata(Profile().chunk, [80, 80, 80, 255]).facts.colorType == .palette)
        let source = try photograph(64, 64)
        let pixels = try Pixels(png: source)
        func grey(_ chunks: [PNGChunk]) throws -> PNGColorType {
            try render(
                draw(64, 64, chunks: chunks) { x, y in
                    let value = UInt8((x * 4 + y) % 256)
                    return [value, value, value, UInt8(clamping: 250 + y)]
                }, form()
            ).facts.colorType
        }
        #expect(pixels.width == 64)
        #expect(try grey([]) == .grayscaleAlpha)
        #expect(try grey([Profile().chunk]) == .rgba)
    }

    @Test("code points and a gamma other than sRGB's are errors that name them")
    func others() throws {
        #expect(
            try cause(raw("cICP", [9, 16, 0, 1])) == .colorSpace(.codePoints(primaries: 9, transfer: 16)))
        #expect(
            try cause(raw("cICP", [1, 13, 0, 0])) == .colorSpace(.codePoints(primaries: 1, transfer: 13)))
        #expect(try cause(raw("gAMA", [0, 1, 0x86, 0xa0])) == .colorSpace(.gamma(100_000)))
    }

    @Test("a profile for other samples is an error that names them")
    func spaces() throws {
        for (space, name) in [("GRAY", "GRAY"), ("CMYK", "CMYK"), ("Lab ", "Lab"), ("\u{1b}[2J", "?[2J")] {
            #expect(
                try cause(flat(8, 8, chunks: [Profile(space: space).chunk])) == .colorSpace(.profile(name)))
        }
    }

    @Test("a profile that is damaged is an error, whichever way it is")
    func damaged() throws {
        let sound = Profile().bytes
        var unsigned = sound
        unsigned[36] = 0
        var crowded = sound
        crowded[128] = 0x7f
        var outside = sound
        outside[128 + 4 + 8] = 0x7f
        let chunks = [
            PNGChunk(.colorProfile, Data()), PNGChunk(.colorProfile, Data("name".utf8)),
            PNGChunk(.colorProfile, Data("name\0\u{1}".utf8)), PNGChunk(.colorProfile, Data("\0\0".utf8)),
            PNGChunk(.colorProfile, Profile().chunk.data.dropLast()),
            Profile.chunk(of: sound, behind: Data([0])), Profile(surplus: 1).chunk, Profile(surplus: -1).chunk,
            Profile(surplus: 1 << 30).chunk, Profile(kind: "link").chunk, Profile.chunk(of: unsigned),
            Profile.chunk(of: crowded), Profile.chunk(of: outside), Profile.chunk(of: Data([0, 0, 0, 5, 1])),
            Profile.chunk(of: Data()),
        ]
        for chunk in chunks {
            guard case .undecodable(let words)? = try cause(flat(8, 8, chunks: [chunk])) else {
                Issue.record("it is taken: \(chunk.data.count) bytes")
                continue
            }
            #expect(words.hasPrefix("iCCP: "))
        }
    }

    @Test("a curve or a primary that is another makes it no sRGB")
    func near() throws {
        var curve = Profile.sRGB
        curve.curve[0] = 2.2
        var primary = Profile.sRGB
        primary.primaries[0][0] += 0.01
        for profile in [curve, primary] {
            #expect(PNGChunk.first(.colorProfile, of: try metadata(profile.chunk).bytes) == profile.chunk)
        }
    }
}
