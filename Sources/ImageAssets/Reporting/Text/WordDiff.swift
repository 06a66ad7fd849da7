/// Two versions of a prompt on one line: `a [-blue-] {+red+} fox`, as `git diff --word-diff` writes it.
package enum WordDiff {
    /// Words of context on each side of a change.
    static let context = 3

    package static func text(from old: String, to new: String) -> String {
        let old = words(old)
        let new = words(new)
        var pieces: [(mark: Mark, word: String)] = []
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var position = 0
        for (offset, word) in new.enumerated() {
            while position < old.count, removed.contains(position) {
                pieces.append((.removed, old[position]))
                position += 1
            }
            if inserted.contains(offset) {
                pieces.append((.added, word))
            } else {
                pieces.append((.kept, word))
                position += 1
            }
        }
        while position < old.count {
            pieces.append((.removed, old[position]))
            position += 1
        }
        return shorten(group(pieces))
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

    private static func group(_ pieces: [(mark: Mark, word: String)]) -> [(mark: Mark, words: [String])] {
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

    private static func shorten(_ groups: [(mark: Mark, words: [String])]) -> String {
        if groups.allSatisfy({ $0.mark == .kept }) { return "only white space changed" }
        return groups.enumerated().map { index, group in
            let text = group.words.joined(separator: " ")
            switch group.mark {
            case .removed: return "[-\(text)-]"
            case .added: return "{+\(text)+}"
            case .kept:
                let head = index == 0 ? [] : Array(group.words.prefix(context))
                let tail = index == groups.count - 1 ? [] : Array(group.words.suffix(context))
                if head.count + tail.count >= group.words.count { return text }
                return (head + ["…"] + tail).joined(separator: " ")
            }
        }.joined(separator: " ")
    }
}
