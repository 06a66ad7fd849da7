import ImageAssetsText
import ImageAssetsWords

/// Two versions of a prompt as one text with what went and what came, white space kept: what stayed and came is the new
/// prompt, what stayed and went the old one.
enum PromptDifference {
    private typealias Piece = Difference.Piece<ExactText>
    private typealias Word = GalleryChange.Word

    /// Nil when they are the same.
    static func words(from old: String, to new: String) -> [GalleryChange.Word]? {
        if old.isIdentical(to: new) { return nil }
        let pieces = Difference.pieces(from: tokens(old), to: tokens(new), beyond: bySentences)
        return merged(pieces)
    }

    /// Long prompts are held against each other by sentences first, and by words within those that differ.
    private static func bySentences(_ old: [ExactText], _ new: [ExactText]) -> [Piece] {
        let coarse = changes(Difference.pieces(from: sentences(old), to: sentences(new)))
        let number = max(1, coarse.count { !$0.removed.isEmpty && !$0.added.isEmpty })
        return coarse.flatMap { change in
            change.kept.flatMap { $0.tokens.map { (.kept, $0) } }
                + Difference.pieces(
                    from: change.removed.flatMap(\.tokens), to: change.added.flatMap(\.tokens),
                    pairs: Difference.maximumPairs / number)
        }
    }

    // MARK: Tokens

    /// Words, what stands between them, and each sign of a script that writes without spaces.
    private static func tokens(_ text: String) -> [ExactText] {
        var tokens: [ExactText] = []
        var token = String.UnicodeScalarView()
        var kind = Kind.word
        for scalar in text.unicodeScalars {
            let next = Kind(scalar)
            if next != .mark {
                if !token.isEmpty && (next != kind || next == .sign || next == .lineFeed) {
                    tokens.append(ExactText(String(token)))
                    token = String.UnicodeScalarView()
                }
                kind = next
            }
            token.append(scalar)
        }
        return token.isEmpty ? tokens : tokens + [ExactText(String(token))]
    }

    fileprivate enum Kind {
        case word, space, lineFeed, sign
        /// Joins what stands before it.
        case mark

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x0A: self = .lineFeed
            case ..<0x80: self = scalar.properties.isWhitespace ? .space : .word
            case 0xFE00...0xFE0F, 0xE0100...0xE01EF: self = .mark
            // Thai, Lao, Tibetan, Burmese, Khmer; then all of East Asia but for Korean, which has spaces.
            case 0x0E00...0x109F, 0x1780...0x17FF, 0x2E80...0x312F, 0x31A0...0xA4CF, 0xFF01...0xFF9F, 0x20000...0x3FFFF:
                switch scalar.properties.generalCategory {
                case .nonspacingMark, .spacingMark, .enclosingMark: self = .mark
                default: self = scalar.properties.isWhitespace ? .space : .sign
                }
            default: self = scalar.properties.isWhitespace ? .space : .word
            }
        }
    }

    private struct Sentence: Sendable, Hashable {
        var tokens: [ExactText] = []
    }

    /// Up to a line feed, or to a sign that ends a sentence.
    private static func sentences(_ tokens: [ExactText]) -> [Sentence] {
        var sentences: [Sentence] = []
        var sentence = Sentence()
        for token in tokens {
            sentence.tokens.append(token)
            if let last = token.text.unicodeScalars.last, "\n.!?;。！？；".unicodeScalars.contains(last) {
                sentences.append(sentence)
                sentence = Sentence()
            }
        }
        return sentence.tokens.isEmpty ? sentences : sentences + [sentence]
    }

    // MARK: Pieces

    /// What stayed, and what became of that which stands behind it.
    private struct Change<Element> {
        var kept: [Element] = []
        var removed: [Element] = []
        var added: [Element] = []
    }

    private static func changes<Element>(_ pieces: [Difference.Piece<Element>]) -> [Change<Element>] {
        var changes = [Change<Element>()]
        for (mark, element) in pieces {
            let last = changes.count - 1
            switch mark {
            case .removed: changes[last].removed.append(element)
            case .added: changes[last].added.append(element)
            case .kept where changes[last].removed.isEmpty && changes[last].added.isEmpty:
                changes[last].kept.append(element)
            case .kept: changes.append(Change(kept: [element]))
            }
        }
        return changes
    }

    /// A space that alone stayed between two changes is no word to hold on to: they are one.
    private static func merged(_ pieces: [Piece]) -> [Word] {
        var merged: [Change<ExactText>] = []
        for change in changes(pieces) {
            if change.kept.count == 1, let space = change.kept.first, Kind(of: space) == .space, let last = merged.last,
                !last.removed.isEmpty || !last.added.isEmpty, !change.removed.isEmpty || !change.added.isEmpty
            {
                merged[merged.count - 1].removed += [space] + change.removed
                merged[merged.count - 1].added += [space] + change.added
            } else {
                merged.append(change)
            }
        }
        return merged.flatMap { change in
            [(Word.Kind.same, change.kept), (.removed, change.removed), (.added, change.added)]
                .filter { !$0.1.isEmpty }.map { Word($0.0, $0.1.map(\.text).joined()) }
        }
    }
}

extension PromptDifference.Kind {
    fileprivate init?(of token: ExactText) {
        guard let first = token.text.unicodeScalars.first else { return nil }
        self.init(first)
    }
}
