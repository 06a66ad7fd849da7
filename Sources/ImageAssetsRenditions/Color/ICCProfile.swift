import ImageAssetsSystem

/// What an ICC profile (ISO 15076-1) says of itself: as much as tells that it is one, for which samples, and whether
/// it is sRGB.
///
/// It comes from whoever made the picture: every place is held against the profile's own bytes.
struct ICCProfile {
    /// For which samples it is, by four letters.
    let space: UInt32
    private let bytes: Data
    private let tags: [UInt32: Range<Int>]

    static let rgb = number("RGB ")
    private static let signature = number("acsp")
    /// Of input, display, output and conversion: those that stand beside a picture.
    private static let classes = Set(["scnr", "mntr", "prtr", "spac"].map(number))
    private static let connections = Set(["XYZ ", "Lab "].map(number))
    private static let headerCount = 128
    private static let maximumTags = 256

    /// Nil for what is no profile of versions 2 to 4 that can stand beside a picture.
    init?(_ bytes: Data) {
        let bytes = Data(bytes)
        guard bytes.count >= Self.headerCount + 4, bytes.u32(0) == bytes.count, (2...4).contains(bytes[8]),
            Self.classes.contains(bytes.u32(12)), Self.connections.contains(bytes.u32(20)),
            bytes.u32(36) == Self.signature, let tags = Self.tags(of: bytes)
        else { return nil }
        space = bytes.u32(16)
        self.bytes = bytes
        self.tags = tags
    }

    private static func tags(of bytes: Data) -> [UInt32: Range<Int>]? {
        let count = Int(bytes.u32(headerCount))
        let start = headerCount + 4 + 12 * count
        guard (1...maximumTags).contains(count), start <= bytes.count else { return nil }
        var tags: [UInt32: Range<Int>] = [:]
        for place in stride(from: headerCount + 4, to: start, by: 12) {
            let (offset, size) = (Int(bytes.u32(place + 4)), Int(bytes.u32(place + 8)))
            guard offset >= start, offset + size <= bytes.count else { return nil }
            tags[bytes.u32(place)] = offset..<offset + size
        }
        return tags
    }

    /// Its four letters without the spaces at the end; what is no letter is shown as `?`.
    var spaceName: String {
        let letters = bytes[16..<20].map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: "?") }
        return String(String(decoding: letters, as: UTF8.self).reversed().drop { $0 == " " }.reversed())
    }

    fileprivate static func number(_ letters: String) -> UInt32 { letters.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

    private func tag(_ name: String) -> Data? { tags[Self.number(name)].map { Data(bytes[$0]) } }
}

extension ICCProfile {
    /// Whether its primaries and curves are sRGB's, whoever made it and whatever it calls itself. Makers round, and
    /// adapt the white in one of two ways.
    var isSRGB: Bool {
        guard tag("A2B0") == nil else { return false }
        return Self.primaries.allSatisfy { name, wanted in
            guard let found = tag(name).flatMap(Self.color) else { return false }
            return zip(found, wanted).allSatisfy { abs($0 - $1) < 0.002 }
        } && ["rTRC", "gTRC", "bTRC"].allSatisfy { tag($0).map(Self.isCurve) ?? false }
    }

    private static let primaries: [(String, [Double])] = [
        ("rXYZ", [0.4360, 0.2225, 0.0139]), ("gXYZ", [0.3851, 0.7169, 0.0971]), ("bXYZ", [0.1431, 0.0606, 0.7141]),
    ]

    private static func color(_ tag: Data) -> [Double]? {
        guard tag.count >= 20, tag.u32(0) == number("XYZ ") else { return nil }
        return (0..<3).map { fixed(tag, 8 + 4 * $0) }
    }

    private static func fixed(_ tag: Data, _ place: Int) -> Double {
        Double(Int32(bitPattern: tag.u32(place))) / 65536
    }

    private static func isCurve(_ tag: Data) -> Bool {
        let places = stride(from: 0.0, through: 1, by: 1.0 / 64)
        if tag.count >= 12, tag.u32(0) == number("curv") {
            let count = Int(tag.u32(8))
            // One number alone is a gamma, which sRGB's curve is not.
            guard count >= 64, count <= 1 << 16, tag.count >= 12 + 2 * count else { return false }
            return places.allSatisfy { place in
                let index = Int((place * Double(count - 1)).rounded())
                let value = Double(UInt16(tag[12 + 2 * index]) << 8 | UInt16(tag[13 + 2 * index])) / 65535
                return abs(value - light(Double(index) / Double(count - 1))) < 0.002
            }
        }
        // The kind with a straight piece at the beginning: g, a, b, c, d.
        guard tag.count >= 32, tag.u32(0) == number("para"), tag[8] == 0, tag[9] == 3 else { return false }
        let p = (0..<5).map { fixed(tag, 12 + 4 * $0) }
        return places.allSatisfy { place in
            let value = place >= p[4] ? pow(max(0, p[1] * place + p[2]), p[0]) : p[3] * place
            return abs(value - light(place)) < 0.002
        }
    }

    private static func light(_ value: Double) -> Double {
        value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}

extension Data {
    /// Most significant byte first; of a whole `Data`, at a place that is in it.
    fileprivate func u32(_ place: Int) -> UInt32 {
        withUnsafeBytes { UInt32(bigEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self)) }
    }
}
