/// Two versions of a prompt on one line: `a [-blue-] {+red+} fox`, as `git diff --word-diff` writes it.
package enum WordDiff {
    /// Words of context on each side of a change.
    static let context = 3

    /// Words that are shown of a change at each of its ends.
    static let shown = 30

    /// Beyond this many pairs of words to compare, the part that differs counts as rewritten.
    private static let maximumPairs = 250_000

    package static func text(from old: String, to new: String) -> String {
        let (old, new) = (words(old), words(new))
        let start = zip(old, new).prefix { $0 == $1 }.count
        let ends = zip(old.reversed(), new.reversed()).prefix(min(old.count, new.count) - start)
        let end = ends.prefix { $0 == $1 }.count
        let (before, after) = (old[start..<old.count - end], new[start..<new.count - end])
        var pieces = old[..<start].map { Piece(.kept, $0) }
        if before.count * after.count > maximumPairs {
            pieces += before.map { Piece(.removed, $0) } + after.map { Piece(.added, $0) }
        } else {
            pieces += difference(from: Array(before), to: Array(after))
        }
        return shorten(group(pieces + old[(old.count - end)...].map { Piece(.kept, $0) }))
    }

    private static func difference(from old: [String], to new: [String]) -> [Piece] {
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var pieces: [Piece] = []
        var position = 0
        func removeUpToNext() {
            while removed.contains(position) {
                pieces.append(Piece(.removed, old[position]))
                position += 1
            }
        }
        for (offset, word) in new.enumerated() {
            removeUpToNext()
            if inserted.contains(offset) {
                pieces.append(Piece(.added, word))
            } else {
                pieces.append(Piece(.kept, word))
                position += 1
            }
        }
        removeUpToNext()
        return pieces
    }

    private struct Piece {
        let mark: Mark
        let word: String

        init(_ mark: Mark, _ word: String) {
            self.mark = mark
            self.word = word
        }
    }

    private enum Mark {
        case kept, removed, added
    }

    /// Line breaks are words of their own: where a prompt breaks its lines is part of it.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { words.append("\\n") }
            words += line.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        return words
    }

    private static func group(_ pieces: [Piece]) -> [(mark: Mark, words: [String])] {
        var groups: [(mark: Mark, words: [String])] = []
        for piece in pieces {
            if groups.last?.mark == piece.mark {
                groups[groups.count - 1].words.append(piece.word)
            } else {
                groups.append((piece.mark, [piece.word]))
            }
        }
        return groups
    }

    private static func ends(of words: [String]) -> String {
        guard words.count > 2 * shown else { return words.joined(separator: " ") }
        return (words.prefix(shown) + ["… \(words.count - 2 * shown) more words …"] + words.suffix(shown))
            .joined(separator: " ")
    }

    private static func shorten(_ groups: [(mark: Mark, words: [String])]) -> String {
        if groups.allSatisfy({ $0.mark == .kept }) { return "only white space changed" }
        return groups.enumerated().map { index, group in
            switch group.mark {
            case .removed: return "[-\(ends(of: group.words))-]"
            case .added: return "{+\(ends(of: group.words))+}"
            case .kept:
                let text = group.words.joined(separator: " ")
                let head = index == 0 ? [] : Array(group.words.prefix(context))
                let tail = index == groups.count - 1 ? [] : Array(group.words.suffix(context))
                if head.count + tail.count >= group.words.count { return text }
                return (head + ["…"] + tail).joined(separator: " ")
            }
        }.joined(separator: " ")
    }
}
