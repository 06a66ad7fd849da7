import CImageAssetsPNG
import ImageAssetsSystem

// Each fault of the C target as a stage, a word and a sentence.
extension PNGError {
    init(_ error: cpng_error, in bytes: Data) {
        let (stage, code, message) = Fault(error: error).sentence(bytes)
        let place =
            error.has_place
            ? Place(offset: Int(error.offset), chunk: Place.name(of: error.chunk))
            : error.fault == .cut_in_chunk_header ? Place(offset: Int(error.offset), chunk: nil) : nil
        self.init(stage, code, at: place, message)
    }
}

private struct Fault {
    let error: cpng_error
    /// What the file says and what was found, where the fault is that they differ.
    var declared: UInt64 { error.declared }
    var computed: UInt64 { error.computed }

    typealias Sentence = (stage: PNGError.Stage, code: String, message: String)

    func sentence(_ bytes: Data) -> Sentence {
        chunkSentence ?? headerSentence ?? paletteSentence ?? dataSentence ?? limitSentence
            ?? otherSentence(bytes)
    }

    private var chunkSentence: Sentence? {
        switch error.fault {
        case .cut_in_chunk_header:
            (.chunks, "truncated", "the file ends \(count(computed, "byte")) into a chunk that has at least 12")
        case .cut_in_chunk:
            (
                .chunks, "truncated",
                "it declares \(count(declared, "byte")) and a CRC, and the file ends after \(computed.grouped)"
            )
        case .chunk_length:
            (.chunks, "chunkLength", "it declares \(declared.grouped) bytes, and at most 2,147,483,647 are allowed")
        case .chunk_name: (.chunks, "chunkName", "its name is \(hexName), which is not four letters")
        case .chunk_crc:
            (.chunks, "chunkCRC", "its CRC is \(PNGError.hex(computed)), and \(PNGError.hex(declared)) is declared")
        case .unknown_critical_chunk:
            (.chunks, "unknownCriticalChunk", "this chunk is marked as needed by every reader, and its name is unknown")
        case .header_not_first:
            if name == "CgBI" {
                (.chunks, "applePNG", "this is Apple's own variant of PNG (made by pngcrush -iphone), not a PNG")
            } else {
                (.chunks, "headerNotFirst", "the first chunk must be IHDR")
            }
        case .header_repeated: (.chunks, "headerRepeated", "there is a second header")
        case .data_missing: (.chunks, "dataMissing", "the file ends without image data (IDAT)")
        case .data_interrupted:
            (
                .chunks, "dataInterrupted",
                "image data go on after other chunks; they were interrupted at byte \(declared.grouped)"
            )
        case .end_missing: (.chunks, "endMissing", "the file ends after \(count(computed, "byte")) without IEND")
        case .end_length: (.chunks, "endLength", "it declares \(count(declared, "byte")), and must be empty")
        case .end_followed:
            (
                .chunks, "trailingBytes",
                "\(bytesThatFollow()) the end of the PNG, and at most "
                    + "\(PNGInfo.maximumTrailingBytes.grouped) are allowed"
            )
        default: nil
        }
    }

    private var headerSentence: Sentence? {
        switch error.fault {
        case .header_length: (.header, "headerLength", "it declares \(count(declared, "byte")), and must have 13")
        case .width: (.header, "width", "width is \(declared.grouped), and must be 1 to 2,147,483,647")
        case .height: (.header, "height", "height is \(declared.grouped), and must be 1 to 2,147,483,647")
        case .color_type: (.header, "colorType", "colour type is \(declared), and must be 0, 2, 3, 4 or 6")
        case .bit_depth:
            (.header, "bitDepth", "bit depth is \(declared), which colour type \(computed) does not have")
        case .compression_method: (.header, "compressionMethod", "compression method is \(declared), and must be 0")
        case .filter_method: (.header, "filterMethod", "filter method is \(declared), and must be 0")
        case .interlace_method: (.header, "interlaceMethod", "interlace method is \(declared), and must be 0 or 1")
        default: nil
        }
    }

    private var limitSentence: Sentence? {
        switch error.fault {
        case .byte_limit: (.limit, "byteLimit", tooLarge("the file has \(declared.grouped) bytes"))
        case .chunk_limit: (.limit, "chunkLimit", "the file has more than \(count(computed, "chunk")), the limit")
        case .width_limit: (.limit, "widthLimit", tooLarge("width is \(declared.grouped) pixels"))
        case .height_limit: (.limit, "heightLimit", tooLarge("height is \(declared.grouped) pixels"))
        case .pixel_limit: (.limit, "pixelLimit", tooLarge("the picture has \(declared.grouped) pixels"))
        default: nil
        }
    }

