import ImageAssetsText

/// A word of the command line that stands for all images whose names it matches, or all renditions whose paths it does:
/// `*` for any scalars, also none, `?` for one.
///
/// No name holds either, so that a word which does is a pattern and nothing else.
package struct NamePattern: Sendable, Hashable {
    private let scalars: [Unicode.Scalar]

    /// Nil for a word that is a name, or wants to be.
    package init?(_ word: String) {
        let scalars = Array(word.unicodeScalars)
        guard scalars.contains(where: { $0 == "*" || $0 == "?" }) else { return nil }
        self.scalars = scalars
    }

    /// Only the last `*` is ever tried again, further on in the name: what stood before it fits in the earliest way
    /// already, and any other would leave less. So a match takes no more than the product of both lengths.
    package func matches(_ name: ImageName) -> Bool { matches(name.text) }

    package func matches(_ text: String) -> Bool {
        let name = Array(text.unicodeScalars)
        var (at, next) = (0, 0)
        var star: (at: Int, next: Int)?
        while next < name.count {
            if at < scalars.count, scalars[at] == "*" {
                star = (at, next)
                at += 1
            } else if at < scalars.count, scalars[at] == "?" || scalars[at] == name[next] {
                at += 1
                next += 1
            } else if let last = star {
                star = (last.at, last.next + 1)
                (at, next) = (last.at + 1, last.next + 1)
            } else {
                return false
            }
        }
        return scalars[at...].allSatisfy { $0 == "*" }
    }
}

extension Set<ImageName> {
    /// Those that a word of the command line stands for: the one of this name, or all that it matches.
    package func named(by word: String) -> Set<ImageName> {
        if let pattern = NamePattern(word) { return filter(pattern.matches) }
        guard let name = try? ImageName(word), contains(name) else { return [] }
        return [name]
    }
}
