import ImageAssetsSystem

/// JPEG: segments in front of the image data.
///
/// Source: the XMP specification, part 3, EXIF, and ISO 19566-5 (JUMBF) in ISO 18477-3's boxes. The second part of a
/// packet that is too large for one segment is not read: what says where a picture came from stands in the first.
extension FileLabels {
    private static let maximumSegments = 65_536

    init(jpeg bytes: Data) {
        self.init()
        var boxes = JUMBFParts()
        bytes.withUnsafeBytes { buffer in
            var at = 2
            for _ in 0..<Self.maximumSegments {
                guard let segment = JPEGSegment(in: buffer, at: &at), segment.marker != 0xda, segment.marker != 0xd9
                else { break }
                take(segment, &boxes)
            }
        }
        for box in boxes.parts.values { takeC2PA(box) }
    }

    private mutating func take(_ segment: JPEGSegment, _ boxes: inout JUMBFParts) {
        let content = segment.content
        if segment.marker == 0xe1, content.starts(with: JPEGContainer.xmpSignature) {
            take(xmp: Data(content.dropFirst(JPEGContainer.xmpSignature.count)))
        } else if segment.marker == 0xe1, content.starts(with: JPEGContainer.exifSignature) {
            take(exif: Data(content))
        } else if segment.marker == 0xeb {
            boxes.take(content)
        } else if (0xe0...0xef).contains(segment.marker) || segment.marker == 0xfe {
            // The others that may hold anything, and comments.
            let isNamed = content.starts(with: Data("AIGC".utf8))
            if isNamed || content.first == UInt8(ascii: "{") { take(AIGCLabel(Data(content), isNamed: isNamed)) }
        }
    }
}

/// Boxes of JUMBF that are spread over several segments, put together by their numbers.
private struct JUMBFParts {
    private(set) var parts: [UInt16: Data] = [:]
    private static let maximumBoxes = 64

    /// Two letters, the box's number, the part's number from 1 on, and from then on the box; its head in each part.
    mutating func take(_ content: UnsafeRawBufferPointer) {
        guard content.count > 16, content.starts(with: Data("JP".utf8)) else { return }
        let number = UInt16(content[2]) << 8 | UInt16(content[3])
        let isFirst = content[4...7].elementsEqual([0, 0, 0, 1])
        if isFirst {
            if parts.count < Self.maximumBoxes, parts[number] == nil { parts[number] = Data(content[8...]) }
        } else {
            // A length that is too large for its field stands behind the type.
            let head = content[8...11].elementsEqual([0, 0, 0, 1]) ? 16 : 8
            parts[number]?.append(contentsOf: content.dropFirst(8 + head))
        }
    }
}
