import ImageAssetsSystem

/// What bytes are, told from their first ones, as far as it helps a person where a PNG should be.
package enum FileKind: Sendable, Hashable {
    case empty
    case zeros
    case gitLFSPointer
    /// A PNG that something treated as text.
    case translatedPNG(Translation)
    /// A PNG but for its first 8 bytes.
    case damagedSignature
    /// The beginning of a PNG's signature and nothing else.
    case cutSignature
    case known(Known)
    case unknown

    /// A kind that shows itself, each by its name as it stands in a sentence.
    package enum Known: String, Sendable, Hashable, CaseIterable {
        case png = "a PNG"
        case jpeg = "a JPEG", webP = "a WebP", gif = "a GIF", avif = "an AVIF", heic = "a HEIC"
        case jpegXL = "a JPEG XL", jpeg2000 = "a JPEG 2000", tiff = "a TIFF", bmp = "a BMP", svg = "an SVG"
        case ico = "an ICO", mng = "an MNG", jng = "a JNG", photoshop = "a Photoshop document", pdf = "a PDF"
        case mp4 = "an MP4", riff = "a RIFF file", zip = "a ZIP archive", gzip = "a gzip file"
        case page = "an HTML page", xml = "an XML document"
        case json = "JSON", dataURL = "a data URL", base64 = "the base64 text of a PNG", text = "text"
    }

    /// What a program did that took a PNG for text. The signature is made to show it.
    package enum Translation: Sendable, Hashable {
        /// As Git does when it commits what it takes for text.
        case toLF
        /// As Git does when it checks out on Windows.
        case toCRLF
        case otherLineEndings
        /// Read as Latin-1 or as broken UTF-8 and written as UTF-8, or the high bit lost.
        case encoding
    }

    package init(_ bytes: Data) {
        let head = [UInt8](bytes.prefix(512))
        self =
            head.isEmpty
            ? .empty : Self.almostPNG(head) ?? Self.binary(head) ?? Self.text(head) ?? Self.zeros(head) ?? .unknown
    }

    /// What is to be said of the file where `wanted` should be: `is a JPEG, not a PNG`.
    package func predicate(insteadOf wanted: String) -> String {
        switch self {
        case .empty: "is empty, not \(wanted)"
        case .zeros: "begins with zero bytes, not like \(wanted): perhaps a copy was interrupted"
        case .gitLFSPointer: "is a Git LFS pointer, not \(wanted)"
        case .translatedPNG(.toLF): "was a PNG before its line endings were converted as if it were text, CRLF to LF"
        case .translatedPNG(.toCRLF): "was a PNG before its line endings were converted as if it were text, LF to CRLF"
        case .translatedPNG(.otherLineEndings): "was a PNG before its line endings were converted as if it were text"
        case .translatedPNG(.encoding): "was a PNG before something changed it as if it were text"
        case .damagedSignature: "does not have a PNG's first 8 bytes, though the rest looks like one"
        case .cutSignature: "ends within the first 8 bytes of a PNG"
        case .known(let kind): "is \(kind.rawValue), not \(wanted)"
        case .unknown: "is not \(wanted)"
        }
    }

    /// Whether it is a picture, as far as one can be meant to be drawn for somebody.
    package var isPicture: Bool {
        guard case .known(let kind) = self else { return false }
        return switch kind {
        case .png, .jpeg, .webP, .gif, .avif, .heic, .jpegXL, .jpeg2000, .tiff, .bmp, .svg: true
        case .ico, .mng, .jng, .photoshop, .pdf, .mp4, .riff, .zip, .gzip: false
        case .page, .xml, .json, .dataURL, .base64, .text: false
        }
    }

    /// Whether it is made for people to read in a browser.
    package var isPage: Bool { self == .known(.page) || self == .known(.xml) }

    /// The kind in a word, for programs.
    var code: String {
        switch self {
        case .gitLFSPointer: "gitLFSPointer"
        case .translatedPNG(.toLF), .translatedPNG(.toCRLF), .translatedPNG(.otherLineEndings): "lineEndings"
        default: "notPNG"
        }
    }

    /// How to get the file back that Git has put something else in the place of, as a sentence; it costs nothing.
    package var wayBack: String? {
        switch self {
        case .gitLFSPointer: "Run `git lfs pull`; it costs nothing."
        case .translatedPNG(.toLF), .translatedPNG(.toCRLF), .translatedPNG(.otherLineEndings):
            "Write `*.png binary` into .gitattributes, delete the file and get it from Git again with `git checkout`; "
                + "it costs nothing. If Git has the same bytes, they were converted before they were committed: then "
                + "the picture has to come from a clone or store that still has it."
        default: nil
        }
    }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    private static func almostPNG(_ head: [UInt8]) -> FileKind? {
        if head.count < 8, signature.starts(with: head) { return .cutSignature }
        if let (_, translation) = translations.first(where: { head.starts(with: $0.start) }) {
            return .translatedPNG(translation)
        }
        let hasHeader = head.dropFirst(12).starts(with: Array("IHDR".utf8))
        return hasHeader && !head.starts(with: signature) ? .damagedSignature : nil
    }

    private static let translations: [(start: [UInt8], Translation)] = [
        ([0x89, 0x50, 0x4e, 0x47, 0x0a, 0x1a, 0x0a], .toLF),
        // With the CRLF that was there left alone, as Git does it, and without.
        ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0d, 0x0a], .toCRLF),
        ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0d, 0x0a], .toCRLF),
        ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x1a, 0x0d], .otherLineEndings),
        ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0d, 0x1a], .otherLineEndings),
        ([0x89, 0x50, 0x4e, 0x47, 0x0a, 0x0a], .otherLineEndings),
        ([0x09, 0x50, 0x4e, 0x47], .encoding),
        ([0xc2, 0x89, 0x50, 0x4e, 0x47], .encoding), ([0xef, 0xbf, 0xbd, 0x50, 0x4e, 0x47], .encoding),
    ]

    /// By the address of the specification, which moved twice.
    private static let pointerStarts = [
        "version https://git-lfs.github.com/spec/", "version https://hawser.github.com/spec/",
        "version http://git-media.io/v/",
    ]

    private static let magics: [(at: Int, bytes: [UInt8], kind: Known)] = [
        (0, signature, .png),
        (0, [0xff, 0xd8, 0xff], .jpeg),
        (0, Array("GIF8".utf8), .gif),
        (4, Array("ftypavif".utf8), .avif), (4, Array("ftypavis".utf8), .avif),
        (4, Array("ftyphei".utf8), .heic), (4, Array("ftyphev".utf8), .heic),
        (4, Array("ftypmif1".utf8), .heic), (4, Array("ftypmsf1".utf8), .heic),
        (4, Array("ftyp".utf8), .mp4),
        (0, [0xff, 0x0a], .jpegXL), (4, Array("JXL ".utf8), .jpegXL),
        (4, Array("jP  ".utf8), .jpeg2000),
        (0, [0x49, 0x49, 0x2a, 0x00], .tiff), (0, [0x4d, 0x4d, 0x00, 0x2a], .tiff),
        (0, [0x49, 0x49, 0x2b, 0x00], .tiff), (0, [0x4d, 0x4d, 0x00, 0x2b], .tiff),
        (0, [0x00, 0x00, 0x01, 0x00], .ico),
        (0, [0x8a, 0x4d, 0x4e, 0x47], .mng), (0, [0x8b, 0x4a, 0x4e, 0x47], .jng),
        (0, Array("8BPS".utf8), .photoshop),
        (0, Array("%PDF-".utf8), .pdf),
        (0, [0x50, 0x4b, 0x03, 0x04], .zip),
        (0, [0x1f, 0x8b], .gzip),
    ]

    private static func binary(_ head: [UInt8]) -> FileKind? {
        if head.starts(with: Array("RIFF".utf8)) {
            return .known(head.dropFirst(8).starts(with: Array("WEBP".utf8)) ? .webP : .riff)
        }
        // Two letters alone would be a text; the four reserved bytes are zero.
        if head.starts(with: Array("BM".utf8)), head.dropFirst(6).starts(with: [0, 0, 0, 0]) { return .known(.bmp) }
        return magics.first { head.dropFirst($0.at).starts(with: $0.bytes) }.map { .known($0.kind) }
    }

    private static func text(_ head: [UInt8]) -> FileKind? {
        var bytes = head[...]
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes = bytes.dropFirst(3) }
        let start = bytes.drop { $0 == 0x20 || (0x09...0x0d).contains($0) }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if pointerStarts.contains(where: text.hasPrefix) { return .gitLFSPointer }
        if text.hasPrefix("<svg") { return .known(.svg) }
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<head")
            || text.hasPrefix("<body")
        {
            return .known(.page)
        }
        if text.hasPrefix("<?xml") || text.hasPrefix("<!--") || text.hasPrefix("<!doctype svg") {
            if text.contains("<svg") || text.contains("doctype svg") { return .known(.svg) }
            return text.contains("<html") ? .known(.page) : .known(.xml)
        }
        if text.hasPrefix("{") || text.hasPrefix("[") { return .known(.json) }
        if text.hasPrefix("data:") { return .known(.dataURL) }
        if text.hasPrefix("ivborw0kggo") { return .known(.base64) }
        let isText = head.allSatisfy { (0x20...0x7e).contains($0) || (0x09...0x0d).contains($0) || $0 >= 0x80 }
        return isText && String(validating: head.dropLast(min(4, head.count - 1)), as: UTF8.self) != nil
            ? .known(.text) : nil
    }

    private static func zeros(_ head: [UInt8]) -> FileKind? {
        head.allSatisfy { $0 == 0 } ? .zeros : nil
    }
}
