import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsLabels

/// Pictures of which nothing is said, and what others put into such files.
enum Files {
    static func png() throws -> Data { try read("PngSuite/basn2c08.png") }
    static func jpeg() throws -> Data { try read("References/baseline.jpg") }
    static func webP(_ name: String = "lossy") throws -> Data { try read("References/\(name).webp") }
    static func read(_ path: String) throws -> Data { try Data(contentsOf: fixtures.appendingPathComponent(path)) }

    /// - Parameter behind: the image data; else in front of them.
    static func png(_ chunks: [(name: String, data: Data)], behind: Bool = false) throws -> Data {
        var bytes = try png()
        let place = try #require(bytes.range(of: Data((behind ? "IEND" : "IDAT").utf8))).lowerBound - 4
        let written = chunks.reduce(into: Data()) { $0 += chunk($1.name, $1.data) }
        bytes.insert(contentsOf: written, at: place)
        return bytes
    }

    private static func chunk(_ name: String, _ data: Data) -> Data {
        let body = Data(name.utf8) + data
        return big(data.count, 4) + body + big(Int(crc32(of: body)), 4)
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(byte) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }

    private static func crc32(of body: Data) -> UInt32 {
        let table = table
        return ~body.reduce(UInt32.max) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
    }

    static func itxt(_ keyword: String, _ text: Data) -> (name: String, data: Data) {
        ("iTXt", Data("\(keyword)\0\0\0\0\0".utf8) + text)
    }

    /// zlib's format without compression.
    static func stored(_ data: Data) -> Data {
        var packed = Data([0x78, 0x01])
        for start in stride(from: 0, to: max(data.count, 1), by: 65_535) {
            let part = data.dropFirst(start).prefix(65_535)
            let length = Data([UInt8(part.count & 0xff), UInt8(part.count >> 8)])
            packed += Data([start + part.count == data.count ? 1 : 0]) + length + Data(length.map { ~$0 }) + part
        }
        let (low, high) = data.reduce((1, 0)) { sums, byte in
            let low = (sums.0 + Int(byte)) % 65_521
            return (low, (sums.1 + low) % 65_521)
        }
        return packed + big(high << 16 | low, 4)
    }

    static func jpeg(_ segments: [(marker: UInt8, data: Data)]) throws -> Data {
        var bytes = try jpeg()
        let written = segments.reduce(into: Data()) {
            $0 += Data([0xff, $1.marker]) + big($1.data.count + 2, 2) + $1.data
        }
        bytes.insert(contentsOf: written, at: 20)
        return bytes
    }

    static func webP(_ chunks: [(name: String, data: Data)]) throws -> Data {
        var file = WebPChunks(try webP())
        file.chunks += chunks
        return file.bytes
    }

    static func big(_ value: Int, _ count: Int) -> Data {
        Data((0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) })
    }

    // MARK: What is in them

    static let aigc = #"{"Label":"1","ContentProducer":"00119144","ProduceID":"a<b&c","ReservedCode1":""}"#

    /// Boxes as C2PA's are framed, with nothing in them.
    static let c2pa: Data = {
        func box(_ type: String, _ content: Data) -> Data { big(content.count + 8, 4) + Data(type.utf8) + content }
        let tail = Data([0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71])
        let store = box("jumd", Data("c2pa".utf8) + tail + Data([3]) + Data("c2pa\0".utf8))
        let manifest = box("jumb", box("jumd", Data("c2ma".utf8) + tail + Data([3]) + Data("urn:c2pa:1\0".utf8)))
        return box("jumb", store + manifest)
    }()

    /// A packet with these attributes and elements in its one description.
    static func packet(_ attributes: String = "", _ elements: String = "") -> Data {
        Data(
            """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" \
            xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" \
            \(attributes)>\(elements)</rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """.utf8)
    }

    static let trained = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    static let labelled = packet("Iptc4xmpExt:DigitalSourceType=\"\(trained)\"")

    /// A directory of one entry, in which it is or which leads to another one.
    static func exif(
        _ value: Data, tag: Int = 0x9286, type: Int = 7, isBigEndian: Bool = true, isNested: Bool = true
    ) -> Data {
        func number(_ value: Int, _ count: Int) -> Data {
            isBigEndian ? big(value, count) : Data(big(value, count).reversed())
        }
        func directory(_ tag: Int, _ type: Int, _ count: Int, _ value: Int) -> Data {
            number(1, 2) + number(tag, 2) + number(type, 2) + number(count, 4) + number(value, 4) + number(0, 4)
        }
        let head = Data((isBigEndian ? "MM" : "II").utf8) + number(42, 2) + number(8, 4)
        guard isNested else { return head + directory(tag, type, value.count, 26) + value }
        return head + directory(0x8769, 4, 1, 26) + directory(tag, type, value.count, 44) + value
    }
}
