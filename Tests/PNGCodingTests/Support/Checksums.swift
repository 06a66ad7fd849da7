/// CRC-32 of PNG chunks, written here a second time so that the tests do not believe the code that they test.
func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(0xffff_ffff) { crcTable[Int(($0 ^ UInt32($1)) & 0xff)] ^ $0 >> 8 }
}

private let crcTable: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xedb8_8320 ^ value >> 1 : value >> 1 }
}

func adler32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in bytes {
        low = (low + UInt32(byte)) % 65521
        high = (high + low) % 65521
    }
    return high << 16 | low
}

func bigEndian(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }

/// A zlib stream of stored blocks.
func stored(_ bytes: [UInt8], block: Int = 65_535, header: [UInt8] = [0x78, 0x01], adler: UInt32? = nil) -> [UInt8] {
    var stream = header
    var rest = bytes[...]
    repeat {
        let part = rest.prefix(block)
        rest = rest.dropFirst(block)
        let count = UInt16(part.count)
        stream += [
            rest.isEmpty ? 1 : 0, UInt8(count & 0xff), UInt8(count >> 8), UInt8(~count & 0xff), UInt8(~count >> 8),
        ]
        stream += part
    } while !rest.isEmpty
    return stream + bigEndian(adler ?? adler32(bytes))
}
