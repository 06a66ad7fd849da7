import Foundation

/// The secret that pays for requests. No way in which Swift prints a value shows it.
///
/// It leaves this type in two places only: the `Authorization` header of a request that is being sent, and the search for
/// it in what a server echoes.
package struct APIKey: Sendable {
    private let secret: String

    package enum Fault: Error, Sendable, Hashable {
        /// Nothing but white space.
        case empty
        /// A control character, a space or a character beyond ASCII: most often a stray line break or typographic quote.
        case character
    }

    /// White space around the key is no fault: it comes along when a key is pasted or read from a file.
    package init(_ text: String) throws(Fault) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else { throw .empty }
        guard trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .character }
        secret = trimmed
    }

    var authorization: String { "Bearer " + secret }

    /// `text` with the key, or the beginning of it that a server chose to show, taken out.
    ///
    /// Eight characters are enough to be told apart from words, and few enough that what is left unsaid is no help.
    func redacted(from text: String) -> String {
        let stem = String(secret.prefix(8))
        guard text.utf8.count >= stem.utf8.count, text.contains(stem) else { return text }
        var result = ""
        var rest = Substring(text)
        while let start = rest.range(of: stem) {
            result += rest[..<start.lowerBound]
            result += Self.mask
            let tail = rest[start.lowerBound...]
            rest = tail.dropFirst(tail.commonPrefix(with: secret).count)
        }
        return result + rest
    }

    static let mask = "[key]"
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Self.mask }
    package var debugDescription: String { Self.mask }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
