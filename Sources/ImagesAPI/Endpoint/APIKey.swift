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

    /// `text` with the key taken out, and every piece of it that is long enough: also where a line break or markup stands
    /// inside, where its beginning is cut off, and where it is written in base64.
    ///
    /// Eight characters are enough to be told apart from words, and few enough that what is left unsaid is no help. A key that is
    /// shorter, as “none” for a server of one's own, is taken out where it stands by itself.
    func redacted(from text: String) -> String {
        guard secret.utf8.count >= Self.pieceLength else { return redactedAsAWord(from: text) }
        let bytes = Array(text.utf8)
        let visible = bytes.indices.filter { bytes[$0] > 0x20 }
        let squeezed = Data(visible.map { Self.lowercased(bytes[$0]) })
        var hidden: [Range<Int>] = []
        for piece in pieces(encoded: squeezed.contains(UInt8(ascii: "%")) || squeezed.contains(UInt8(ascii: "&"))) {
            var rest = squeezed.startIndex
            while let found = squeezed.range(of: piece, in: rest..<squeezed.endIndex) {
                hidden.append(visible[found.lowerBound]..<visible[found.upperBound - 1] + 1)
                rest = found.lowerBound + 1
            }
        }
        guard !hidden.isEmpty else { return text }
        var result: [UInt8] = []
        var position = 0
        for range in hidden.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > position || position == 0 {
                result += bytes[position..<range.lowerBound]
                result += Self.mask.utf8
            }
            position = max(position, range.upperBound)
        }
        return String(decoding: result + bytes[position...], as: UTF8.self)
    }

    /// Every eight characters in a row, in lower case, of the key and of its base64 forms: one for each place at which it can
    /// begin in a group of three bytes.
    ///
    /// - Parameter encoded: also of its forms in a URL and in HTML.
    private func pieces(encoded: Bool) -> Set<Data> {
        let key = Data(secret.utf8)
        var forms =
            [key]
            + (0..<3).map { offset in
                let text = (Data(count: offset) + key).base64EncodedData()
                let characters = (offset + key.count) * 8 / 6
                return text.prefix(characters).dropFirst((offset * 8 + 5) / 6)
            }
        if encoded {
            forms += ["%%%02x", "&#%d;", "&#x%02x;"].map { format in
                Data(key.map { String(format: format, $0) }.joined().utf8)
            }
        }
        return forms.reduce(into: []) { pieces, form in
            let form = Data(form.map(Self.lowercased))
            for start in 0...form.count - Self.pieceLength { pieces.insert(form[start..<start + Self.pieceLength]) }
        }
    }

    private func redactedAsAWord(from text: String) -> String {
        text.replacingOccurrences(
            of: "(?<![A-Za-z0-9])\(NSRegularExpression.escapedPattern(for: secret))(?![A-Za-z0-9])", with: Self.mask,
            options: .regularExpression)
    }

    private static let pieceLength = 8

    private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }

    static let mask = "[key]"
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Self.mask }
    package var debugDescription: String { Self.mask }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