    private var paletteSentence: Sentence? {
        switch error.fault {
        case .palette_forbidden: (.palette, "paletteForbidden", "a greyscale picture cannot have a palette")
        case .palette_repeated: (.palette, "paletteRepeated", "there is a second palette")
        case .palette_late: (.palette, "paletteLate", "the palette comes after image data")
        case .palette_length:
            (
                .palette, "paletteLength",
                "it declares \(count(declared, "byte")), and must have 3 for each of 1 to 256 colours"
            )
        case .palette_too_long:
            (
                .palette, "paletteTooLong",
                "the palette has \(count(declared, "colour")), and the bit depth has room for \(computed)"
            )
        case .palette_missing: (.palette, "paletteMissing", "the picture's colours are in a palette, and there is none")
        case .palette_index:
            (
                .palette, "paletteIndex",
                "the palette has \(count(declared, "colour")), and a pixel has number \(computed), counted from 0"
            )
        case .transparency_forbidden:
            (.palette, "transparencyForbidden", "a picture with an alpha channel cannot have tRNS")
        case .transparency_repeated: (.palette, "transparencyRepeated", "there is a second tRNS")
        case .transparency_early: (.palette, "transparencyBeforePalette", "transparency comes before the palette")
        case .transparency_late: (.palette, "transparencyLate", "transparency comes after image data")
        case .transparency_length:
            (
                .palette, "transparencyLength",
                "it declares \(count(declared, "byte")), and must have \(computed)\(computed == 1 ? " or more" : "")"
            )
        case .transparency_too_long:
            (
                .palette, "transparencyTooLong",
                "tRNS has \(declared.grouped) entries, and the palette has \(count(computed, "colour"))"
            )
        default: nil
        }
    }

    private var dataSentence: Sentence? {
        switch error.fault {
        case .stream_invalid: (.imageData, "streamInvalid", "the zlib stream is damaged: \(words)")
        case .stream_dictionary:
            (.imageData, "streamDictionary", "the zlib stream wants a dictionary, and PNG has none")
        case .stream_window:
            (
                .imageData, "streamWindow",
                "the zlib stream declares a window of \(count(declared, "byte")) and does not keep to it: "
                    + wordsOfLibpng
            )
        case .stream_cut:
            (.imageData, "streamCut", "image data end after \(computed.grouped) of \(count(declared, "byte")) of rows")
        case .stream_end_missing: (.imageData, "streamEndMissing", "the zlib stream is cut off after the last row")
        case .stream_checksum:
            (
                .imageData, "streamChecksum",
                "Adler-32 of the rows is \(PNGError.hex(computed)), and \(PNGError.hex(declared)) is declared"
            )
        case .stream_followed:
            (.imageData, "streamFollowed", "\(bytesThatFollow(" of image data")) the end of the zlib stream")
        case .too_little_data:
            (
                .imageData, "tooLittleData",
                "the zlib stream holds \(computed.grouped) of \(count(declared, "byte")) of rows"
            )
        case .too_much_data: (.imageData, "tooMuchData", surplus)
        case .row_filter: (.rows, "rowFilter", "\(row) has filter type \(declared), and must be 0 to 4")
        default: nil
        }
    }

    private func otherSentence(_ bytes: Data) -> Sentence {
        switch error.fault {
        case .signature:
            let kind = FileKind(bytes)
            return (.signature, kind.code, "it " + kind.predicate(insteadOf: "a PNG"))
        case .libpng: return (.rows, "libpng", "libpng refuses it: \(words)")
        case .memory: return (.system, "memory", "there is not enough memory")
        case .caller: return (.system, "rowNotGiven", "row \(computed.grouped) was not given")
        default: return (.system, "unknown", "it does not decode")
        }
    }

    /// An honest giant is decoded when its user says so. The count of chunks is no size: it stays.
    private func tooLarge(_ size: String) -> String {
        "\(size), over the limit of \(computed.grouped); `--max-pixels` raises it"
    }

    /// Surplus is counted no further than 64 KiB.
    private var surplus: String {
        let extra = computed - declared
        let least = extra > 65_536 ? "at least " : ""
        return
            "the zlib stream holds \(least)\(computed.grouped) bytes of rows, "
            + "and there is room for \(declared.grouped)"
    }

    private var row: String {
        let pass = computed >> 32
        return "row \((computed & 0xffff_ffff).grouped)" + (pass == 0 ? "" : " of pass \(pass)")
    }

    private var name: String { PNGError.Place.name(of: error.chunk) }

    private var hexName: String {
        let (a, b, c, d) = error.chunk
        return [a, b, c, d].map { PNGError.hex(UInt64($0), digits: 2) }.joined(separator: " ")
    }

    private var words: String {
        withUnsafeBytes(of: error.words) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// libpng names the chunk first, which stands before the sentence already.
    private var wordsOfLibpng: String { words.hasPrefix("IDAT: ") ? String(words.dropFirst(6)) : words }

    private func bytesThatFollow(_ kind: String = "") -> String {
        count(computed, "byte") + kind + (computed == 1 ? " follows" : " follow")
    }

    private func count(_ value: UInt64, _ unit: String) -> String {
        value == 1 ? "1 \(unit)" : "\(value.grouped) \(unit)s"
    }
}
