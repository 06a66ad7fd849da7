/// What C2PA puts into a chunk named caBX, as far as its frame goes.
enum Provenance {
    static let type: [UInt8] = Array("c2pa".utf8) + [0, 0x11, 0, 0x10, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]

    static func box(_ name: String, _ content: [UInt8], length: UInt32? = nil) -> [UInt8] {
        bigEndian(length ?? UInt32(content.count + 8)) + Array(name.utf8) + content
    }

    /// A superbox: its description, and what is in it.
    static func superbox(_ type: [UInt8], label: String, _ content: [UInt8], length: UInt32? = nil) -> [UInt8] {
        box("jumb", box("jumd", type + [3] + Array(label.utf8) + [0]) + content, length: length)
    }

    static let manifest = superbox(
        Array("c2ma".utf8) + type.dropFirst(4), label: "urn:c2pa:1", box("cbor", [0xa0]))

    static func store(type: [UInt8] = type, _ content: [UInt8] = manifest, length: UInt32? = nil) -> [UInt8] {
        superbox(type, label: "c2pa", content, length: length)
    }
}
