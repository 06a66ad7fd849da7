import ImageAssetsPNG
import ImageAssetsSystem

/// The kinds of image that can be sent as a reference, by their media types.
package enum ReferenceType: String, Sendable, Hashable, CaseIterable {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case webp = "image/webp"

    /// Of an invented file name: some servers read the name's extension instead of the media type.
    package var fileExtension: String { fileExtensions[0] }

    /// For a sentence: `a PNG`.
    package var words: String { "a \(name)" }

    package var name: String {
        switch self {
        case .png: "PNG"
        case .jpeg: "JPEG"
        case .webp: "WebP"
        }
    }

    private var fileExtensions: [String] {
        switch self {
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg"]
        case .webp: ["webp"]
        }
    }
}

extension ReferenceType {
    /// Recognised by a file's first bytes; its name says nothing. Nil for anything that services do not take.
    package init?(start: Data) {
        switch FileKind(start) {
        case .known(.png): self = .png
        case .known(.jpeg): self = .jpeg
        case .known(.webP): self = .webp
        default: return nil
        }
    }

    /// By the extension of a file's name, for want of its bytes.
    package init?(fileName: String) {
        let name = fileName.lowercased()
        let type = Self.allCases.first { $0.fileExtensions.contains { name.hasSuffix("." + $0) } }
        guard let type else { return nil }
        self = type
    }
}
