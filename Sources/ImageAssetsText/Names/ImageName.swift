import ImageAssetsSystem

/// The name by which the manifest, the lockfile and the command line know an image.
///
/// Letters and digits of any script, `-`, `_` and `.`, starting with a letter or digit, at most 100 characters. It is
/// safe as a file name on every system; two names are one when their scalars are equal, without normalisation.
package struct ImageName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package static let maximumLength = 100

    package let text: String

    package enum Fault: Error, Sendable, Hashable {
        case empty
        case tooLong(length: Int)
        /// The name starts with a character that may only follow.
        case start(Unicode.Scalar)
        case character(Unicode.Scalar)
    }

    package init(_ text: String) throws(Fault) {
        self.text = text
        // Most names are ASCII, and the C library looks through those at once.
        let isPlain = text.withCString {
            isalnum(Int32(UInt8(bitPattern: $0[0]))) != 0 && strspn($0, Self.asciiCharacters.cString) == text.utf8.count
        }
        if isPlain && text.utf8.count <= Self.maximumLength { return }
        let scalars = text.unicodeScalars
        guard let first = scalars.first else { throw .empty }
        guard Self.canStart(first) else { throw .start(first) }
        if !isPlain,
            let bad = scalars.first(where: { !Self.canFollow($0) })
        {
            throw .character(bad)
        }
        guard scalars.count <= Self.maximumLength else { throw .tooLong(length: scalars.count) }
    }

    private static let asciiCharacters: StaticString =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."

    private static func canStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }

    /// Marks make letters of many scripts, and of Latin where a file system took accents apart.
    package static func canFollow(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: canStart(scalar) || scalar == "-" || scalar == "_" || scalar == "."
        }
    }

    package var description: String { text }

    // Swift compares strings by canonical equivalence; names are compared as they are written.
    package static func == (left: ImageName, right: ImageName) -> Bool {
        left.text.isIdentical(to: right.text)
    }

    package func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }

    package static func < (left: ImageName, right: ImageName) -> Bool {
        left.text.precedesByUTF16(right.text)
    }
}

extension ImageName {
    /// What a name may be, as a sentence.
    package static let rule =
        "A name has letters, digits, -, _ and ., starts with a letter or digit, and has at most "
        + "\(maximumLength) characters."
}

extension ImageName.Fault {
    package func sentence(about name: String) -> String {
        let quoted = Diagnostic.quoted(name)
        return switch self {
        case .empty: "the name is empty"
        case .tooLong(let length): "the name \(quoted) has \(length) characters"
        case .start(let scalar): "the name \(quoted) starts with \(Diagnostic.visible(scalar))"
        case .character(let scalar): "the name \(quoted) holds \(Diagnostic.visible(scalar))"
        }
    }
}
