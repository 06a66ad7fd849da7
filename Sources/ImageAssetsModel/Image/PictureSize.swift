import ImageAssetsSystem

extension ReferenceType {
    /// The pixels that a picture of this kind has by its header; nil where that does not say.
    package func size(in bytes: Data) -> PixelSize? {
        switch self {
        case .png: Self.sizeOfPNG(bytes)
        case .jpeg: JPEGHeader.size(in: bytes)
        case .webp: WebPHeader.size(in: bytes)
        }
    }

    /// Width and height stand first in the first chunk.
    private static func sizeOfPNG(_ bytes: Data) -> PixelSize? {
        let header = bytes.dropFirst(12).prefix(12)
        guard header.count == 12, header.starts(with: "IHDR".utf8) else { return nil }
        let number = { (bytes: Data) in bytes.reduce(0) { $0 << 8 | Int($1) } }
        return PixelSize(width: number(header.dropFirst(4).prefix(4)), height: number(header.suffix(4)))
    }
}
