import ImageAssetsSystem

/// A marker of a JPEG and what belongs to it.
///
/// Source: ITU-T T.81, annex B.
package struct JPEGSegment {
    package let marker: UInt8
    package let content: UnsafeRawBufferPointer

    /// Nil at what is no marker, or, with `at` behind the last byte, where the bytes end. Steps over it.
    package init?(in bytes: UnsafeRawBufferPointer, at: inout Int) {
        guard at + 1 < bytes.count else {
            at = bytes.count
            return nil
        }
        guard bytes[at] == 0xff else { return nil }
        // A marker may have any number of such bytes in front; nobody writes many.
        var name = at + 1
        while name < bytes.count, bytes[name] == 0xff, name - at < 64 { name += 1 }
        guard name < bytes.count else {
            at = bytes.count
            return nil
        }
        marker = bytes[name]
        guard marker != 0, marker != 0xff else { return nil }
        if marker == 0x01 || (0xd0...0xd9).contains(marker) {
            at = name + 1
            content = UnsafeRawBufferPointer(rebasing: bytes[at..<at])
            return
        }
        guard name + 2 < bytes.count else {
            at = bytes.count
            return nil
        }
        let length = Int(bytes[name + 1]) << 8 | Int(bytes[name + 2])
        guard length >= 2 else { return nil }
        guard name + 1 + length <= bytes.count else {
            at = bytes.count
            return nil
        }
        at = name + 1 + length
        content = UnsafeRawBufferPointer(rebasing: bytes[name + 3..<at])
    }
}
