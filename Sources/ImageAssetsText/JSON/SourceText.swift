import CImageAssetsBytes
import ImageAssetsSystem

/// The text of a file as bytes, and the way from a byte to the line and column that an editor shows for it.
///
/// A byte order mark at the start is dropped. Whether the bytes are UTF-8 is for the parser to say. It is a class with
/// memory of its own, so that what is written down about places in it stays true.
package final class SourceText {
    /// Of the text; behind it there is a NUL, at which the C library stops.
    package let start: UnsafePointer<UInt8>
    /// Without the NUL.
    package let byteCount: Int

    package init(_ data: consuming Data) {
        let mark = data.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        byteCount = data.count - mark
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCount + 1)
        data.dropFirst(mark).copyBytes(to: memory, count: byteCount)
        memory[byteCount] = 0
        start = UnsafePointer(memory)
    }

    package convenience init(_ text: String) {
        self.init(Data(text.utf8))
    }

    deinit { start.deallocate() }

    package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: byteCount) }

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
