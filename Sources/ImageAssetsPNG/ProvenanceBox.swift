/// Tells whether a PNG's chunk caBX, or what other formats have for it, holds what C2PA puts there: a manifest store,
/// which is a box of JUMBF (ISO 19566-5).
///
/// Any program can write a chunk of this name. Only the frame is looked at: whether a signature in it holds takes
/// certificates.
package enum ProvenanceBox {
    /// `c2pa` and the tail that all types of such boxes share.
    private static let manifestStore: [UInt8] = [
        0x63, 0x32, 0x70, 0x61, 0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71,
    ]

    /// Whether these bytes are one superbox, first of all described as a manifest store, with a manifest in it.
    package static func isManifestStore(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let store = Box(in: bytes), store.type == "jumb", store.rest.isEmpty,
            let description = Box(in: store.content), description.type == "jumd",
            // A type, and a byte of flags that says what follows of it.
            description.content.count > manifestStore.count, description.content.starts(with: manifestStore),
            let manifest = Box(in: description.rest)
        else { return false }
        return manifest.type == "jumb"
    }

    /// A length, a type of four letters, and as many bytes as the length says.
    private struct Box {
        let type: String
        let content: UnsafeRawBufferPointer
        /// What follows it.
        let rest: UnsafeRawBufferPointer

        init?(in bytes: UnsafeRawBufferPointer) {
            guard bytes.count >= 8 else { return nil }
            type = String(decoding: bytes[4..<8], as: UTF8.self)
            var head = 8
            var length = Int(UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self)))
            switch length {
            // Up to the end of what it is in.
            case 0: length = bytes.count
            // The length is too large for its field, and stands behind the type.
            case 1:
                guard bytes.count >= 16 else { return nil }
                head = 16
                length = Int(clamping: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
            default: break
            }
            guard length >= head, length <= bytes.count else { return nil }
            content = UnsafeRawBufferPointer(rebasing: bytes[head..<length])
            rest = UnsafeRawBufferPointer(rebasing: bytes[length...])
        }
    }
}
