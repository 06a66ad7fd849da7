import ImageAssetsSystem

/// The text of a file as bytes, and the way from a byte to the line and column that an editor shows for it.
///
/// A byte order mark at the start is dropped. Whether the bytes are UTF-8 is for the parser to say.
package struct SourceText: Sendable {
    /// The text, then one NUL, so that the C library's string functions stop at its end.
    package let bytes: Data

    /// Without the NUL.
    package var byteCount: Int { bytes.count - 1 }

    /// - Parameter data: nothing is copied when nobody else holds it and it has room for one more byte.
    package init(_ data: consuming Data) {
        if data.starts(with: [0xEF, 0xBB, 0xBF]) { data = Data(data.dropFirst(3)) }
        data.append(0)
        bytes = data
    }

    package init(_ text: String) {
        self.init(Data(text.utf8))
    }

    /// Looks no further than to the first NUL.
    package func contains(_ text: String) -> Bool {
        bytes.withUnsafeBytes { buffer in
            buffer.assumingMemoryBound(to: CChar.self).baseAddress.map { strstr($0, text) != nil } ?? false
        }
    }

    /// Of the first byte.
    package func withUnsafePointer<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result? {
        bytes.withUnsafeBytes { $0.assumingMemoryBound(to: UInt8.self).baseAddress.map(body) }
    }

    /// Where the character is whose first byte is at `offset`. For many offsets a `LocationFinder` is quicker.
    package func location(at offset: Int) -> SourceLocation {
        var finder = LocationFinder(self)
        return finder.location(at: offset)
    }
}

/// Turns byte offsets into places, in any order: a search starts from the place before or from the last of the marks
/// that are set along the text, whichever is nearer.
package struct LocationFinder {
    private let source: SourceText
    /// The place of each stretch's first byte, as far as the text was read.
    private var marks = [Mark()]
    private var last = Mark()

    private static let stretch = 4_096

    private struct Mark {
        package var offset = 0
        package var line = 1
        package var column = 1
    }

    package init(_ source: SourceText) {
        self.source = source
    }

    package mutating func location(at target: Int) -> SourceLocation {
        source.withUnsafePointer { start in
            let target = min(target, source.byteCount)
            while marks.count * Self.stretch <= target { setMark(start) }
            let mark = marks[target / Self.stretch]
            last = Self.mark(at: target, from: mark.offset <= last.offset && last.offset <= target ? last : mark, start)
        }
        return SourceLocation(line: last.line, column: last.column)
    }

    private mutating func setMark(_ start: UnsafePointer<UInt8>) {
        let before = marks[marks.count - 1]
        var offset = marks.count * Self.stretch
        // A character's other bytes stay with its first one.
        while offset > before.offset, start[offset] & 0xC0 == 0x80 { offset -= 1 }
        marks.append(Self.mark(at: offset, from: before, start))
    }

    private static func mark(at target: Int, from mark: Mark, _ start: UnsafePointer<UInt8>) -> Mark {
        let (count, last) = newlines(start, mark.offset, target)
        guard let last else {
            let column = mark.column + scalarCount(start, mark.offset, target)
            return Mark(offset: target, line: mark.line, column: column)
        }
        return Mark(offset: target, line: mark.line + count, column: 1 + scalarCount(start, last + 1, target))
    }

    /// How many line feeds there are between two offsets, and where the last one is.
    private static func newlines(_ start: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> (count: Int, last: Int?) {
        var count = 0
        var last: Int?
        var offset = from
        while offset < to, let newline = memchr(start + offset, 0x0A, to - offset) {
            last = UnsafeRawPointer(newline) - UnsafeRawPointer(start)
            offset = (last ?? offset) + 1
            count += 1
        }
        return (count, last)
    }

    private static func scalarCount(_ start: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Int {
        if from >= to { return 0 }
        let text = String(decoding: UnsafeBufferPointer(start: start + from, count: to - from), as: UTF8.self)
        // ASCII alone has as many UTF-16 units as bytes, and the standard library counts those quickly.
        return text.utf16.count == to - from ? to - from : text.unicodeScalars.count
    }
}
