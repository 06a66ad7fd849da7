import Foundation
import Testing

@testable import ImageAssetsLabels

struct WebPLabelsTests {
    private static let aigc = Data(Files.aigc.utf8)

    @Test func `each label is found in each of its chunks`() throws {
        let block = Files.exif(Data("ASCII\0\0\0".utf8) + Self.aigc)
        let rows: [(name: String, data: Data, kind: ProvenanceLabel)] = [
            ("XMP ", Files.labelled, .iptc), ("XMP ", Files.packet("TC260:AIGC='{}'"), .aigc), ("EXIF", block, .aigc),
            ("EXIF", Data("Exif\0\0".utf8) + block, .aigc), ("C2PA", Files.c2pa, .c2pa),
        ]
        #expect(FileLabels(of: try Files.webP())?.kinds == [])
        for (name, data, kind) in rows { #expect(FileLabels(of: try Files.webP([(name, data)]))?.kinds == [kind]) }
        #expect(FileLabels(of: try Files.webP(rows.map { ($0.name, $0.data) }))?.kinds == [.aigc, .c2pa, .iptc])
    }

    @Test func `what is cut off or follows the declared length is not there`() throws {
        let bytes = try Files.webP([("XMP ", Files.labelled)])
        for count in 12..<bytes.count { #expect(FileLabels(of: bytes.prefix(count))?.kinds == []) }
        #expect(FileLabels(of: bytes.dropFirst()) == nil)
        let behind = try Files.webP() + bytes.suffix(Files.labelled.count + 8)
        #expect(FileLabels(of: behind)?.kinds == [])
    }
}

struct WebPContainerTests {
    private func inserting(
        _ name: String, xmp: Data? = Data("<x/>".utf8), exif: Data? = nil, icc: Data? = nil, hasAlpha: Bool = false
    ) throws -> WebPChunks {
        let bytes = try #require(
            WebPContainer.inserting(
                xmp: xmp, exif: exif, icc: icc, into: try Files.webP(name), width: 16, height: 12, hasAlpha: hasAlpha))
        #expect(bytes.count % 2 == 0)
        #expect(bytes[4..<8] == WebPChunks.number(bytes.count - 8, 4))
        return WebPChunks(bytes)
    }

    @Test(arguments: ["lossy", "lossless", "lossless-alpha", "alpha", "exif"])
    func `whichever form it had, the extended one has its header, profile, image data and the rest`(_ name: String)
        throws
    {
        let file = try inserting(name, exif: Data("MM*".utf8), icc: Data("icc".utf8), hasAlpha: name.contains("alpha"))
        let image = WebPChunks(try Files.webP(name)).chunks.filter { ["VP8 ", "VP8L", "ALPH"].contains($0.name) }
        #expect(file.chunks.map(\.name) == ["VP8X", "ICCP"] + image.map(\.name) + ["EXIF", "XMP "])
        #expect(file.chunks.filter { ["VP8 ", "VP8L", "ALPH"].contains($0.name) }.map(\.data) == image.map(\.data))
        let flags: UInt8 = name.contains("alpha") ? 0x3c : 0x2c
        #expect(file.chunks[0].data == Data([flags, 0, 0, 0, 15, 0, 0, 11, 0, 0]))
        // Odd ones, with their padding left out again.
        #expect(file.chunks[1].data == Data("icc".utf8))
        #expect(file.chunks.suffix(2).map(\.data) == [Data("MM*".utf8), Data("<x/>".utf8)])
    }

    @Test func `flags are those of what is there, and a header that says alpha or animation is believed`() throws {
        #expect(try inserting("lossy", xmp: nil).chunks[0].data[0] == 0)
        #expect(try inserting("lossy").chunks[0].data[0] == 0x04)
        #expect(try inserting("exif", xmp: nil).chunks.map(\.name) == ["VP8X", "VP8 "])
        #expect(try inserting("alpha").chunks[0].data[0] & 0x10 != 0)
        #expect(try inserting("animated").chunks[0].data[0] & 0x02 != 0)
    }

    @Test func `no WebP, none with image data, and sides that are none give nothing`() throws {
        func inserting(_ bytes: Data, width: Int = 16) -> Data? {
            WebPContainer.inserting(
                xmp: nil, exif: nil, icc: nil, into: bytes, width: width, height: 1, hasAlpha: false)
        }
        let bytes = try Files.webP()
        #expect(inserting(try Files.png()) == nil)
        #expect(inserting(bytes.prefix(40)) == nil)
        #expect(inserting(bytes, width: 0) == nil)
        #expect(inserting(bytes, width: 1 << 24 + 1) == nil)
        #expect(inserting(bytes, width: 1 << 24) != nil)
    }
}
