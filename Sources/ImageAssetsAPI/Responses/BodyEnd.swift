import ImageAssetsSystem

extension Data {
    /// Whether it ends as an answer does that begins like this: an object that is closed, an image's last chunk. What
    /// is packed, and what has no end of its own, always does.
    var isClosed: Bool {
        let isVisible = { (byte: UInt8) in byte > 0x20 }
        guard let first = prefix(Self.looked).first(where: isVisible),
            let last = suffix(Self.looked).last(where: isVisible)
        else { return false }
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return [UInt8(ascii: "}"), UInt8(ascii: "]")].contains(last)
        case 0x89: return suffix(12).holds("IEND")
        default: return true
        }
    }

    /// Bytes at either end that are looked at one by one.
    private static let looked = 65_536
}
