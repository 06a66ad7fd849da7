/// A template whose names were looked up, once for all images of a family: for each image only texts are put together.
package struct BoundTemplate: Sendable {
    enum Piece: Sendable {
        case text(String)
        /// A variable, or a member of its values.
        case value(Slot)
        /// The image's own name.
        case imageName
    }

    /// By the value's index, what a name stands for. A class, as one of them stands in many places.
    final class Slot: Sendable {
        let variable: Int
        let texts: [String]
        let scalarCounts: [Int]

        init(_ variable: Int, _ texts: [String]) {
            self.variable = variable
            self.texts = texts
            scalarCounts = texts.map(\.unicodeScalars.count)
        }

        func index(_ combination: Combination?) -> Int { combination?.index(of: variable) ?? 0 }
    }

    private let pieces: [Piece]
    /// Of the texts that stand around what is filled in.
    private let fixedBytes: Int
    private let fixedScalars: Int

    init(_ pieces: [Piece]) {
        self.pieces = pieces
        let texts = pieces.compactMap { if case .text(let text) = $0 { text } else { nil } }
        fixedBytes = texts.reduce(0) { $0 + $1.utf8.count }
        fixedScalars = texts.reduce(0) { $0 + $1.unicodeScalars.count }
    }

    /// Whether its end is the same for all images.
    var endsInText: Bool { if case .text? = pieces.last { true } else { false } }

    /// Those that it uses.
    package var variables: Set<Int> {
        Set(pieces.compactMap { if case .value(let slot) = $0 { slot.variable } else { nil } })
    }

    /// How long the text for an image will be: with long values far longer than the template, so that is asked first.
    func byteCount(_ combination: Combination?, name: String = "") -> Int {
        var count = fixedBytes
        for piece in pieces {
            switch piece {
            case .text: break
            case .value(let slot): count += slot.texts[slot.index(combination)].utf8.count
            case .imageName: count += name.utf8.count
            }
        }
        return count
    }

    package func scalarCount(_ combination: Combination?, name: String = "") -> Int {
        var count = fixedScalars
        for piece in pieces {
            switch piece {
            case .text: break
            case .value(let slot): count += slot.scalarCounts[slot.index(combination)]
            case .imageName: count += name.unicodeScalars.count
            }
        }
        return count
    }

    package func text(_ combination: Combination?, name: String = "") -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let own): text += own
            case .value(let slot): text += slot.texts[slot.index(combination)]
            case .imageName: text += name
            }
        }
        return text
    }
}
