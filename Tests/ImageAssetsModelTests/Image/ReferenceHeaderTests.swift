import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import Testing

/// The files under Fixtures/References: one of each kind that programs write.
@Suite struct ReferenceHeaderTests {
    private static let folder = fixtures.appendingPathComponent("References")
    private static let jpegNames = ["baseline", "progressive", "grey", "cmyk", "restarts"]
    private static let webpNames = ["lossy", "lossless", "alpha", "lossless-alpha", "exif", "animated"]

    private func jpeg(_ name: String) throws -> Data {
        try Data(contentsOf: Self.folder.appendingPathComponent(name + ".jpg"))
    }

    private func webp(_ name: String) throws -> Data {
        try Data(contentsOf: Self.folder.appendingPathComponent(name + ".webp"))
    }

    @Test(
        "every kind of JPEG is right, also with something behind its end, and wrong when it is cut",
        arguments: jpegNames)
    func jpegs(name: String) throws {
        let bytes = try jpeg(name)
        #expect(JPEGHeader.fault(in: bytes) == nil)
        #expect(JPEGHeader.fault(in: bytes + bytes) == nil)
        for count in 3..<bytes.count {
            #expect(JPEGHeader.fault(in: bytes.prefix(count)) != nil, "\(count) bytes")
        }
    }

    @Test(
        "every kind of WebP is right, also with something behind its end, and wrong when it is cut",
        arguments: webpNames)
    func webps(name: String) throws {
        let bytes = try webp(name)
        #expect(WebPHeader.fault(in: bytes) == nil)
        #expect(WebPHeader.fault(in: bytes + Data(count: 100)) == nil)
        for count in 12..<bytes.count {
            #expect(WebPHeader.fault(in: bytes.prefix(count)) != nil, "\(count) bytes")
        }
    }

    @Test("the size is that of the header, of whatever kind", arguments: jpegNames + webpNames)
    func sizes(name: String) throws {
        let isJPEG = Self.jpegNames.contains(name)
        let (type, bytes): (ReferenceType, Data) = try isJPEG ? (.jpeg, jpeg(name)) : (.webp, webp(name))
        #expect(type.size(in: bytes) == PixelSize(width: 16, height: 12))
        #expect(type.size(in: bytes.prefix(12)) == nil)
    }

