import Foundation

/// Files that are wrong in one way each. What decoding says of each is in Fixtures/PngFaults/expected.txt.
enum Faults {
    typealias Fault = (name: String, bytes: Data)

    static let all: [Fault] = notPNG + chunks + headers + palettes + transparency + streams + rows + ends

    // A good picture, 4 by 3 pixels of 8-bit greyscale, and parts of it to put together wrongly.
    private static let ihdr = Sketch.header(4, 3)
    private static let pixels: [UInt8] = [0, 1, 2, 3, 4, 0, 5, 6, 7, 8, 0, 9, 10, 11, 12]
    private static let idat = Sketch.data(pixels)
    private static let stream = stored(pixels)
    private static let iend = Sketch.end
    private static let plte = Sketch.Chunk("PLTE", [1, 2, 3, 4, 5, 6])
    private static let indexed = Sketch.header(4, 3, depth: 1, color: 3)
    private static let indexedData = Sketch.data([0, 0x50, 0, 0xa0, 0, 0xf0])
    private static let rgb = Sketch.header(1, 1, color: 2)
    private static let rgbData = Sketch.data([0, 1, 2, 3])
    private static let text = Sketch.Chunk("tEXt", Array("Title\0x".utf8))

    static let good = Sketch([ihdr, idat, iend])

    private static func png(_ name: String, _ chunks: Sketch.Chunk..., tail: [UInt8] = []) -> Fault {
        (name, Sketch(chunks, tail: tail).bytes)
    }

    private static func raw(_ name: String, _ bytes: [UInt8]) -> Fault { (name, Data(bytes)) }

    private static func text(_ name: String, _ text: String) -> Fault { (name, Data(text.utf8)) }

