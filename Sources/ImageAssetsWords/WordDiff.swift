import ImageAssetsText

/// Two versions of a prompt on one line: `a [-blue-] {+red+} fox`, as `git diff --word-diff` writes it.
package enum WordDiff {
    /// Words of context on each side of a change.
    static let context = 3

    /// Words that are shown of a change at each of its ends.
    static let shown = 30

    /// What is said where old and new look the same.
    static let unicodeForm = "only the Unicode form of its characters changed"

    package static func text(from oldText: String, to newText: String) -> String {
        let (old, new) = (words(oldText), words(newText))
        if old == new { return whiteSpace(from: oldText, to: newText) }
        if old.map(\.text) == new.map(\.text) {
            return oldText == newText ? unicodeForm : "only white space and the Unicode form of its characters changed"
        }
        return shorten(group(Difference.pieces(from: old, to: new)))
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

    private typealias Piece = Difference.Piece<ExactText>

    /// Line breaks are words of their own: where a prompt breaks its lines is part of it.
    private static func words(_ text: String) -> [ExactText] {
        var words: [ExactText] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { words.append(ExactText("\\n")) }
            words += line.split(whereSeparator: \.isWhitespace).map { ExactText(String($0)) }
        }
        return words
    }

    private static func group(_ pieces: [Piece]) -> [(mark: Difference.Mark, words: [String])] {
        let lookalikes = lookalikes(pieces)
        var groups: [(mark: Difference.Mark, words: [String])] = []
        for piece in pieces {
            let isUnclear = piece.mark != .kept && lookalikes.contains(piece.element.text)
            let word = isUnclear ? piece.element.spelled : piece.element.text
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
        let removed = Set(pieces.filter { $0.mark == .removed }.map(\.element))
        let added = Set(pieces.filter { $0.mark == .added }.map(\.element))
        return Set(removed.subtracting(added).map(\.text)).intersection(added.subtracting(removed).map(\.text))
    }

    private static func ends(of words: [String]) -> String {
        guard words.count > 2 * shown else { return words.joined(separator: " ") }
        return (words.prefix(shown) + ["… \(words.count - 2 * shown) more words …"] + words.suffix(shown))
            .joined(separator: " ")
    }

    private static func shorten(_ groups: [(mark: Difference.Mark, words: [String])]) -> String {
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

extension ExactText {
    /// With code points for all that is not ASCII.
    fileprivate var spelled: String {
        text.unicodeScalars.map { $0.isASCII ? String($0) : $0.escaped }.joined()
    }
}
