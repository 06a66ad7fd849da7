import ImageAssetsModel

/// Two versions of a prompt on one line: `a [-blue-] {+red+} fox`, as `git diff --word-diff` writes it.
package enum WordDiff {
    /// Words of context on each side of a change.
    static let context = 3

    /// Words that are shown of a change at each of its ends.
    package static let shown = 30

    /// Beyond this many pairs of words to compare, the part that differs counts as rewritten.
    private static let maximumPairs = 250_000

    /// What is said where old and new look the same.
    static let unicodeForm = "only the Unicode form of its characters changed"

    package static func text(from oldText: String, to newText: String) -> String {
        let (old, new) = (words(oldText), words(newText))
        if old == new { return whiteSpace(from: oldText, to: newText) }
        if old.map(\.text) == new.map(\.text) {
            return oldText == newText ? unicodeForm : "only white space and the Unicode form of its characters changed"
        }
        let start = zip(old, new).prefix { $0 == $1 }.count
        let ends = zip(old.reversed(), new.reversed()).prefix(min(old.count, new.count) - start)
        let end = ends.prefix { $0 == $1 }.count
        let (before, after) = (old[start..<old.count - end], new[start..<new.count - end])
        var pieces: [Piece] = old[..<start].map { (.kept, $0) }
        if before.count * after.count > maximumPairs {
            pieces += before.map { (.removed, $0) }
            pieces += after.map { (.added, $0) }
        } else {
            pieces += difference(from: Array(before), to: Array(after))
        }
        pieces += old[(old.count - end)...].map { (.kept, $0) }
        return shorten(group(pieces))
    }

    /// A space that became another one of the same width is told by its number.
    private static func whiteSpace(from old: String, to new: String) -> String {
        let sentence = "only white space changed"
        guard old.unicodeScalars.count == new.unicodeScalars.count,
            let (old, new) = zip(old.unicodeScalars, new.unicodeScalars).first(where: { $0 != $1 }),
            old.properties.isWhitespace, new.properties.isWhitespace
        else { return sentence }
        return "\(sentence): \(Diagnostic.visible(old)) became \(Diagnostic.visible(new))"
    }

    private static func difference(from old: [Word], to new: [Word]) -> [Piece] {
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
                pieces.append((.removed, old[position]))
                position += 1
            }
        }
        for (offset, word) in new.enumerated() {
            removeUpToNext()
            if inserted.contains(offset) {
                pieces.append((.added, word))
            } else {
                pieces.append((.kept, word))
                position += 1
            }
        }
        removeUpToNext()
        return pieces
    }

    /// Equal as it is sent: a service may draw another picture for what Swift takes for the same text.
    private struct Word: Hashable {
        let text: String

        static func == (left: Word, right: Word) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

        func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }

        /// With code points for all that is not ASCII.
        var spelled: String {
            text.unicodeScalars.map { $0.isASCII ? String($0) : $0.escaped }.joined()
        }
    }

    private typealias Piece = (mark: Mark, word: Word)

    private enum Mark {
        case kept, removed, added
    }

    /// Line breaks are words of their own: where a prompt breaks its lines is part of it.
    private static func words(_ text: String) -> [Word] {
        var words: [Word] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { words.append(Word(text: "\\n")) }
            words += line.split(whereSeparator: \.isWhitespace).map { Word(text: String($0)) }
        }
        return words
    }

    private static func group(_ pieces: [Piece]) -> [(mark: Mark, words: [String])] {
        let lookalikes = lookalikes(pieces)
        var groups: [(mark: Mark, words: [String])] = []
        for piece in pieces {
            let isUnclear = piece.mark != .kept && lookalikes.contains(piece.word.text)
            let word = isUnclear ? piece.word.spelled : piece.word.text
            if groups.last?.mark == piece.mark {
                groups[groups.count - 1].words.append(word)
            } else {
                groups.append((piece.mark, [word]))
            }
        }
        return groups
    }

    /// Words that were removed in one Unicode form and added in another.
    private static func lookalikes(_ pieces: [Piece]) -> Set<String> {
        let removed = Set(pieces.filter { $0.mark == .removed }.map { $0.word })
        let added = Set(pieces.filter { $0.mark == .added }.map { $0.word })
        return Set(removed.subtracting(added).map(\.text)).intersection(added.subtracting(removed).map(\.text))
    }

    private static func ends(of words: [String]) -> String {
        guard words.count > 2 * shown else { return words.joined(separator: " ") }
        return (words.prefix(shown) + ["… \(words.count - 2 * shown) more words …"] + words.suffix(shown))
            .joined(separator: " ")
    }

    private static func shorten(_ groups: [(mark: Mark, words: [String])]) -> String {
        groups.enumerated().map { index, group in
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
