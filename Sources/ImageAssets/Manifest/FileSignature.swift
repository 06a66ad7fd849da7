import Foundation

/// What a file is by its first bytes; its name says nothing.
enum FileSignature: Sendable, Hashable {
    case reference(ReferenceType)
    case empty
    /// Something else, with its article: `a GIF image`.
    case other(String)

    /// How many bytes are needed at the most.
    static let byteCount = 16

    init(_ start: Data) {
        let bytes = Array(start.prefix(Self.byteCount))
        func has(_ signature: [UInt8], at offset: Int = 0) -> Bool {
            bytes.dropFirst(offset).starts(with: signature)
        }
        func has(_ text: String, at offset: Int = 0) -> Bool { has(Array(text.utf8), at: offset) }

        if bytes.isEmpty {
            self = .empty
        } else if has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .reference(.png)
        } else if has([0xFF, 0xD8, 0xFF]) {
            self = .reference(.jpeg)
        } else if has("RIFF"), has("WEBP", at: 8) {
            self = .reference(.webp)
        } else if has("GIF8") {
            self = .other("a GIF image")
        } else if has("ftypavif", at: 4) || has("ftypavis", at: 4) {
            self = .other("an AVIF image")
        } else if has("ftyphei", at: 4) || has("ftypmif1", at: 4) || has("ftypmsf1", at: 4) {
            self = .other("a HEIC image")
        } else if has("II*\0") || has("MM\0*") {
            self = .other("a TIFF image")
        } else if has("BM") {
            self = .other("a BMP image")
        } else if has("8BPS") {
            self = .other("a Photoshop file")
        } else if has("%PDF") {
            self = .other("a PDF file")
        } else if has("<") {
            self = .other("markup, such as SVG or HTML")
        } else {
            self = .other("no image of a known kind")
        }
    }
}
