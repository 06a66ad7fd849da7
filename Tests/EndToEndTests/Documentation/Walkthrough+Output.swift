import Testing

extension Walkthrough {
    /// Each line of the block has to come in this order; `…` stands for anything.
    func compare(_ output: String, with block: MarkdownPage.Block) {
        var lines = Self.settled(output)[...]
        for wanted in Self.settled(Tool.untimed(block.text)) where wanted != "…" {
            guard let found = lines.firstIndex(where: { Self.matches($0, wanted) }) else {
                Issue.record(
                    "\(page.path):\(block.line): not printed, or not in this place:\n\(wanted)\nIt printed:\n\(output)")
                return
            }
            lines = lines[(found + 1)...]
        }
    }

    /// Its lines. Images that are asked for side by side come in any order.
    private static func settled(_ text: String) -> [String] {
        var lines: [String] = []
        var arrived: [String] = []
        for line in text.split(separator: "\n").map(trimmed).map(narrowed) + [""] {
            if line.hasPrefix("generated ") {
                arrived.append(line)
            } else {
                lines += arrived.sorted() + [line]
                arrived = []
            }
        }
        return lines.dropLast()
    }

    private static func trimmed(_ line: Substring) -> String {
        String(line.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// How wide columns are depends on what else is in them, and so on which image comes first.
    private static func narrowed(_ line: String) -> String {
        let start = line.prefix { $0 == " " }
        return String(start + line.dropFirst(start.count).replacing(/[ ]{2,}/, with: "  "))
    }

    private static func matches(_ line: String, _ wanted: String) -> Bool {
        let parts = wanted.split(separator: "…", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return line == wanted }
        guard line.hasPrefix(first), line.hasSuffix(last), line.count >= first.count + last.count else { return false }
        var rest = line.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}
