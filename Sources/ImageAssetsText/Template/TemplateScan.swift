import CImageAssetsBytes
import ImageAssetsSystem

/// Takes a text with `${…}` apart. The C library goes over what lies between.
package enum TemplateScan {
    package enum Part: Sendable, Hashable {
        case text(String)
        /// The offset is that of the `$`, in bytes of the text.
        case name(String, member: String?, at: Int)
        case fault(Fault, at: Int)
    }

    package enum Fault: Sendable, Hashable {
        case notClosed
        /// What stands between `${` and `}` is no name.
        case noName(String)
    }

    /// In the order of the text; nil where no `${` is in it, as in most.
    package static func parts(of text: String) -> [Part]? {
        var text = text
        return text.withUTF8 { buffer in
            let bytes = UnsafeRawBufferPointer(buffer)
            guard var next = opening(in: bytes, from: 0) else { return nil }
            var parts: [Part] = []
            var start = 0
            while next < bytes.count {
                if next > start, bytes[next - 1] == UInt8(ascii: "$") {
                    parts.append(.text(bytes.text(start..<next - 1) + "${"))
                    start = next + 2
                } else {
                    if next > start { parts.append(.text(bytes.text(start..<next))) }
                    // A name holds none of these.
                    let end = bytes.end(of: "}$\n", inside: false, from: next + 2)
                    let isClosed = end < bytes.count && bytes[end] == UInt8(ascii: "}")
                    parts.append(isClosed ? part(bytes.text(next + 2..<end), at: next) : .fault(.notClosed, at: next))
                    start = isClosed ? end + 1 : end
                }
                next = opening(in: bytes, from: start) ?? bytes.count
            }
            if start < bytes.count { parts.append(.text(bytes.text(start..<bytes.count))) }
            return parts
        }
    }

    /// Where the next `${` is.
    static func opening(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress else { return nil }
        let found = cbytes_find(base + start, bytes.count - start, opening.utf8Start, 2)
        return start + found < bytes.count ? start + found : nil
    }

    package static func holds(_ text: String, _ wanted: StaticString) -> Bool {
        var text = text
        return text.withUTF8 {
            cbytes_find($0.baseAddress, $0.count, wanted.utf8Start, wanted.utf8CodeUnitCount) < $0.count
        }
    }

    private static let opening: StaticString = "${"

    private static func part(_ inner: String, at offset: Int) -> Part {
        let words = inner.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard words.allSatisfy({ Template.isName($0) }) else { return .fault(.noName(inner), at: offset) }
        return .name(words[0], member: words.count > 1 ? words[1] : nil, at: offset)
    }
}

extension TemplateScan.Fault {
    package var message: String {
        switch self {
        case .notClosed: "this ${ is not closed"
        case .noName(let inner): "\(Diagnostic.quoted("${\(inner)}")) holds no name"
        }
    }

    package var hint: String {
        switch self {
        case .notClosed: "Write } after the name; a literal ${ is written $${."
        case .noName: "\(Template.nameRule) A literal ${ is written $${."
        }
    }
}

extension Template {
    /// Makes a template of the parts of a text, and tells their faults: what has one is `${` in it, so that whatever
    /// else is wrong with the text can be told beside it.
    ///
    /// - Parameter place: that of a byte of the text, asked for in rising order.
    package static func read(
        _ parts: [TemplateScan.Part], in file: PackagePath? = nil, place: (Int) -> SourceLocation
    ) -> (pieces: [Piece], faults: [(fault: TemplateScan.Fault, location: SourceLocation)]) {
        var pieces: [Piece] = []
        var faults: [(fault: TemplateScan.Fault, location: SourceLocation)] = []
        for part in parts {
            switch part {
            case .text(let text): pieces.append(.text(text))
            case .name(let name, let member, let offset):
                pieces.append(.name(Name(name, member: member, in: file, at: place(offset))))
            case .fault(let fault, let offset):
                faults.append((fault, place(offset)))
                pieces.append(.text("${"))
            }
        }
        return (pieces, faults)
    }
}
