import Foundation
import ImageAssetsPNG
import Testing

@Suite("What a file is by its first bytes")
struct FileKindTests {
    private typealias Row = (kind: FileKind.Known, words: String, start: String)

    /// Beginnings in Latin-1.
    private static let pictures: [Row] = [
        (.png, "a PNG", "\u{89}PNG\r\n\u{1A}\n"), (.jpeg, "a JPEG", "\u{FF}\u{D8}\u{FF}"),
        (.webP, "a WebP", "RIFF\0\0\0\0WEBP"), (.gif, "a GIF", "GIF89a"), (.avif, "an AVIF", "\0\0\0\u{1C}ftypavif"),
        (.heic, "a HEIC", "\0\0\0\u{18}ftypheic"), (.jpegXL, "a JPEG XL", "\u{FF}\n"),
        (.jpeg2000, "a JPEG 2000", "\0\0\0\u{C}jP  \r\n"), (.tiff, "a TIFF", "II*\0"),
        (.bmp, "a BMP", "BM\u{46}\0\0\0\0\0\0\0"), (.svg, "an SVG", "<?xml version='1.0'?><svg/>"),
    ]
    private static let pages: [Row] = [
        (.page, "an HTML page", "<!DOCTYPE html>"), (.xml, "an XML document", "<?xml version='1.0'?><Error/>"),
    ]
    private static let others: [Row] = [
        (.ico, "an ICO", "\0\0\u{1}\0"), (.mng, "an MNG", "\u{8A}MNG"), (.jng, "a JNG", "\u{8B}JNG"),
        (.photoshop, "a Photoshop document", "8BPS"), (.pdf, "a PDF", "%PDF-1.7"),
        (.mp4, "an MP4", "\0\0\0\u{18}ftypisom"), (.riff, "a RIFF file", "RIFF\0\0\0\0WAVE"),
        (.zip, "a ZIP archive", "PK\u{3}\u{4}"), (.gzip, "a gzip file", "\u{1F}\u{8B}"), (.json, "JSON", " {"),
        (.dataURL, "a data URL", "data:image/png;base64,"),
        (.base64, "the base64 text of a PNG", "iVBORw0KGgo"), (.text, "text", "upstream connect error"),
    ]

    @Test("each kind is told by its name, whether it is a picture or a page, and has no way back")
    func known() throws {
        for (kind, words, start) in Self.pictures + Self.pages + Self.others {
            let found = FileKind(try #require(start.data(using: .isoLatin1)))
            #expect(found == .known(kind), "\(words)")
            #expect(found.predicate(insteadOf: "a cake") == "is \(words), not a cake")
            #expect(found.isPicture == Self.pictures.contains { $0.kind == kind }, "\(words)")
            #expect(found.isPage == Self.pages.contains { $0.kind == kind }, "\(words)")
            #expect(found.wayBack == nil, "\(words)")
        }
        let rows = Self.pictures + Self.pages + Self.others
        #expect(Set(rows.map(\.kind)) == Set(FileKind.Known.allCases))
    }

    @Test(
        "a PNG whose first bytes are damaged is one, whatever they look like now",
        arguments: ["\u{1F}\u{8B}", "GIF89a", "BM"])
    func damaged(start: String) throws {
        var bytes = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8))
        let start = try #require(start.data(using: .isoLatin1))
        #expect(FileKind(bytes) == .known(.png))
        bytes.replaceSubrange(0..<start.count, with: start)
        #expect(FileKind(bytes) == .damagedSignature)
    }

    @Test("what Git puts in a file's place has a way back, and nothing else that is no kind of its own")
    func wayBack() {
        let pointer = FileKind.gitLFSPointer.wayBack
        #expect(pointer == "Run `git lfs pull`; it costs nothing.")
        for translation in [FileKind.Translation.toLF, .toCRLF, .otherLineEndings] {
            #expect(FileKind.translatedPNG(translation).wayBack?.hasPrefix("Write `*.png binary` into ") == true)
        }
        for kind in [FileKind.translatedPNG(.encoding), .empty, .zeros, .damagedSignature, .cutSignature, .unknown] {
            #expect(kind.wayBack == nil && !kind.isPicture && !kind.isPage, "\(kind)")
        }
    }
}