    private static let notPNG: [Fault] = [
        raw("empty", []), raw("one byte of the signature", [0x89]),
        raw("seven bytes of it", Array(Sketch.signature.prefix(7))),
        raw("zeros", Array(repeating: 0, count: 64)),
        raw("noise", (0..<64).map { UInt8(truncatingIfNeeded: $0 * 89 + 3) }),
        raw("JPEG", [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]),
        text("WebP", "RIFF\u{10}\0\0\0WEBPVP8L"), text("GIF", "GIF89a\u{1}\0\u{1}\0"),
        text("AVIF", "\0\0\0\u{1c}ftypavif\0\0\0\0"), text("HEIC", "\0\0\0\u{18}ftypheic\0\0\0\0"),
        text("MP4", "\0\0\0\u{18}ftypisom\0\0\0\0"), raw("JPEG XL", [0xff, 0x0a, 0x7f]),
        text("BMP", "BM\u{46}\0\0\0\0\0\0\0"),
        raw("TIFF", [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]),
        raw("BigTIFF", [0x4d, 0x4d, 0, 0x2b, 0, 8, 0, 0]), text("PDF", "%PDF-1.7\n"), raw("gzip", [0x1f, 0x8b, 8, 0]),
        text("SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        text("SVG with a prolog", "<?xml version=\"1.0\"?>\n<svg/>"), text("XML", "<?xml version=\"1.0\"?>\n<Error/>"),
        text("HTML", "\n<!DOCTYPE html><html></html>"), text("JSON", " {\"error\":{}}"), text("JSON list", "[]"),
        text("Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"),
        text("Git LFS pointer with CRLF", "version https://git-lfs.github.com/spec/v1\r\noid sha256:00\r\nsize 1\r\n"),
        text("Git LFS pointer, hawser", "version https://hawser.github.com/spec/v1\noid sha256:00\nsize 1\n"),
        text("data URL", "data:image/png;base64,iVBORw0KGgo="), text("base64", "iVBORw0KGgoAAAANSUhEUg=="),
        text("text", "upstream connect error"),
        raw("line endings to LF", [0x89, 0x50, 0x4e, 0x47, 0x0a, 0x1a, 0x0a] + good.bytes.dropFirst(8)),
        raw("line endings to CRLF", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0d, 0x0a] + good.bytes.dropFirst(8)),
        raw("each LF to CRLF", good.bytes.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }),
        raw("line endings to CR", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x1a, 0x0d] + good.bytes.dropFirst(8)),
        raw("read as Latin-1", [0xc2] + good.bytes), raw("high bit lost", good.bytes.map { $0 & 0x7f }),
        raw("damaged signature", [0x89, 0x50, 0x4e, 0x46] + good.bytes.dropFirst(4)),
    ]

    private static let chunks: [Fault] = [
        raw("signature alone", Sketch.signature),
        raw("cut in a chunk's length", Array(good.bytes.prefix(10))),
        raw("cut before the header's CRC", Array(good.bytes.prefix(29))),
        raw("cut in image data", Array(good.bytes.prefix(50))),
        raw("last byte missing", Array(good.bytes.dropLast())),
        png("length over 2^31", ihdr, .init("IDAT", stream, length: 0x8000_0000), iend),
        png("length past the end", ihdr, .init("IDAT", stream, length: 5000), iend),
        png("length too short", ihdr, .init("IDAT", stream, length: 3), iend),
        png("name with a space", ihdr, .init("ID T", stream), iend),
        png("name with a zero", ihdr, idat, .init("tEX\0"), iend),
        png("CRC of the header", .init("IHDR", ihdr.data, crc: 0), idat, iend),
        png("CRC of image data", ihdr, .init("IDAT", stream, crc: 0x1234_5678), iend),
        png("CRC of a text", ihdr, .init("tEXt", text.data, crc: 1), idat, iend),
        png("CRC of the end", ihdr, idat, .init("IEND", crc: 0xffff_ffff)),
        png("unknown critical chunk", ihdr, .init("ABCD", [1]), idat, iend),
        png("unknown critical chunk after image data", ihdr, idat, .init("FRAM"), iend),
        png("header not first", text, ihdr, idat, iend), png("no header", idat, iend), png("end alone", iend),
        png("Apple's variant", .init("CgBI", [0x50, 0, 0x20, 2]), ihdr, idat, iend),
        png("two headers", ihdr, ihdr, idat, iend), png("header after image data", ihdr, idat, ihdr, iend),
        png("no image data", ihdr, iend),
        png(
            "image data interrupted", ihdr, .init("IDAT", Array(stream.prefix(9))), text,
            .init("IDAT", Array(stream.dropFirst(9))), iend),
        png("empty image data after a text", ihdr, idat, text, .init("IDAT"), iend),
    ]

    private static let headers: [Fault] = [
        png("header of 12 bytes", .init("IHDR", Array(ihdr.data.dropLast())), idat, iend),
        png("header of 14 bytes", .init("IHDR", ihdr.data + [0]), idat, iend),
        png("width zero", Sketch.header(0, 3), idat, iend), png("height zero", Sketch.header(4, 0), idat, iend),
        png("width over 2^31", Sketch.header(0x8000_0004, 3), idat, iend),
        png("height over 2^31", Sketch.header(4, 0xffff_ffff), idat, iend),
        png("colour type 1", Sketch.header(4, 3, color: 1), idat, iend),
        png("colour type 5", Sketch.header(4, 3, color: 5), idat, iend),
        png("colour type 7", Sketch.header(4, 3, color: 7), idat, iend),
        png("bit depth 3", Sketch.header(4, 3, depth: 3), idat, iend),
        png("bit depth 0", Sketch.header(4, 3, depth: 0), idat, iend),
        png("RGB of 4 bits", Sketch.header(4, 3, depth: 4, color: 2), idat, iend),
        png("palette of 16 bits", Sketch.header(4, 3, depth: 16, color: 3), plte, idat, iend),
        png("RGBA of 1 bit", Sketch.header(4, 3, depth: 1, color: 6), idat, iend),
        png("compression method 1", Sketch.header(4, 3, compression: 1), idat, iend),
        png("filter method 64", Sketch.header(4, 3, filter: 64), idat, iend),
        png("interlace method 2", Sketch.header(4, 3, interlace: 2), idat, iend),
    ]

    private static let palettes: [Fault] = [
        png("no palette", indexed, indexedData, iend),
        png("palette only after image data", indexed, indexedData, plte, iend),
        png("palette after image data and a text", indexed, indexedData, text, plte, iend),
        png("no palette and a cut text", indexed, indexedData, .init("tEXt", text.data, length: 0x7fff_ffff)),
        png("palette after image data", indexed, plte, indexedData, plte, iend),
        png("RGB palette after image data", rgb, rgbData, plte, iend),
        png("two palettes", indexed, plte, plte, indexedData, iend),
        png("palette of a grey picture", ihdr, plte, idat, iend),
        png("palette of a grey picture with alpha", Sketch.header(1, 1, color: 4), plte, Sketch.data([0, 1, 2]), iend),
        png("empty palette", indexed, .init("PLTE"), indexedData, iend),
        png("palette of 7 bytes", indexed, .init("PLTE", [1, 2, 3, 4, 5, 6, 7]), indexedData, iend),
        png("257 colours", rgb, .init("PLTE", Array(repeating: 9, count: 771)), rgbData, iend),
        png("3 colours for 1 bit", indexed, .init("PLTE", Array(repeating: 9, count: 9)), indexedData, iend),
        png(
            "17 colours for 4 bits", Sketch.header(1, 1, depth: 4, color: 3),
            .init("PLTE", Array(repeating: 9, count: 51)), Sketch.data([0, 0]), iend),
        png("index past a palette of one, 1 bit", indexed, .init("PLTE", [1, 2, 3]), indexedData, iend),
        png("index past the palette, 8 bits", Sketch.header(2, 1, color: 3), plte, Sketch.data([0, 1, 200]), iend),
        png(
            "index past the palette at a row's end, 2 bits", Sketch.header(5, 1, depth: 2, color: 3), plte,
            Sketch.data([0, 0, 0x80]), iend),
        png(
            "index past the palette, interlaced", Sketch.header(2, 1, color: 3, interlace: 1), plte,
            Sketch.data([0, 1, 0, 2]), iend),
    ]

    private static let transparency: [Fault] = [
        png(
            "transparency beside alpha", Sketch.header(1, 1, color: 6), .init("tRNS", [0, 0, 0, 0, 0, 0]),
            Sketch.data([0, 1, 2, 3, 4]), iend),
        png("transparency of 1 byte for grey", ihdr, .init("tRNS", [0]), idat, iend),
        png("transparency of 2 bytes for RGB", rgb, .init("tRNS", [0, 0]), rgbData, iend),
        png("no transparency for grey", ihdr, .init("tRNS"), idat, iend),
        png("no transparency for RGB", rgb, .init("tRNS"), rgbData, iend),
        png("transparency without palette", indexed, .init("tRNS", [0]), indexedData, iend),
        png("transparency before a palette that is needed", indexed, .init("tRNS", [0]), plte, indexedData, iend),
        png("transparency before the palette", rgb, .init("tRNS", [0, 0, 0, 0, 0, 0]), plte, rgbData, iend),
        png("empty transparency", indexed, plte, .init("tRNS"), indexedData, iend),
        png("more transparency than colours", indexed, plte, .init("tRNS", [0, 0, 0]), indexedData, iend),
        png("transparency twice", ihdr, .init("tRNS", [0, 1]), .init("tRNS", [0, 1]), idat, iend),
        png("transparency after image data", ihdr, idat, .init("tRNS", [0, 1]), iend),
    ]

    private static func data(_ name: String, _ parts: [UInt8]...) -> Fault {
        (name, Sketch([ihdr] + parts.map { .init("IDAT", $0) } + [iend]).bytes)
    }

    /// 398 of 400 rows of 4 pixels, all without filter.
    private static let tallRows: [UInt8] = (0..<1_990).map { $0 % 5 == 0 ? 0 : UInt8(truncatingIfNeeded: $0 * 7) }

    private static func tall(_ name: String, _ stream: [UInt8], split: Int = .max) -> Fault {
        let chunks = stride(from: 0, to: stream.count, by: min(split, stream.count)).map {
            Sketch.Chunk("IDAT", Array(stream[$0...].prefix(split)))
        }
        return (name, Sketch([Sketch.header(4, 400)] + chunks + [iend]).bytes)
    }

    private static let streams: [Fault] = [
        data("empty image data", []), data("one byte of a stream", [0x78]), data("header of a stream", [0x78, 0x01]),
        data("header check", stored(pixels, header: [0x78, 0x02])),
        data("compression 7", stored(pixels, header: [0x77, 0x09])),
        data("window of 64 KiB", stored(pixels, header: [0x88, 0x1c])),
        data("dictionary", [0x78, 0x20] + Array(stream.dropFirst(2))),
        data("gzip in place of zlib", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
        data("block type 3", [0x78, 0x01, 0x07]), data("stored length check", [0x78, 0x01, 1, 15, 0, 0, 0]),
        data("distance too far", [0x78, 0x01, 0x03, 0x02, 0, 0, 0]),
        data("cut in the rows", Array(stream.prefix(12))),
        tall("window of 256 bytes, exceeded", stored(tallRows, copyingFrom: 1_985, window: 0)),
        tall("window of 1 KiB, exceeded, in small chunks", stored(tallRows, copyingFrom: 1_985, window: 2), split: 100),
        data("checksum missing", Array(stream.dropLast(4))), data("half a checksum", Array(stream.dropLast(2))),
        data("last byte of the checksum missing", Array(stream.dropLast())),
        data("checksum wrong", stored(pixels, adler: 0x0102_0304)),
        data("checksum wrong, split over two chunks", Array(stored(pixels, adler: 7).dropLast(2)), [0, 7]),
        data("checksum wrong, split over four chunks", Array(stored(pixels, adler: 7).dropLast(3)), [0], [0], [7]),
        data("a byte after the stream", stream + [0]), data("a second stream", stream + stream),
        data("a byte after the stream in a chunk of its own", stream, [0]),
        data("bytes after a split checksum", Array(stream.dropLast(1)), Array(stream.suffix(1)) + [1, 2, 3]),
        data("one byte of rows too few", stored(Array(pixels.dropLast()))), data("no rows", stored([])),
        data("a row too few", stored(Array(pixels.dropLast(5)))),
        data("one byte of rows too many", stored(pixels + [0])),
        data("a row too many", stored(pixels + [0, 1, 2, 3, 4])),
        data("much too many rows", stored(pixels + Array(repeating: 0, count: 200_000))),
        data("rows too many and cut", Array(stored(pixels + [0, 0, 0]).dropLast(6))),
        png("too few rows, interlaced", Sketch.header(4, 3, interlace: 1), idat, iend),
    ]

    private static let rows: [Fault] = [
        png("filter type 5", ihdr, Sketch.data([0, 1, 2, 3, 4, 5, 5, 6, 7, 8, 0, 9, 10, 11, 12]), iend),
        png(
            "filter type 255 of the first row", ihdr, Sketch.data([255, 1, 2, 3, 4, 0, 5, 6, 7, 8, 0, 9, 10, 11, 12]),
            iend),
        png(
            "filter type 9 in the last pass", Sketch.header(2, 2, interlace: 1), Sketch.data([0, 1, 0, 2, 9, 3, 4]),
            iend),
    ]

    private static let ends: [Fault] = [
        png("no end", ihdr, idat), png("end that is not empty", ihdr, idat, .init("IEND", [0])),
        png("1,025 bytes after the end", ihdr, idat, iend, tail: Array(repeating: 0, count: 1_025)),
        raw("a large file after the end", Array(good.bytes + Trailing.large)),
    ]
}
