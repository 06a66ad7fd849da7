import ImageAssetsPNG
import ImageAssetsSystem

/// What a picture's file says, for machines, of where the picture came from, and what of it can be carried along into
/// another file.
///
/// All of it is read as what a stranger wrote: what is too large, unreadable or not what it is called is not there.
package struct FileLabels: Sendable, Hashable {
    package private(set) var kinds: Set<ProvenanceLabel> = []
    /// The file's first that can be read.
    package private(set) var xmp: XMPPacket?
    package private(set) var aigc: AIGCLabel?

    /// How many packets of one file are tried, and how many blocks of EXIF.
    private static let maximumTries = 4
    private var packets = 0
    private var blocks = 0

    init() {}

    package init(_ info: PNGInfo) { self.init(info.metadata) }

    /// Of a PNG, a JPEG or a WebP, told by its first bytes; of anything else nothing is known.
    package init?(of bytes: Data) {
        if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) {
            self.init(PNGMetadata(of: bytes))
        } else if bytes.starts(with: [0xff, 0xd8, 0xff]) {
            self.init(jpeg: bytes)
        } else if bytes.starts(with: Data("RIFF".utf8)), bytes.dropFirst(8).starts(with: Data("WEBP".utf8)) {
            self.init(webP: bytes)
        } else {
            return nil
        }
    }

    // MARK: What the readers of each format find

    mutating func takeC2PA() { kinds.insert(.c2pa) }

    mutating func takeC2PA(_ boxes: Data) {
        if boxes.withUnsafeBytes({ ProvenanceBox.isManifestStore($0) }) { takeC2PA() }
    }

    mutating func take(xmp bytes: Data) {
        packets += 1
        guard packets <= Self.maximumTries, let packet = XMPPacket(bytes) else { return }
        if packet.values[.digitalSourceType] != nil { kinds.insert(.iptc) }
        if let label = packet.values[.aigc] { take(AIGCLabel(Data(label.utf8), isNamed: true)) }
        xmp = xmp ?? packet
    }

    mutating func take(exif block: Data) {
        blocks += 1
        if blocks <= Self.maximumTries { take(ExifComment.label(in: block)) }
    }

    /// A label that came in several forms is kept in each; the first is the one that holds.
    mutating func take(_ label: AIGCLabel?) {
        guard let label else { return }
        kinds.insert(.aigc)
        var kept = aigc ?? label
        kept.text = kept.text ?? label.text
        kept.exif = kept.exif ?? label.exif
        aigc = kept
    }
}
