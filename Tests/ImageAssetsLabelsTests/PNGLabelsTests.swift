import Foundation
import ImageAssetsPNG
import Testing

@testable import ImageAssetsLabels

struct PNGLabelsTests {
    private static let aigc = Data(Files.aigc.utf8)
    private static let packetKeyword = "XML:com.adobe.xmp"
    private static func packed(_ text: Data) -> Data { Data("\(packetKeyword)\0\u{1}\0\0\0".utf8) + Files.stored(text) }

    private func labels(_ chunks: [(name: String, data: Data)], behind: Bool = false) throws -> FileLabels {
        FileLabels(try PNGInfo(decoding: Files.png(chunks, behind: behind)))
    }

    @Test func `a picture that says nothing has no labels`() throws {
        let labels = FileLabels(try PNGInfo(decoding: Files.png()))
        #expect(labels.kinds.isEmpty && labels.xmp == nil && labels.aigc == nil)
    }

    @Test(arguments: [false, true])
    func `each label is found in each of its chunks, in front of the image data and behind them`(_ behind: Bool) throws
    {
        let rows: [(name: String, data: Data, kind: ProvenanceLabel)] = [
            ("iTXt", Data("\(Self.packetKeyword)\0\0\0\0\0".utf8) + Files.labelled, .iptc),
            ("iTXt", Data("\(Self.packetKeyword)\0\0\0en\0name\0".utf8) + Files.labelled, .iptc),
            ("iTXt", Self.packed(Files.labelled), .iptc),
            ("zTXt", Data("\(Self.packetKeyword)\0\0".utf8) + Files.stored(Files.labelled), .iptc),
            ("tEXt", Data("AIGC\0".utf8) + Self.aigc, .aigc),
            ("zTXt", Data("AIGC\0\0".utf8) + Files.stored(Self.aigc), .aigc),
            ("iTXt", Data("AIGC\0\0\0\0\0".utf8) + Self.aigc, .aigc),
            (
                "iTXt",
                Data("\(Self.packetKeyword)\0\0\0\0\0".utf8)
                    + Files.packet(
                        "TC260:AIGC='\(Files.aigc.replacing("<", with: "&lt;").replacing("&c", with: "&amp;c"))'"),
                .aigc
            ),
            ("eXIf", Files.exif(Data("ASCII\0\0\0".utf8) + Self.aigc), .aigc),
            ("caBX", Files.c2pa, .c2pa),
        ]
        for (name, data, kind) in rows {
            let labels = try labels([(name, data)], behind: behind)
            #expect(labels.kinds == [kind], "\(name) \(String(decoding: data.prefix(40), as: UTF8.self))")
            #expect(labels.aigc?.json == (kind == .aigc ? Self.aigc : nil))
        }
        let all = try labels(rows.map { ($0.name, $0.data) }.filter { $0.0 != "zTXt" }, behind: behind)
        #expect(all.kinds == [.aigc, .c2pa, .iptc])
    }

