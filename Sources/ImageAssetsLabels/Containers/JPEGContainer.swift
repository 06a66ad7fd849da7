import ImageAssetsSystem

/// Puts into a JPEG that an encoder wrote what the encoder knows nothing of.
package enum JPEGContainer {
    static let xmpSignature = Data("http://ns.adobe.com/xap/1.0/\0".utf8)
    static let exifSignature = Data("Exif\0\0".utf8)
    static let iccSignature = Data("ICC_PROFILE\0".utf8)

    /// Bytes that a segment holds behind its length.
    private static let maximumContent = 65_533
    /// Bytes of the largest packet in the one segment that all readers read.
    package static let maximumPacket = maximumContent - xmpSignature.count

    /// The segments behind the first ones of the file: EXIF, XMP, and the profile in numbered parts.
    ///
    /// - Parameters:
    ///   - xmp: a packet of at most `maximumPacket` bytes.
    ///   - exif: a TIFF block, of which the same holds.
    ///   - bytes: a JPEG without any such segments.
    /// - Returns: Nil where one of them has no room, or the bytes are no JPEG.
    package static func inserting(xmp: Data?, exif: Data?, icc: Data?, into bytes: Data) -> Data? {
        let bytes = Data(bytes)
        guard bytes.starts(with: [0xff, 0xd8, 0xff]) else { return nil }
        var segments: [(marker: UInt8, content: Data)] = []
        if let exif { segments.append((0xe1, exifSignature + exif)) }
        if let xmp { segments.append((0xe1, xmpSignature + xmp)) }
        let partSize = maximumContent - iccSignature.count - 2
        let profile = icc ?? Data()
        let parts = stride(from: 0, to: profile.count, by: partSize).map { profile.dropFirst($0).prefix(partSize) }
        guard parts.count <= 255, segments.allSatisfy({ $0.content.count <= maximumContent }) else { return nil }
        for (number, part) in parts.enumerated() {
            segments.append((0xe2, iccSignature + Data([UInt8(number + 1), UInt8(parts.count)]) + part))
        }
        var result = bytes
        result.insert(
            contentsOf: segments.reduce(into: Data()) { data, segment in
                let length = segment.content.count + 2
                data += Data([0xff, segment.marker, UInt8(length >> 8), UInt8(length & 0xff)]) + segment.content
            }, at: start(of: bytes))
        return result
    }

    /// JFIF's own segment has to be the first.
    private static func start(of bytes: Data) -> Int {
        bytes.withUnsafeBytes { buffer in
            var (at, end) = (2, 2)
            while let segment = JPEGSegment(in: buffer, at: &at), segment.marker == 0xe0 { end = at }
            return end
        }
    }
}
