import CImageAssetsBytes
import ImageAssetsSystem

/// The text of a file as bytes, and the way from a byte to the line and column that an editor shows for it.
///
/// A byte order mark at the start is no part of the text. Whether the bytes are UTF-8 is for the parser to say. It is a
/// class with memory of its own, so that what is written down about places in it stays true.
package final class SourceText {
    /// Of the text; behind it there is a NUL, at which the C library stops.
    let start: UnsafePointer<UInt8>
    /// Without the NUL.
    package let byteCount: Int
    /// Of all that the file holds, with the byte order mark.
    private let memory: UnsafeMutableRawPointer
    private let release: (UnsafeMutableRawPointer) -> Void
    private let mark: Int

    /// Takes over memory in which there is a byte more than the file has: a text of megabytes is not copied.
    ///
    /// - Parameter release: gives the memory back, as whoever gave it wants it.
    package init(
        adopting memory: UnsafeMutableRawPointer, byteCount: Int, release: @escaping (UnsafeMutableRawPointer) -> Void
    ) {
        memory.storeBytes(of: 0, toByteOffset: byteCount, as: UInt8.self)
        self.memory = memory
        self.release = release
        mark = UnsafeRawBufferPointer(start: memory, count: byteCount).starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        start = UnsafePointer((memory + mark).assumingMemoryBound(to: UInt8.self))
        self.byteCount = byteCount - mark
    }

    package convenience init(_ data: Data) {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: data.count + 1, alignment: 1)
        data.copyBytes(to: UnsafeMutableRawBufferPointer(start: memory, count: data.count))
        self.init(adopting: memory, byteCount: data.count) { $0.deallocate() }
    }

    package convenience init(_ text: String) {
        self.init(Data(text.utf8))
    }

    deinit { release(memory) }

    package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: byteCount) }

    /// All that the file holds, with the byte order mark: no copy.
    package var data: Data {
        Data(bytesNoCopy: memory, count: mark + byteCount, deallocator: .custom { [self] _, _ in _ = self })
    }

    package func contains(_ text: String) -> Bool {
        UnsafeRawBufferPointer(bytes).find(text, in: 0..<byteCount) != nil
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
        var offset = 0
        var line = 1
        var column = 1

        func moved(to target: Int, in source: SourceText) -> Mark {
            var mark = self
            cbytes_place(source.start, offset, target, &mark.line, &mark.column)
            mark.offset = target
            return mark
        }
    }

    package init(_ source: SourceText) {
        self.source = source
    }

    package mutating func location(at target: Int) -> SourceLocation {
        let target = min(target, source.byteCount)
        while marks.count * Self.stretch <= target {
            marks.append(marks[marks.count - 1].moved(to: marks.count * Self.stretch, in: source))
        }
        let mark = marks[target / Self.stretch]
        last = (mark.offset <= last.offset && last.offset <= target ? last : mark).moved(to: target, in: source)
        return SourceLocation(line: last.line, column: last.column)
    }
}
