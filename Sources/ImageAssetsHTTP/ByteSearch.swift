import CImageAssetsBytes

/// Places in an answer of megabytes, found by C: each is an offset from the beginning.
extension UnsafeRawBufferPointer {
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
