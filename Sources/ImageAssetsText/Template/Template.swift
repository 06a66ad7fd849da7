/// A text with `${…}` in it, for what is filled in when there is an image to fill it in for.
///
/// Read from left to right, `$${` is a literal `${`; a `$`, `{` or `}` by itself is itself, because prompts are often
/// JSON. Nothing else means anything: there are no expressions, no defaults, and nothing of the environment.
package enum Template: Sendable, Hashable {
    /// The text as it is meant: there is nothing to fill in.
    case plain(String)
    /// With at least one name.
    case pieces([Piece])

    package enum Piece: Sendable, Hashable {
        case text(String)
        case name(Name)
    }

    /// What stands between `${` and `}`: `mood`, or with a member `mood.text`.
    package struct Name: Sendable, Hashable {
        package let text: String
        package let member: String?
        /// The file that it stands in; nil for the manifest.
        package let file: PackagePath?
        /// Of the `$`.
        package let location: SourceLocation

        package init(_ text: String, member: String? = nil, in file: PackagePath? = nil, at location: SourceLocation) {
            self.text = text
            self.member = member
            self.file = file
            self.location = location
        }

        /// As it is written.
        package var written: String { "${\(text)\(member.map { "." + $0 } ?? "")}" }
    }

    /// Pieces of which neighbouring texts are one.
    package init(_ pieces: [Piece]) {
        var joined: [Piece] = []
        var run = ""
        for piece in pieces {
            switch piece {
            case .text(let text): run += text
            case .name:
                if !run.isEmpty { joined.append(.text(run)) }
                run = ""
                joined.append(piece)
            }
        }
        if joined.isEmpty {
            self = .plain(run)
        } else {
            if !run.isEmpty { joined.append(.text(run)) }
            self = .pieces(joined)
        }
    }

    package var pieces: [Piece] {
        switch self {
        case .plain(let text): [.text(text)]
        case .pieces(let pieces): pieces
        }
    }

    package var names: [Name] {
        guard case .pieces(let pieces) = self else { return [] }
        return pieces.compactMap { if case .name(let name) = $0 { name } else { nil } }
    }

    /// With the same text in the place of each name.
    package func filled(with text: String) -> String {
        switch self {
        case .plain(let plain): plain
        case .pieces(let pieces):
            pieces.reduce(into: "") { result, piece in
                if case .text(let own) = piece { result += own } else { result += text }
            }
        }
    }
}

extension Template {
    /// What a name of a variable, a fragment or a member is.
    package static let nameRule = "A name is a letter, then letters, digits, - and _."

    /// Whether it is a letter, then letters, digits, `-` and `_`, of any script.
    package static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.unicodeScalars.first, isLetter(first) else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            if isLetter(scalar) || scalar == "-" || scalar == "_" { return true }
            return switch scalar.properties.generalCategory {
            case .decimalNumber, .nonspacingMark, .spacingMark, .enclosingMark: true
            default: false
            }
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }
}
