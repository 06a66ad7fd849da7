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

/// A zlib stream of stored bytes and, behind them, a copy of the 10 bytes that begin `distance` before its own.
///
/// - Parameter window: the exponent that the header declares: 0 is 256 bytes, 7 is 32 KiB.
func stored(_ bytes: [UInt8], copyingFrom distance: Int, window: UInt8) -> [UInt8] {
    let all = (0..<10).reduce(into: bytes) { made, _ in made.append(made[made.count - distance]) }
    // A final block of fixed codes: length 10 is 264, whose code is 8; code 0 ends the block.
    var bits: [UInt8] = [1, 1, 0] + code(8, bits: 7)
    let base = distanceBases.lastIndex { $0 <= distance } ?? 0
    bits += code(base, bits: 5)
    bits += (0..<max(0, base / 2 - 1)).map { UInt8((distance - distanceBases[base]) >> $0 & 1) } + code(0, bits: 7)
    let block = stride(from: 0, to: bits.count, by: 8).map { start in
        bits[start..<min(start + 8, bits.count)].enumerated().reduce(0) { $0 | $1.element << $1.offset }
    }
    var stream = Array(stored(bytes, header: zlibHeader(window: window)).dropLast(4))
    stream[2] = 0  // Not the last block any more.
    return stream + block + bigEndian(adler32(all))
}

/// Deflate's codes for distances stand for the first of a range; the bits behind them tell which of it.
private let distanceBases = [1, 2, 3, 4] + (1...13).flatMap { [(2 << $0) + 1, (3 << $0) + 1] }

private func code(_ value: Int, bits: Int) -> [UInt8] { (0..<bits).reversed().map { UInt8(value >> $0 & 1) } }

/// The first two bytes of a zlib stream.
func zlibHeader(window: UInt8, level: UInt8 = 0, hasDictionary: Bool = false) -> [UInt8] {
    let method = window << 4 | 8
    let flags = level << 6 | (hasDictionary ? 0x20 : 0)
    return [method, flags + UInt8((31 - (Int(method) << 8 | Int(flags)) % 31) % 31)]
}

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
