import ImageAssetsLabels
import ImageAssetsSystem

/// The segments of a JPEG up to its image data, and whether it has an end: what can be told without a decoder.
///
/// Source: ITU-T T.81, annex B. Thumbnails, profiles and pictures that follow the end are none of its business.
package enum JPEGHeader {
    /// More than any file has; what goes on is made to keep its reader busy.
    private static let maximumSegments = 65_536

    /// What is wrong, as a sentence; nil for a JPEG that has a size, image data and an end.
    package static func fault(in bytes: Data) -> String? {
        var at = 2
        var size: PixelSize?
        if let fault = bytes.withUnsafeBytes({ headerFault(in: $0, at: &at, &size) }) { return fault }
        // Within image data the two bytes of the end cannot occur.
        return bytes.dropFirst(at).holds(Data([0xff, 0xd9])) ? nil : "it has no end, as if it were cut off"
    }

    /// Pixels as they are stored, whichever way up they are shown; nil where the header does not say.
    package static func size(in bytes: Data) -> PixelSize? {
        var at = 2
        var size: PixelSize?
        _ = bytes.withUnsafeBytes { headerFault(in: $0, at: &at, &size) }
        return size
    }

    /// Steps over all segments in front of the image data.
    private static func headerFault(
        in bytes: UnsafeRawBufferPointer, at: inout Int, _ size: inout PixelSize?
    ) -> String? {
        for _ in 0..<maximumSegments {
            guard let segment = JPEGSegment(in: bytes, at: &at) else {
                return at < bytes.count ? "there is no marker at byte \(at)" : "it ends in its header"
            }
            switch segment.marker {
            // Frames, but for the tables of codes and conditions that are numbered among them.
            case 0xc0...0xcf where ![0xc4, 0xc8, 0xcc].contains(segment.marker):
                if let fault = frameFault(segment.content, &size) { return fault }
            case 0xda:
                return size != nil ? nil : "its image data come before its size"
            case 0xd9: return "it has no image data"
            default: break
            }
        }
        return "it has more than \(maximumSegments) segments"
    }

    /// Precision, height, width, and three bytes for each component.
    private static func frameFault(_ content: UnsafeRawBufferPointer, _ size: inout PixelSize?) -> String? {
        guard content.count >= 6, content.count >= 6 + 3 * Int(content[5]), content[5] > 0 else {
            return "its size is cut off"
        }
        let height = Int(content[1]) << 8 | Int(content[2])
        let width = Int(content[3]) << 8 | Int(content[4])
        size = PixelSize(width: width, height: height)
        return size != nil ? nil : "it is \(width)x\(height)"
    }
}
