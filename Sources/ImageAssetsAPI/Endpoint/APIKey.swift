import ImageAssetsHTTP
import ImageAssetsSystem

/// The secret that pays for requests. No way in which Swift prints a value shows it.
///
/// It leaves this type in two places only: the `Authorization` header of a request that is being sent, and the search
/// for it in what a server echoes.
package struct APIKey: Sendable {
    private let secret: String
    /// Where it was read: a variable's name, or the option that names its file. Safe to print.
    let source: String

    /// White space around the key is no fault: it comes along when a key is pasted or read from a file.
    init(_ text: String, from source: String = "") throws(SettingError) {
        let trimmed = text.trimmed
        if let fault = Self.fault(of: trimmed) { throw SettingError(source, .key(fault)) }
        secret = trimmed
        self.source = source
    }

    private static func fault(of text: String) -> Fault? {
        if text.isEmpty { return .empty }
        if let company = company(of: text) { return company }
        return text.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? nil : .character
    }

    /// What was taken along with a key, from a file of settings or a line of shell or HTTP; nil when nothing was.
    private static func company(of text: String) -> Fault? {
        let quotes: [Character] = ["\"", "'", "`", "“", "”", "‘", "’", "«", "»"]
        if text.contains(/^(?i)(?:authorization: *)?bearer[ :]/.byScalars) { return .bearer }
        let assignment = /^(?:(?:export|set) +)?(?:[A-Z][A-Z0-9_]{2,}|(?i:[a-z0-9_]*(?:key|token))) *= *[^=\s]/
        if text.contains(assignment.byScalars) { return .assignment }
        return quotes.contains { text.first == $0 || text.last == $0 } ? .quotes : nil
    }

    var authorization: Secret { Secret(authorization: "Bearer " + secret) }

    /// `text` with the key taken out, and every piece of it that is long enough: also where a line break or markup
    /// stands inside, where its beginning is cut off, and where it is written in base64 or as URLs, HTML and JSON write
    /// it.
    ///
    /// Eight characters are enough to be told apart from words, and few enough that what is left unsaid is no help. A
    /// key that is shorter, as “none” for a server of one's own, is taken out where it stands by itself.
    func redacted(from text: String) -> String {
        guard secret.utf8.count >= Self.pieceLength else { return redactedAsAWord(from: text) }
        let bytes = Array(text.utf8)
        let pieces = pieces
        var hidden: [Range<Int>] = []
        var reading: EchoedText? = EchoedText(bytes)
        for _ in 0..<Self.readings {
            guard let echoed = reading else { break }
            for piece in pieces {
                var rest = 0
                while let found = echoed.find(piece, from: rest) {
                    hidden.append(echoed.place(of: found))
                    rest = found.lowerBound + 1
                }
            }
            reading = echoed.unescaped()
        }
        return Self.text(bytes, without: hidden) ?? text
    }

    /// Nil when nothing is hidden.
    private static func text(_ bytes: [UInt8], without hidden: [Range<Int>]) -> String? {
        guard !hidden.isEmpty else { return nil }
        var result: [UInt8] = []
        var position = 0
        for range in hidden.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > position || position == 0 {
                result += bytes[position..<range.lowerBound]
                result += mask.utf8
            }
            position = max(position, range.upperBound)
        }
        return String(decoding: result + bytes[position...], as: UTF8.self)
    }

    /// Whether it stands in a file's bytes as it is.
    func isContained(in bytes: Data) -> Bool {
        secret.utf8.count >= Self.pieceLength && bytes.holds(secret)
    }

    /// What is kept as it came, without the key: in a text as `redacted` takes it out, in what is long or no text where
    /// it stands as a whole, plain or in base64.
    func masked(in bytes: Data) -> Data {
        if bytes.count <= 65_536, let text = String(validating: bytes, as: UTF8.self) {
            return Data(redacted(from: text).utf8)
        }
        guard secret.utf8.count >= Self.pieceLength else { return bytes }
        return forms.reduce(bytes) { Self.masked($1, in: $0) }
    }

    private static func masked(_ form: Data, in bytes: Data) -> Data {
        var result = Data()
        var position = bytes.startIndex
        for _ in 0..<10_000 {
            let found = bytes.withUnsafeBytes { $0.find(form, in: position - bytes.startIndex..<$0.count) }
            guard let found else { return position == bytes.startIndex ? bytes : result + bytes[position...] }
            // Not added to each other first: an empty piece of `Data` that begins within another traps there.
            result.append(bytes[position..<bytes.startIndex + found])
            result.append(contentsOf: mask.utf8)
            position = bytes.startIndex + found + form.count
        }
        // No answer is made of keys: an attack is cut off.
        return result
    }

    /// The key and its base64 forms: one for each place at which it can begin in a group of three bytes.
    private var forms: [Data] {
        let key = Data(secret.utf8)
        return [key]
            + (0..<3).map { offset in
                let text = (Data(count: offset) + key).base64EncodedData()
                let characters = (offset + key.count) * 8 / 6
                return Data(text.prefix(characters).dropFirst((offset * 8 + 5) / 6))
            }
    }

    /// Every eight characters in a row of its forms, in lower case.
    private var pieces: Set<Data> {
        forms.reduce(into: []) { pieces, form in
            let form = Data(form.map(EchoedText.lowercased))
            for start in 0...form.count - Self.pieceLength { pieces.insert(form[start..<start + Self.pieceLength]) }
        }
    }

    private func redactedAsAWord(from text: String) -> String {
        let bytes = Data(text.utf8)
        let isPartOfWord = { (byte: UInt8?) in byte.map { isalnum(Int32($0)) != 0 } ?? false }
        var hidden: [Range<Int>] = []
        bytes.withUnsafeBytes { bytes in
            var rest = 0
            while let start = bytes.find(secret, in: rest..<bytes.count) {
                // Where it is part of a word, it may begin again within itself.
                rest = start + 1
                let end = start + secret.utf8.count
                if !isPartOfWord(bytes[..<start].last), !isPartOfWord(bytes[end...].first) {
                    hidden.append(start..<end)
                }
            }
        }
        return Self.text(Array(bytes), without: hidden) ?? text
    }

    private static let pieceLength = 8

    /// How often what is read may have been escaped, and once more.
    private static let readings = 4

    static let mask = "[key]"
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Self.mask }
    package var debugDescription: String { Self.mask }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