    @Test("of a PNG it stands in its first chunk")
    func sizeOfPNG() throws {
        let bytes = try Data(contentsOf: fixtures.appendingPathComponent("PngSuite/s37i3p04.png"))
        #expect(ReferenceType.png.size(in: bytes) == PixelSize(width: 37, height: 37))
        for count in 0..<24 { #expect(ReferenceType.png.size(in: bytes.prefix(count)) == nil) }
        #expect(ReferenceType.png.size(in: Data(count: 24)) == nil)
        #expect(ReferenceType.png.size(in: bytes.prefix(16) + Data(count: 8)) == nil)
    }

    @Test("of a WebP with a canvas it is that, and a picture of its own in front of none counts")
    func canvas() {
        let canvas: [UInt8] = [0, 0, 0, 0, 0xff, 0x01, 0, 0xff, 0, 0]
        let extended = Data(Self.webp([("VP8X", canvas), ("VP8 ", Self.lossy)]))
        #expect(WebPHeader.size(in: extended) == PixelSize(width: 512, height: 256))
        #expect(WebPHeader.size(in: Data(Self.webp([("VP8 ", Self.lossy)]))) == PixelSize(width: 16, height: 12))
    }

    private static let start: [UInt8] = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2]
    private static let frame: [UInt8] = [0xff, 0xc0, 0, 11, 8, 0, 12, 0, 16, 1, 1, 0x11, 0]
    private static let scan: [UInt8] = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3]
    private static let end: [UInt8] = [0xff, 0xd9]

    private static let jpegCases: [([UInt8], String?)] = [
        (start + frame + scan + end, nil), (start + [0xff, 0xff, 0xff] + frame + scan + end, nil),
        (start, "it ends in its header"), (start + [0xff], "it ends in its header"),
        (start + [0xff, 0xff, 0xff], "it ends in its header"), (start + frame.prefix(6), "it ends in its header"),
        (start + frame.prefix(3), "it ends in its header"),
        (start + [0], "it ends in its header"), (start + [0, 0] + frame, "there is no marker at byte 8"),
        (start + [0xff, 0] + frame, "there is no marker at byte 8"),
        (start + [0xff, 0xe1, 0, 1] + frame, "there is no marker at byte 8"),
        (start + Array(repeating: 0xff, count: 1_000) + frame, "there is no marker at byte 8"),
        (start + scan + end, "its image data come before its size"), (start + frame + end, "it has no image data"),
        (start + frame + scan, "it has no end, as if it were cut off"),
        (start + [0xff, 0xc0, 0, 11, 8, 0, 0, 0, 16, 1, 1, 0x11, 0] + scan + end, "it is 16x0"),
        (start + [0xff, 0xc2, 0, 11, 8, 0, 12, 0, 0, 1, 1, 0x11, 0] + scan + end, "it is 0x12"),
        (start + [0xff, 0xc0, 0, 11, 8, 0, 12, 0, 16, 3, 1, 0x11, 0] + scan + end, "its size is cut off"),
        (start + [0xff, 0xc0, 0, 2] + scan + end, "its size is cut off"),
        // Tables of codes are no size.
        (start + [0xff, 0xc4, 0, 3, 0] + scan + end, "its image data come before its size"),
        (
            start + Array(repeating: [0xff, 0xfe, 0, 2] as [UInt8], count: 70_000).joined(),
            "it has more than 65536 segments"
        ),
    ]

    @Test("each fault of a JPEG's header is told as what it is", arguments: jpegCases)
    func jpegFaults(bytes: [UInt8], fault: String?) {
        #expect(JPEGHeader.fault(in: Data(bytes)) == fault)
    }

    private static func little(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

    private static func webp(_ chunks: [(String, [UInt8])], length: Int? = nil) -> [UInt8] {
        var body: [UInt8] = []
        for (name, data) in chunks {
            body += Array(name.utf8) + little(data.count) + data
            if data.count % 2 == 1 { body.append(0) }
        }
        return Array("RIFF".utf8) + little(length ?? body.count + 4) + Array("WEBP".utf8) + body
    }

    private static let lossy: [UInt8] = [0, 0, 0, 0x9d, 0x01, 0x2a, 16, 0, 12, 0, 1, 2]

    private static let webpCases: [([UInt8], String?)] = [
        (webp([("VP8 ", lossy)]), nil), (webp([("VP8X", Array(repeating: 0, count: 10)), ("VP8 ", lossy)]), nil),
        (webp([("VP8L", [0x2f, 1, 2, 3, 4, 5])]), nil),
        (webp([]), "it has no image data"), (webp([("EXIF", [1, 2])]), "it has no image data"),
        (webp([("VP8 ", lossy)], length: 33), "it declares 41 bytes and has 32, as if it were cut off"),
        (webp([("VP8 ", lossy)], length: 22), "it ends in a chunk"),
        (webp([("VP8 ", Array(lossy.prefix(10)))]), "its image data do not begin as they must"),
        (webp([("VP8 ", [1] + lossy.dropFirst())]), "its image data do not begin as they must"),
        (webp([("VP8 ", [0, 0, 0, 0x9d, 0x01, 0x2a, 0, 0xc0, 12, 0, 1, 2])]), "it is 0x12"),
        (webp([("VP8L", [0x2e, 1, 2, 3, 4, 5])]), "its image data do not begin as they must"),
        (webp([("VP8L", [0x2f, 1, 2, 3, 0x20, 5])]), "its image data do not begin as they must"),
        (webp([("ANMF", Array(repeating: 0, count: 16))]), "its first frame is empty"),
        (webp(Array(repeating: ("EXIF", []), count: 70_000)), "it has more than 65536 chunks"),
    ]

    @Test("each fault of a WebP's header is told as what it is", arguments: webpCases)
    func webpFaults(bytes: [UInt8], fault: String?) {
        #expect(WebPHeader.fault(in: Data(bytes)) == fault)
    }
}
