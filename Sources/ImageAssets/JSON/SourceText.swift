import Foundation

/// The text of a file as bytes, and the way from a byte to the line and column that an editor shows for it.
///
/// A byte order mark at the start is dropped. Whether the bytes are UTF-8 is for the parser to say.
package struct SourceText: Sendable {
    /// The text, then one NUL, so that the C library's string functions stop at its end.
    let bytes: Data

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
    func contains(_ text: String) -> Bool {
        bytes.withUnsafeBytes { buffer in
            buffer.assumingMemoryBound(to: CChar.self).baseAddress.map { strstr($0, text) != nil } ?? false
        }
    }

    /// Of the first byte.
    func withUnsafePointer<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result? {
        bytes.withUnsafeBytes { $0.assumingMemoryBound(to: UInt8.self).baseAddress.map(body) }
    }

    /// Where the character is whose first byte is at `offset`. For many offsets in rising order a `LocationFinder` is quicker.
    package func location(at offset: Int) -> SourceLocation {
        var finder = LocationFinder(self)
        return finder.location(at: offset)
    }
}

/// Turns byte offsets into places, each search starting from the place before: quick for offsets that lie close together.
package struct LocationFinder {
    private let source: SourceText
    private var offset = 0
    private var line = 1
    private var column = 1

    package init(_ source: SourceText) {
        self.source = source
    }

    package mutating func location(at target: Int) -> SourceLocation {
        source.withUnsafePointer { start in
            let target = min(target, source.byteCount)
            if target < offset { moveBack(to: target, start) } else { moveOn(to: target, start) }
        }
        return SourceLocation(line: line, column: column)
    }

    private mutating func moveOn(to target: Int, _ start: UnsafePointer<UInt8>) {
        let (count, last) = Self.newlines(start, offset, target)
        if let last {
            line += count
            column = 1
            offset = last + 1
        }
        column += Self.scalarCount(start, offset, target)
        offset = target
    }

    private mutating func moveBack(to target: Int, _ start: UnsafePointer<UInt8>) {
        let (count, last) = Self.newlines(start, target, offset)
        if last == nil {
            column -= Self.scalarCount(start, target, offset)
        } else {
            line -= count
            column = 1 + Self.scalarCount(start, Self.lineStart(start, before: target), target)
        }
        offset = target
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

    /// The C library of Darwin cannot search backwards: stretches before the offset are searched, each twice as long.
    private static func lineStart(_ start: UnsafePointer<UInt8>, before offset: Int) -> Int {
        var length = 256
        while true {
            let from = max(0, offset - length)
            if let last = newlines(start, from, offset).last { return last + 1 }
            if from == 0 { return 0 }
            length *= 2
        }
    }

    private static func scalarCount(_ start: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Int {
        if from >= to { return 0 }
        let text = String(decoding: UnsafeBufferPointer(start: start + from, count: to - from), as: UTF8.self)
        // ASCII alone has as many UTF-16 units as bytes, and the standard library counts those quickly.
        return text.utf16.count == to - from ? to - from : text.unicodeScalars.count
    }
}
