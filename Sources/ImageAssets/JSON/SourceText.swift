import Foundation

/// The text of a file as bytes, and the way from a byte to the line and column that an editor shows for it.
///
/// A byte order mark at the start is dropped. Whether the bytes are UTF-8 is for the parser to say.
package struct SourceText: Sendable {
    /// The text, then one NUL, so that the C library's string functions stop at its end.
    let bytes: [UInt8]

    /// Without the NUL.
    package var byteCount: Int { bytes.count - 1 }

    package init(_ data: Data) {
        bytes = data.withUnsafeBytes { buffer in
            let mark = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            let count = buffer.count - mark
            return [UInt8](unsafeUninitializedCapacity: count + 1) { room, initialized in
                if let target = room.baseAddress {
                    if count > 0, let start = buffer.baseAddress { memcpy(target, start + mark, count) }
                    target[count] = 0
                }
                initialized = count + 1
            }
        }
    }

    package init(_ text: String) {
        self.init(Data(text.utf8))
    }

    /// Where the character is whose first byte is at `offset`. For many offsets in rising order a `LocationFinder` is quicker.
    package func location(at offset: Int) -> SourceLocation {
        var finder = LocationFinder(self)
        return finder.location(at: offset)
    }
}

/// Turns byte offsets into places, each search going on from the one before.
package struct LocationFinder {
    private let source: SourceText
    private var offset = 0
    private var line = 1
    private var column = 1

    package init(_ source: SourceText) {
        self.source = source
    }

    package mutating func location(at target: Int) -> SourceLocation {
        if target < offset { (offset, line, column) = (0, 1, 1) }
        source.bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            let end = min(target, source.byteCount)
            while offset < end, let newline = memchr(start + offset, 0x0A, end - offset) {
                offset = UnsafeRawPointer(newline) - UnsafeRawPointer(start) + 1
                line += 1
                column = 1
            }
            column += Self.scalarCount(UnsafeBufferPointer(rebasing: buffer[offset..<end]))
            offset = end
        }
        return SourceLocation(line: line, column: column)
    }

    private static func scalarCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if bytes.isEmpty { return 0 }
        let text = String(decoding: bytes, as: UTF8.self)
        // ASCII alone has as many UTF-16 units as bytes, and the standard library counts those quickly.
        return text.utf16.count == bytes.count ? bytes.count : text.unicodeScalars.count
    }
}
