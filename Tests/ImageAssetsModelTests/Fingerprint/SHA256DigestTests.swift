import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import Testing

@Suite("A digest is written and read as 64 hexadecimal digits")
struct SHA256DigestTests {
    @Test("zeros at the start of any part are kept")
    func zeros() throws {
        let hex = "0000000000000000" + "000000000000000a" + "0123456789abcdef" + "00000000deadbeef"
        let digest = try #require(SHA256Digest(hex: hex))
        #expect(digest.hex == hex)
        #expect(digest.short == "000000000000")
        #expect(SHA256Digest(hex: String(repeating: "f", count: 64))?.hex == String(repeating: "f", count: 64))
    }

    @Test("what was computed reads back as itself")
    func computed() {
        let digest = SHA256Digest(of: Data())
        #expect(digest.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(SHA256Digest(hex: digest.hex) == digest)
    }

    @Test("anything but 64 lower-case hexadecimal digits is none")
    func strict() {
        let hex = String(repeating: "0a", count: 32)
        #expect(SHA256Digest(hex: hex) != nil)
        for wrong in [
            "", String(hex.dropLast()), hex + "0", hex.uppercased(), "0x" + hex.dropFirst(2), " " + hex.dropFirst(),
            "+" + hex.dropFirst(), "g" + hex.dropFirst(), "ä" + hex.dropFirst(2),
        ] {
            #expect(SHA256Digest(hex: wrong) == nil, "\(wrong)")
        }
    }

    @Test("digests sort as their digits do")
    func order() {
        let digests = (0..<64).map { SHA256Digest(of: Data([UInt8($0)])) }
        #expect(digests.sorted().map(\.hex) == digests.map(\.hex).sorted())
    }
}
