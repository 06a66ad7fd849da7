import ImageAssetsSystem

/// Swift compares strings by canonical equivalence; keys, names and paths are compared as they are written.
extension String {
    /// Whether both are the same bytes. Neither holds U+0000.
    package func isIdentical(to other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        // Nothing else that is as long is equivalent to ASCII, which of a short text the standard library tells
        // quickly.
        return utf8.count < 64 && utf8.count == utf16.count
            ? self == other
            : withCString { start in other.withCString { strcmp(start, $0) == 0 } }
    }

    package func hashBytes(into hasher: inout Hasher) {
        var text = self
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// Of a path; nil when it has none.
    package var lastSlash: String.Index? {
        let offset = withCString { start in strrchr(start, Int32(UInt8(ascii: "/"))).map { UnsafePointer($0) - start } }
        return offset.map { utf8.index(startIndex, offsetBy: $0) }
    }

    /// By UTF-16 code units, as RFC 8785 sorts.
    func precedesByUTF16(_ other: String) -> Bool {
        // Of ASCII texts, which the standard library tells quickly, every order is the same.
        if utf8.count == utf16.count, other.utf8.count == other.utf16.count { return self < other }
        return utf16.lexicographicallyPrecedes(other.utf16)
    }
}