    @Test func `what is broken, of another name or too large is not there, and the picture is none the worse`() throws {
        let large = Data(repeating: 0x20, count: XMLDocument.maximumByteCount)
        let rows: [(name: String, data: Data)] = [
            ("iTXt", Data("\(Self.packetKeyword)\0\u{1}\0\0\0".utf8) + Files.labelled),
            ("iTXt", Data("\(Self.packetKeyword)\0\u{1}\u{1}\0\0".utf8) + Files.stored(Files.labelled)),
            ("iTXt", Self.packed(Files.labelled).dropLast(400)),
            ("iTXt", Data("\(Self.packetKeyword)\0\0\0".utf8) + Files.labelled),
            ("iTXt", Data("\(Self.packetKeyword)\0".utf8)),
            ("iTXt", Data("xml:com.adobe.xmp\0\0\0\0\0".utf8) + Files.labelled),
            ("iTXt", Data("\(Self.packetKeyword)\0\0\0\0\0".utf8) + large + Files.labelled),
            ("tEXt", Data("AIGC\0".utf8)), ("tEXt", Data("AIGC\0yes".utf8)), ("tEXt", Data("AIGC".utf8) + Self.aigc),
            ("tEXt", Data("AIGC\0{\"Label\":".utf8)), ("tEXt", Data("Comment\0".utf8) + Self.aigc),
            ("tEXt", Data("AIGC\0{\"Label\":\"".utf8) + Data(repeating: 0x61, count: 1 << 14) + Data("\"}".utf8)),
            ("zTXt", Data("AIGC\0\u{1}".utf8) + Files.stored(Self.aigc)),
            ("eXIf", Data("II".utf8)), ("caBX", Data(Files.c2pa.dropLast())),
        ]
        for row in rows {
            #expect(
                try labels([row]).kinds.isEmpty, "\(row.name) \(String(decoding: row.data.prefix(40), as: UTF8.self))")
        }
    }

    @Test func `a packet unfolds up to the size of the largest one, and to nothing beyond`() throws {
        func kinds(_ name: String, count: Int = 1) throws -> Set<ProvenanceLabel> {
            let data = Data("\(Self.packetKeyword)\0\u{1}\0\0\0".utf8) + (try Files.read("Labels/\(name).zlib"))
            return try labels(Array(repeating: ("iTXt", data), count: count)).kinds
        }
        #expect(try kinds("largest") == [.iptc])
        #expect(try kinds("too-large") == [])
        // Each would be 8 MiB.
        #expect(try kinds("bomb", count: 8) == [])
    }

    @Test func `the first packet that can be read is the one that comes along, and all are labels`() throws {
        let broken = Files.itxt(Self.packetKeyword, Data("<a>".utf8))
        let first = Files.itxt(Self.packetKeyword, Files.packet("dc:format='a'"))
        let second = Files.itxt(Self.packetKeyword, Files.labelled)
        let labels = try labels([broken, first, second])
        #expect(labels.xmp?.bytes == Files.packet("dc:format='a'"))
        #expect(labels.kinds == [.iptc])
    }

    @Test func `chunks are kept up to a limit of all together`() throws {
        let chunk = ("tEXt", Data("AIGC\0".utf8) + Data(repeating: 0x61, count: 1 << 19))
        let info = try PNGInfo(decoding: Files.png([chunk, chunk, ("tEXt", Data("AIGC\0{}".utf8))]))
        #expect(info.metadata.labelChunks.map(\.data.count) == [1 << 19 + 5, 7])
    }

    // MARK: Writing

    @Test func `a packet is written uncompressed, and China's label in the form of its own`() throws {
        let label = try #require(AIGCLabel(Self.aigc, isNamed: true))
        let chunks = FileLabels.chunks(xmp: Data("<x/>".utf8), aigc: label)
        #expect(chunks.map(\.name) == [.internationalText, .text])
        #expect(chunks[0].data == Data("XML:com.adobe.xmp\0\0\0\0\0<x/>".utf8))
        #expect(chunks[1].data == Data("AIGC\0".utf8) + Self.aigc)
        #expect(FileLabels.chunks(xmp: nil, aigc: nil).isEmpty)
    }

    @Test func `a label beyond Latin-1 is written as UTF-8, unless it came as it is`() throws {
        let chinese = Data(#"{"Label":"1","ContentProducer":"公司"}"#.utf8)
        let fromXMP = try #require(AIGCLabel(chinese, isNamed: true))
        #expect(FileLabels.chunks(xmp: nil, aigc: fromXMP).map(\.name) == [.internationalText])
        let fromText = try labels([("tEXt", Data("AIGC\0 ".utf8) + chinese)]).aigc
        let chunks = FileLabels.chunks(xmp: nil, aigc: fromText)
        #expect(chunks.map(\.name) == [.text])
        #expect(chunks[0].data == Data("AIGC\0 ".utf8) + chinese)
    }

    @Test func `a label in several forms is written in each as it came`() throws {
        let other = Data(#"{"AIGC":{"Label":"2"}}"#.utf8)
        let exif = Files.exif(Data("ASCII\0\0\0".utf8) + other, isBigEndian: false)
        let label = try labels([("eXIf", exif), ("tEXt", Data("AIGC\0".utf8) + Self.aigc)]).aigc
        let chunks = FileLabels.chunks(xmp: nil, aigc: label)
        #expect(chunks.map(\.name) == [.text, .exif])
        #expect(chunks[0].data == Data("AIGC\0".utf8) + Self.aigc)
        #expect(chunks[1].data == exif)
        #expect(label?.json == other)
    }
}
