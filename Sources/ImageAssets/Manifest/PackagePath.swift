/// A path below the package root, with `/` between its parts: `Art/hero.png`.
///
/// It holds no empty part, none that begins with a dot (so no `..`, no `.git`), no backslash and no control character, and it is
/// not absolute. That it also stays inside the package once symbolic links are resolved is checked where a file is
/// opened (`PackageFolder`), because that can change after this value was made.
package struct PackagePath: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    package enum Fault: Error, Sendable, Hashable {
        case empty
        case absolute
        case emptyPart
        /// A part that begins with a dot: `..`, `.git`, `.env`.
        case dotPart(String)
        case character(Unicode.Scalar)
    }

    package init(_ text: String) throws(Fault) {
        guard !text.isEmpty else { throw .empty }
        guard !text.hasPrefix("/") else { throw .absolute }
        if let bad = text.unicodeScalars.first(where: { $0 == "\\" || $0.properties.generalCategory == .control }) {
            throw .character(bad)
        }
        for part in text.split(separator: "/", omittingEmptySubsequences: false) {
            guard !part.isEmpty else { throw .emptyPart }
            guard !part.hasPrefix(".") else { throw .dotPart(String(part)) }
        }
        self.text = text
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
        text.lastIndex(of: "/").map { PackagePath(unchecked: String(text[..<$0])) }
    }

    /// How a file that lies in `folder` writes this path; nil when it does not lie below that folder.
    package func relative(to folder: PackagePath?) -> PackagePath? {
        guard let folder else { return self }
        guard text.hasPrefix(folder.text + "/") else { return nil }
        return PackagePath(unchecked: String(text.dropFirst(folder.text.count + 1)))
    }

    package var lastPart: String {
        text.lastIndex(of: "/").map { String(text[text.index(after: $0)...]) } ?? text
    }

    package var description: String { text }

    // As with names: paths are equal when their bytes are.
    package static func == (left: PackagePath, right: PackagePath) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }

    package static func < (left: PackagePath, right: PackagePath) -> Bool {
        left.text.utf16.lexicographicallyPrecedes(right.text.utf16)
    }
}
