import ImageAssetsModel

/// The strings of an answer and what encloses them, told by quotation marks, braces and brackets alone.
///
/// All else counts for nothing, so that an answer reads alike whether it is one JSON value, a stream of events or has text
/// around it, whether it is whole or breaks off, and whatever is wrong with a member that nobody needs.
struct AnswerOutline {
    /// An object or a list.
    struct Part {
        let key: String?
        let parent: Int?
        /// The outermost part that it is in: the answer itself, or one of its events.
        let root: Int
        var range: Range<Int>
        /// What its type says of the image in it.
        var isPartial = false
        var isDone = false
    }

    struct Text {
        let key: String?
        let part: Int
        /// Between the quotation marks; to the end of the answer when it breaks off.
        let range: Range<Int>
    }

    private(set) var parts: [Part] = []
    private(set) var texts: [Text] = []

    /// Strings, objects and lists that are read. Only an attack has more, and what it has behind them is found without them.
    private static let maximumCount = 1 << 19

    init(_ bytes: UnsafeRawBufferPointer) {
        var (position, rootEnd) = (0, 0)
        var open: Int?
        var key: String?
        for _ in 0..<Self.maximumCount {
            position = bytes.end(of: open == nil ? "{[" : "\"{}[]", inside: false, from: position)
            guard position < bytes.count else { return }
            switch (bytes[position], open) {
            case (UInt8(ascii: "\""), let part?):
                let range = position + 1..<max(position + 1, bytes.stringEnd(from: position + 1))
                position = min(bytes.count, range.upperBound + 1)
                let next = bytes.end(of: " \t\r\n", from: position)
                if next < bytes.count, bytes[next] == UInt8(ascii: ":") {
                    key = bytes.text(range.prefix(64))
                    if key == "partial_image_index" { parts[part].isPartial = true }
                    continue
                }
                texts.append(Text(key: key, part: part, range: range))
                if let key, ["type", "event", "object"].contains(key) {
                    let type = bytes.text(range.prefix(64))
                    if type.contains("partial") { parts[part].isPartial = true }
                    if type.hasSuffix("completed") { parts[part].isDone = true }
                }
            case (UInt8(ascii: "}"), let part?), (UInt8(ascii: "]"), let part?):
                position += 1
                parts[part].range = parts[part].range.lowerBound..<position
                (open, rootEnd) = (parts[part].parent, position)
            default:
                let root = open.map { parts[$0].root } ?? parts.count
                parts.append(Part(key: key, parent: open, root: root, range: position..<bytes.count))
                // The line before an event says what it is when the event itself does not.
                let before = max(rootEnd, position - 256)..<position
                if open == nil, bytes.find("partial", in: before) != nil { parts[root].isPartial = true }
                open = parts.count - 1
                position += 1
            }
            key = nil
        }
    }

    /// The names of a string and of what encloses it, from the outermost; nil when it is of an image that is not yet done.
    func path(of text: Text) -> [String]? {
        var names = [text.key]
        var next: Int? = text.part
        // No answer is deeper, and an attack must not cost its depth once for each of its strings.
        for _ in 0..<64 {
            guard let part = next.map({ parts[$0] }) else { break }
            if part.isPartial { return nil }
            names.append(part.key)
            next = part.parent
        }
        return names.reversed().compactMap { $0 }
    }

    /// The string that a place lies in.
    func text(at position: Int) -> Text? {
        var (low, high) = (0, texts.count)
        while low < high {
            let middle = (low + high) / 2
            if texts[middle].range.lowerBound <= position { low = middle + 1 } else { high = middle }
        }
        return low > 0 && texts[low - 1].range.contains(position) ? texts[low - 1] : nil
    }
}
