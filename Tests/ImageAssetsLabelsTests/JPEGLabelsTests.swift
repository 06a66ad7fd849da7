import Foundation
import Testing

@testable import ImageAssetsLabels

struct JPEGLabelsTests {
    private static let aigc = Data(Files.aigc.utf8)

    private func labels(_ segments: [(marker: UInt8, data: Data)]) throws -> FileLabels {
        try #require(FileLabels(of: try Files.jpeg(segments)))
    }

    @Test func `each label is found in each of its segments`() throws {
        let box = Data("JP".utf8) + Data([0, 1, 0, 0, 0, 1]) + Files.c2pa
        let rows: [(UInt8, Data, ProvenanceLabel)] = [
            (0xe1, JPEGContainer.xmpSignature + Files.labelled, .iptc),
            (0xe1, JPEGContainer.xmpSignature + Files.packet("TC260:AIGC='{}'"), .aigc),
            (0xe1, JPEGContainer.exifSignature + Files.exif(Data("ASCII\0\0\0".utf8) + Self.aigc), .aigc),
            (0xea, Data("AIGC\0".utf8) + Self.aigc, .aigc), (0xe4, Self.aigc, .aigc), (0xfe, Self.aigc, .aigc),
            (0xeb, box, .c2pa),
        ]
        #expect(try labels([]).kinds.isEmpty)
        for (marker, data, kind) in rows { #expect(try labels([(marker, data)]).kinds == [kind], "\(marker)") }
        #expect(try labels(rows.map { ($0.0, $0.1) }).kinds == [.aigc, .c2pa, .iptc])
    }

    @Test func `C2PA's box is put together from its segments`() throws {
        let (first, second) = (Files.c2pa.prefix(60), Files.c2pa.dropFirst(60))
        let head = Data("JP".utf8) + Data([0, 7])
        let one = head + Data([0, 0, 0, 1]) + first
        let two = head + Data([0, 0, 0, 2]) + Files.c2pa.prefix(8) + second
        #expect(try labels([(0xeb, one), (0xeb, two)]).kinds == [.c2pa])
        #expect(try labels([(0xeb, one)]).kinds.isEmpty)
        #expect(try labels([(0xeb, two)]).kinds.isEmpty)
    }

    @Test func `the second part of a large packet is not taken for one, nor what follows the image data`() throws {
        let extended = Data("http://ns.adobe.com/xmp/extension/\0".utf8) + Data(repeating: 0x30, count: 40)
        #expect(try labels([(0xe1, extended + Files.labelled)]).kinds.isEmpty)
        #expect(try labels([(0xe1, Files.labelled), (0xe1, Data())]).kinds.isEmpty)
        let behind = try Files.jpeg() + Data([0xff, 0xe4]) + Files.big(Self.aigc.count + 2, 2) + Self.aigc
        #expect(FileLabels(of: behind)?.kinds == [])
    }

    @Test func `whatever is cut off is read within its bounds`() throws {
        let bytes = try Files.jpeg([(0xe1, JPEGContainer.xmpSignature + Files.labelled)])
        for count in stride(from: 3, to: bytes.count, by: 1) { _ = FileLabels(of: bytes.prefix(count)) }
        #expect(FileLabels(of: bytes.dropFirst()) == nil)
    }
}

struct JPEGContainerTests {
    @Test func `segments go behind JFIF's own, and all else stays`() throws {
        let bytes = try Files.jpeg()
        let result = try #require(
            JPEGContainer.inserting(xmp: Data("<x/>".utf8), exif: Data("MM".utf8), icc: Data("icc".utf8), into: bytes))
        let inserted =
            Data([0xff, 0xe1, 0, 10]) + Data("Exif\0\0MM".utf8)
            + Data([0xff, 0xe1, 0, 35]) + Data("http://ns.adobe.com/xap/1.0/\0<x/>".utf8)
            + Data([0xff, 0xe2, 0, 19]) + Data("ICC_PROFILE\0".utf8) + Data([1, 1]) + Data("icc".utf8)
        #expect(result == bytes.prefix(20) + inserted + bytes.dropFirst(20))
        #expect(JPEGContainer.inserting(xmp: nil, exif: nil, icc: nil, into: bytes) == bytes)
        #expect(JPEGContainer.inserting(xmp: nil, exif: nil, icc: nil, into: try Files.png()) == nil)
    }

    @Test func `without JFIF's segment they are the first`() throws {
        let bytes = try Files.read("References/cmyk.jpg")
        let result = try #require(JPEGContainer.inserting(xmp: Data("<x/>".utf8), exif: nil, icc: nil, into: bytes))
        #expect(result.prefix(6) == Data([0xff, 0xd8, 0xff, 0xe1, 0, 35]))
    }

    @Test func `a packet has room up to a segment's length, and not beyond`() throws {
        let bytes = try Files.jpeg()
        #expect(JPEGContainer.maximumPacket == 65_504)
        func inserting(_ count: Int) -> Data? {
            JPEGContainer.inserting(xmp: Data(count: count), exif: nil, icc: nil, into: bytes)
        }
        let largest = try #require(inserting(JPEGContainer.maximumPacket))
        #expect(largest[20..<24] == Data([0xff, 0xe1, 0xff, 0xff]))
        #expect(inserting(JPEGContainer.maximumPacket + 1) == nil)
    }

    @Test func `a profile is spread over numbered segments`() throws {
        let profile = Data((0..<140_000).map { UInt8(truncatingIfNeeded: $0 >> 3) })
        let bytes = try #require(JPEGContainer.inserting(xmp: nil, exif: nil, icc: profile, into: try Files.jpeg()))
        var (read, numbers) = (Data(), [[UInt8]]())
        bytes.withUnsafeBytes { buffer in
            var at = 2
            while let segment = JPEGSegment(in: buffer, at: &at), segment.marker != 0xda {
                guard segment.marker == 0xe2 else { continue }
                read += segment.content.dropFirst(14)
                numbers.append(Array(segment.content[12..<14]))
            }
        }
        #expect(read == profile)
        #expect(numbers == [[1, 3], [2, 3], [3, 3]])
        #expect(JPEGContainer.inserting(xmp: nil, exif: nil, icc: Data(count: 65_519 * 255 + 1), into: bytes) == nil)
    }
}
