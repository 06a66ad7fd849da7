import ImageAssetsSystem

/// The comment in a block of EXIF, which is a TIFF file of directories alone.
///
/// Source: TIFF 6.0 and EXIF 3.0. Read where writers put it: in the directory of EXIF, or by mistake in the first one;
/// as the description of the picture too.
enum ExifComment {
    private static let exifDirectory = 0x8769
    private static let userComment = 0x9286
    private static let description = 0x010e
    private static let maximumEntries = 1024

    /// China's label, with the block to write it in.
    static func label(in block: Data) -> AIGCLabel? {
        let tiff = block.starts(with: Array("Exif\0\0".utf8)) ? block.dropFirst(6) : block
        guard let reader = Reader(Data(tiff)) else { return nil }
        for (value, isComment) in reader.comments {
            for (text, isWide) in texts(of: value, isComment: isComment, reader.isBigEndian) {
                guard var label = AIGCLabel(text, isNamed: false) else { continue }
                // What came with a code for its characters keeps that.
                let kept = isWide || text.count < value.count ? value : code("ASCII", of: label.json) + label.json
                label.exif = write(kept, isBigEndian: reader.isBigEndian)
                return label
            }
        }
        return nil
    }

    /// Eight bytes say how the rest is written, where the writer knew; UTF-16 is read as UTF-8.
    private static func texts(of value: Data, isComment: Bool, _ isBigEndian: Bool) -> [(Data, isWide: Bool)] {
        guard isComment, value.count > 8 else { return [(value, false)] }
        let rest = Data(value.dropFirst(8))
        guard value.starts(with: code("UNICODE")) else { return [(rest, false), (value, false)] }
        let orders: [String.Encoding] =
            isBigEndian ? [.utf16BigEndian, .utf16LittleEndian] : [.utf16LittleEndian, .utf16BigEndian]
        let wide = rest.count % 2 == 0 ? orders.compactMap { String(data: rest, encoding: $0) } : []
        return wide.map { (Data($0.utf8), true) } + [(rest, false)]
    }

    /// The eight bytes; all zero for characters of no such set.
    private static func code(_ name: String, of text: Data? = nil) -> Data {
        if let text, !text.allSatisfy({ $0 < 0x80 }) { return Data(count: 8) }
        return Data(name.utf8) + Data(count: 8 - name.utf8.count)
    }

    /// Two directories of one entry each, then the value.
    private static func write(_ value: Data, isBigEndian: Bool) -> Data {
        func number(_ value: Int, _ count: Int) -> Data {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            return Data(isBigEndian ? bytes.reversed() : bytes)
        }
        func directory(_ tag: Int, type: Int, count: Int, _ value: Int) -> Data {
            number(1, 2) + number(tag, 2) + number(type, 2) + number(count, 4) + number(value, 4) + number(0, 4)
        }
        return Data((isBigEndian ? "MM" : "II").utf8) + number(42, 2) + number(8, 4)
            + directory(exifDirectory, type: 4, count: 1, 26)
            + directory(userComment, type: 7, count: value.count, 44) + value
    }

    private struct Reader {
        let bytes: Data
        let isBigEndian: Bool

        init?(_ bytes: Data) {
            guard bytes.count >= 8 else { return nil }
            self.bytes = bytes
            isBigEndian = bytes.starts(with: Array("MM".utf8))
            guard isBigEndian || bytes.starts(with: Array("II".utf8)), number(at: 2, 2) == 42 else { return nil }
        }

        /// Of both directories; one entry may lead to the second, and nothing further.
        var comments: [(Data, isComment: Bool)] {
            let first = entries(at: number(at: 4, 4) ?? 0)
            let second = first.first { number(at: $0, 2) == exifDirectory }.flatMap { number(at: $0 + 8, 4) }
            return ((second.map(entries) ?? []) + first).compactMap { entry in
                guard let tag = number(at: entry, 2), tag == userComment || tag == description,
                    let value = value(of: entry)
                else { return nil }
                return (value, tag == userComment)
            }
        }

        /// The offsets of a directory's entries.
        private func entries(at directory: Int) -> [Int] {
            let count = min(number(at: directory, 2) ?? 0, maximumEntries)
            return (0..<count).map { directory + 2 + 12 * $0 }.filter { $0 + 12 <= bytes.count }
        }

        /// Bytes or characters; up to four stand in the entry itself.
        private func value(of entry: Int) -> Data? {
            guard let type = number(at: entry + 2, 2), [1, 2, 7].contains(type),
                let count = number(at: entry + 4, 4), count <= AIGCLabel.maximumByteCount,
                let start = count <= 4 ? entry + 8 : number(at: entry + 8, 4), start + count <= bytes.count
            else { return nil }
            return Data(bytes[start..<start + count])
        }

        private func number(at start: Int, _ count: Int) -> Int? {
            guard start >= 0, start + count <= bytes.count else { return nil }
            let part = bytes[start..<start + count]
            return (isBigEndian ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
        }
    }
}
