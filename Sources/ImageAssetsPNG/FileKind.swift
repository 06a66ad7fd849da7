import ImageAssetsSystem

/// What bytes are that do not begin like a PNG, told from their first bytes, as far as it helps a person.
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
    /// Of a name that stands in a sentence with its article: `a JPEG`.
    case known(String)
    case unknown

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
        case .known(let name): "is \(name), not \(wanted)"
        case .unknown: "is not \(wanted)"
        }
    }

    /// Whether it is a picture, as far as one can be meant to be drawn for somebody.
    package var isPicture: Bool {
        guard case .known(let name) = self else { return false }
        return [
            "a JPEG", "a WebP", "a GIF", "an AVIF", "a HEIC", "a JPEG XL", "a JPEG 2000", "a TIFF", "a BMP", "an SVG",
        ].contains(name)
    }

    /// Whether it is made for people to read in a browser.
    package var isPage: Bool { self == .known("an HTML page") || self == .known("an XML document") }

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
        switch code {
        case "gitLFSPointer": "Run `git lfs pull`; it costs nothing."
        case "lineEndings":
            "Write `*.png binary` into .gitattributes, delete the file and get it from Git again with `git checkout`; "
                + "it costs nothing. If Git has the same bytes, they were converted before they were committed: then "
                + "the picture has to come from a clone or store that still has it."
        default: nil
        }
    }

    /// Whether bytes begin like a PNG, which no kind here does.
    package static func isPNG(_ bytes: Data) -> Bool { bytes.starts(with: signature) }

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

    private static let magics: [(at: Int, bytes: [UInt8], name: String)] = [
        (0, [0xff, 0xd8, 0xff], "a JPEG"),
        (0, Array("GIF8".utf8), "a GIF"),
        (4, Array("ftypavif".utf8), "an AVIF"), (4, Array("ftypavis".utf8), "an AVIF"),
        (4, Array("ftyphei".utf8), "a HEIC"), (4, Array("ftyphev".utf8), "a HEIC"),
        (4, Array("ftypmif1".utf8), "a HEIC"), (4, Array("ftypmsf1".utf8), "a HEIC"),
        (4, Array("ftyp".utf8), "an MP4"),
        (0, [0xff, 0x0a], "a JPEG XL"), (4, Array("JXL ".utf8), "a JPEG XL"),
        (4, Array("jP  ".utf8), "a JPEG 2000"),
        (0, [0x49, 0x49, 0x2a, 0x00], "a TIFF"), (0, [0x4d, 0x4d, 0x00, 0x2a], "a TIFF"),
        (0, [0x49, 0x49, 0x2b, 0x00], "a TIFF"), (0, [0x4d, 0x4d, 0x00, 0x2b], "a TIFF"),
        (0, [0x00, 0x00, 0x01, 0x00], "an ICO"),
        (0, [0x8a, 0x4d, 0x4e, 0x47], "an MNG"), (0, [0x8b, 0x4a, 0x4e, 0x47], "a JNG"),
        (0, Array("8BPS".utf8), "a Photoshop document"),
        (0, Array("%PDF-".utf8), "a PDF"),
        (0, [0x50, 0x4b, 0x03, 0x04], "a ZIP archive"),
        (0, [0x1f, 0x8b], "a gzip file"),
    ]

    private static func binary(_ head: [UInt8]) -> FileKind? {
        if head.starts(with: Array("RIFF".utf8)) {
            return .known(head.dropFirst(8).starts(with: Array("WEBP".utf8)) ? "a WebP" : "a RIFF file")
        }
        // Two letters alone would be a text; the four reserved bytes are zero.
        if head.starts(with: Array("BM".utf8)), head.dropFirst(6).starts(with: [0, 0, 0, 0]) { return .known("a BMP") }
        return magics.first { head.dropFirst($0.at).starts(with: $0.bytes) }.map { .known($0.name) }
    }

    private static func text(_ head: [UInt8]) -> FileKind? {
        var bytes = head[...]
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes = bytes.dropFirst(3) }
        let start = bytes.drop { $0 == 0x20 || (0x09...0x0d).contains($0) }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if pointerStarts.contains(where: text.hasPrefix) { return .gitLFSPointer }
        if text.hasPrefix("<svg") { return .known("an SVG") }
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<head")
            || text.hasPrefix("<body")
        {
            return .known("an HTML page")
        }
        if text.hasPrefix("<?xml") || text.hasPrefix("<!--") || text.hasPrefix("<!doctype svg") {
            if text.contains("<svg") || text.contains("doctype svg") { return .known("an SVG") }
            return text.contains("<html") ? .known("an HTML page") : .known("an XML document")
        }
        if text.hasPrefix("{") || text.hasPrefix("[") { return .known("JSON") }
        if text.hasPrefix("data:") { return .known("a data URL") }
        if text.hasPrefix("ivborw0kggo") { return .known("the base64 text of a PNG") }
        let isText = head.allSatisfy { (0x20...0x7e).contains($0) || (0x09...0x0d).contains($0) || $0 >= 0x80 }
        return isText && String(validating: head.dropLast(min(4, head.count - 1)), as: UTF8.self) != nil
            ? .known("text") : nil
    }

    private static func zeros(_ head: [UInt8]) -> FileKind? {
        head.allSatisfy { $0 == 0 } ? .zeros : nil
    }
}
