import ImageAssetsSystem

/// A path below the package root, with `/` between its parts: `Art/hero.png`.
///
/// It holds no empty part, none that begins with a dot (so no `..`, no `.git`), no backslash, and no character that is
/// obeyed or not seen; it is not absolute and does not begin with a colon, which git and GitHub's runner take for
/// something else; and no part of it nor the whole is longer than systems take. That it also stays inside the package
/// once symbolic links are resolved is checked where a file is opened (`PackageFolder`), because that can change after
/// this value was made.
package struct PackagePath: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    package enum Fault: Error, Sendable, Hashable {
        case empty
        case absolute
        case emptyPart
        /// A part that begins with a dot: `..`, `.git`, `.env`.
        case dotPart(String)
        case colon
        case character(Unicode.Scalar)
        case tooLong(bytes: Int)
        case tooDeep(parts: Int)
        case partTooLong(bytes: Int)
    }

    package init(_ text: String) throws(Fault) {
        // Nearly every path passes here, and the C library looks through it at once.
        if !Self.isPlain(text) { try Self.check(text) }
        self.text = text
    }

    /// Whether the path is ASCII and right; if not, `check` judges.
    private static func isPlain(_ text: String) -> Bool {
        text.withCString { start in
            strspn(start, plainCharacters.cString) == text.utf8.count && start[0] != CChar(UInt8(ascii: "."))
                && start[0] != CChar(UInt8(ascii: "/")) && start[0] != CChar(UInt8(ascii: ":"))
                && text.utf8.count < 2 * Bounds.parts && strstr(start, dotPart.cString) == nil
                && strstr(start, emptyPart.cString) == nil
                && !text.isEmpty && text.utf8.last != UInt8(ascii: "/")
        }
    }

    private static let dotPart: StaticString = "/."
    private static let emptyPart: StaticString = "//"
    private static let plainCharacters: StaticString =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./ +@,~()[]{}=&!#$%':;"

    private static func check(_ text: String) throws(Fault) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= Bounds.pathBytes else { throw .tooLong(bytes: text.utf8.count) }
        guard text.utf8.first != UInt8(ascii: "/") else { throw .absolute }
        guard text.utf8.first != UInt8(ascii: ":") else { throw .colon }
        if let bad = text.unicodeScalars.first(where: isForbidden) { throw .character(bad) }
        // By scalars: a combining mark after a slash or a dot makes another Character of it, and the same path.
        let parts = text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        for part in parts {
            guard let first = part.first else { throw .emptyPart }
            guard first != "." else { throw .dotPart(String(part)) }
        }
        guard parts.count <= Bounds.parts else { throw .tooDeep(parts: parts.count) }
        for part in parts {
            let count = Substring(part).utf8.count
            guard count <= Bounds.partBytes else { throw .partTooLong(bytes: count) }
        }
    }

    /// A terminal obeys such a character or does not show it: one path would look like another.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: scalar == "\\"
        }
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// The path that `self`, written in a file that lies in `folder`, means.
    package func inside(_ folder: PackagePath?) -> PackagePath {
        guard let folder else { return self }
        return PackagePath(unchecked: folder.text + "/" + text)
    }

    /// The folder that holds it; nil for the package root.
    package var parent: PackagePath? {
        text.lastSlash.map { PackagePath(unchecked: String(text[..<$0])) }
    }

    /// How a file that lies in `folder` writes this path; nil when it does not lie below that folder.
    package func relative(to folder: PackagePath?) -> PackagePath? {
        guard let folder else { return self }
        guard text.utf8.starts(with: (folder.text + "/").utf8) else { return nil }
        return PackagePath(unchecked: String(Substring(text.utf8.dropFirst(folder.text.utf8.count + 1))))
    }

    package var lastPart: String {
        text.lastSlash.map { String(text[text.utf8.index(after: $0)...]) } ?? text
    }

    /// The lockfile that belongs to this manifest: `art/icons.lock.json` beside `art/icons.json`.
    package var lockfile: PackagePath {
        let stem = text.utf8.suffix(5).elementsEqual(".json".utf8) ? String(Substring(text.utf8.dropLast(5))) : text
        return PackagePath(unchecked: stem + ".lock.json")
    }

    /// What a command that is to work on this manifest has to be told: nothing for the usual one.
    package var option: String { text == "images.json" ? "" : " --manifest \(text.shellQuoted)" }

    package var description: String { text }

    // As with names: paths are equal when their bytes are.
    package static func == (left: PackagePath, right: PackagePath) -> Bool {
        left.text.isIdentical(to: right.text)
    }

    package func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }

    package static func < (left: PackagePath, right: PackagePath) -> Bool {
        left.text.precedesByUTF16(right.text)
    }
}
