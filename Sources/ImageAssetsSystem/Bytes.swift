import CImageAssetsBytes

/// Places in bytes, megabytes of them, found by C: each is an offset from the beginning.
extension UnsafeRawBufferPointer {
    /// Where the wanted bytes begin first; nil when they do not occur.
    package func find(_ wanted: Data, in range: Range<Int>) -> Int? {
        guard !range.isEmpty, let base = baseAddress else { return nil }
        let found = wanted.withUnsafeBytes {
            cbytes_find(base + range.lowerBound, range.count, $0.baseAddress, $0.count)
        }
        return found < range.count ? range.lowerBound + found : nil
    }

    package func find(_ wanted: String, in range: Range<Int>) -> Int? { find(Data(wanted.utf8), in: range) }

    /// Where the first byte is that is not of the set, or, when `inside` is false, that is; the end when there is none.
    package func end(of set: String, inside: Bool = true, from start: Int) -> Int {
        guard start < count, let base = baseAddress else { return count }
        return start + cbytes_span(base + start, count - start, set, inside)
    }

    /// Where the quotation mark is that ends a JSON string; the end when there is none.
    package func stringEnd(from start: Int) -> Int {
        guard start < count, let base = baseAddress else { return count }
        return start + cbytes_string_end(base + start, count - start)
    }

    package func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}

extension Data {
    /// Whether the wanted bytes occur.
    package func holds(_ wanted: Data) -> Bool { withUnsafeBytes { $0.find(wanted, in: 0..<$0.count) != nil } }

    package func holds(_ wanted: String) -> Bool { holds(Data(wanted.utf8)) }

    /// Writes all of it, however many calls that takes; false, with `errno` set, when the system refuses.
    package func writeAll(to descriptor: Int32) -> Bool {
        withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress
                let count = ImageAssetsSystem.write(descriptor, start, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }
}
