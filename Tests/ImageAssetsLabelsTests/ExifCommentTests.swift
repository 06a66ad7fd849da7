import Foundation
import Testing

@testable import ImageAssetsLabels

struct ExifCommentTests {
    private static let json = Data(Files.aigc.utf8)

    @Test(arguments: [true, false])
    func `the comment is found in either directory, by any code for its characters`(_ isBigEndian: Bool) throws {
        let wide = try #require(Files.aigc.data(using: isBigEndian ? .utf16BigEndian : .utf16LittleEndian))
        let values = [
            Data("ASCII\0\0\0".utf8) + Self.json, Data(count: 8) + Self.json, Self.json,
            Data("UNICODE\0".utf8) + wide, Data("UNICODE\0".utf8) + Self.json,
            Data("ASCII\0\0\0AIGC:".utf8) + Self.json,
        ]
        for value in values {
            for isNested in [true, false] {
                let block = Files.exif(value, isBigEndian: isBigEndian, isNested: isNested)
                let label = ExifComment.label(in: block)
                #expect(label?.json == Self.json, "\(String(decoding: value, as: UTF8.self))")
                #expect(ExifComment.label(in: Data("Exif\0\0".utf8) + block) == label)
                // What is written reads the same again, and stays.
                let written = try #require(label?.exif)
                #expect(ExifComment.label(in: written)?.json == Self.json)
                #expect(ExifComment.label(in: written)?.exif == written)
            }
        }
        let described = Files.exif(Self.json + [0], tag: 0x010e, type: 2, isBigEndian: isBigEndian, isNested: false)
        #expect(ExifComment.label(in: described)?.json == Self.json)
    }

    @Test func `a comment comes along byte for byte, code and order of bytes too`() throws {
        let block = Files.exif(Data("ASCII\0\0\0".utf8) + Self.json, isBigEndian: false)
        #expect(ExifComment.label(in: block)?.exif == block)
    }

    @Test(arguments: [#"{"a":1}"#, #"{"Label":"1"}"#, "hello", "", #"["AIGC"]"#, #"{"AIGC":1"#])
    func `other comments are no label`(_ text: String) {
        #expect(ExifComment.label(in: Files.exif(Data("ASCII\0\0\0\(text)".utf8))) == nil)
    }

    @Test func `whatever is cut off or flipped is read within its bounds`() {
        let block = Files.exif(Data("ASCII\0\0\0".utf8) + Self.json)
        for count in 0..<block.count { #expect(ExifComment.label(in: block.prefix(count)) == nil) }
        for index in 0..<44 {
            for bit in 0..<8 {
                var flipped = block
                flipped[index] ^= 1 << bit
                if let label = ExifComment.label(in: flipped) { #expect(label.json == Self.json) }
            }
        }
        // A directory that leads to itself, and numbers beyond every file.
        #expect(
            ExifComment.label(
                in: Data([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8])) == nil)
        #expect(ExifComment.label(in: Data([0x4d, 0x4d, 0, 42, 0xff, 0xff, 0xff, 0xff])) == nil)
        #expect(ExifComment.label(in: Data("II*\0\0\0\0\0".utf8)) == nil)
    }
}
