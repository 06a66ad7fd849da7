/// The name by which the manifest, the lockfile and the command line know an image.
///
/// Letters and digits of any script, `-`, `_` and `.`, starting with a letter or digit, at most 100 characters. It is safe
/// as a file name on every system; two names are one when their scalars are equal, without normalisation.
package struct ImageName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package static let maximumLength = 100

    package let text: String

    package enum Fault: Error, Sendable, Hashable {
        case empty
        case tooLong(length: Int)
        /// The name starts with a character that may only follow.
        case start(Character)
        case character(Character)
    }

    package init(_ text: String) throws(Fault) {
        guard let first = text.first else { throw .empty }
        guard first.isLetter || first.isNumber else { throw .start(first) }
        for character in text
        where !(character.isLetter || character.isNumber || character == "-" || character == "_" || character == ".") {
            throw .character(character)
        }
        guard text.count <= Self.maximumLength else { throw .tooLong(length: text.count) }
        self.text = text
    }

    package var description: String { text }

    // Swift compares strings by canonical equivalence; names are compared as they are written.
    package static func == (left: ImageName, right: ImageName) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }

    package static func < (left: ImageName, right: ImageName) -> Bool {
        left.text.utf16.lexicographicallyPrecedes(right.text.utf16)
    }
}
