import ImageAssetsSystem
import ImageAssetsText

/// What an image is called in Swift: its name in lowerCamelCase, of whatever script it is.
///
/// Two are equal when they look the same: scalars that are canonically equivalent are other identifiers for the
/// compiler, and the same ones for whoever types them.
package struct SwiftIdentifier: Sendable, Hashable, CustomStringConvertible {
    private let text: String

    package init(of name: ImageName) {
        let words = name.text.unicodeScalars.split { $0 == "-" || $0 == "_" || $0 == "." }
        var text = words.first.map { Self.loweringStart(of: $0) } ?? ""
        for word in words.dropFirst() { text += Self.capitalizing(word) }
        // The one letter that Swift takes nowhere in an identifier.
        if text.utf8.count > text.utf16.count { text = text.escaped(by: ["\u{2E2F}": "u2E2F"]) }
        // Neither can be reached by its name: `Images.self` and `Images.init` are something else.
        let isTaken = text == "self" || text == "init"
        let startsWithDigit = text.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
        self.text = isTaken || startsWithDigit ? "_" + text : text
    }

    /// As it is used behind a dot, where keywords are names like any other.
    package var description: String { text }

    /// As it is declared.
    var declared: String { Self.keywords.contains(text) ? "`\(text)`" : text }

    // MARK: Words

    /// `URLIcon` is `urlIcon`, `iOS` stays: of several capitals the last one begins the next word.
    private static func loweringStart(of word: Substring.UnicodeScalarView) -> String {
        let capitals = word.prefix { $0.properties.generalCategory.isCapital }
        let next = word.dropFirst(capitals.count).first
        let beginsWord = capitals.count > 1 && next?.properties.generalCategory == .lowercaseLetter
        let lowered = beginsWord ? capitals.dropLast() : capitals
        return lowered.map(\.properties.lowercaseMapping).joined()
            + String(Substring(word.dropFirst(lowered.count)))
    }

    private static func capitalizing(_ word: Substring.UnicodeScalarView) -> String {
        guard let first = word.first else { return "" }
        return first.properties.titlecaseMapping + String(Substring(word.dropFirst()))
    }

    /// Those that begin with a small letter and are taken everywhere.
    private static let keywords: Set<String> = [
        "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do",
        "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import",
        "in", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public",
        "repeat", "rethrows", "return", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true",
        "try", "typealias", "var", "where", "while",
    ]
}

extension Unicode.GeneralCategory {
    fileprivate var isCapital: Bool { self == .uppercaseLetter || self == .titlecaseLetter }
}
