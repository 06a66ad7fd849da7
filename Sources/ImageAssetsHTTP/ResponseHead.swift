import ImageAssetsSystem

/// The head of an answer, taken line by line: its status, and of several fields of a name the first that says
/// something.
struct ResponseHead {
    /// Nil until the first line has come; what stands before that is passed over.
    private(set) var status: Int?
    /// By names in lower case.
    private(set) var fields: [String: String] = [:]
    /// As they came, line breaks included.
    private(set) var lines = Data()

    /// Whether the line, which is empty then, ends the head.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let line = String(decoding: bytes, as: UTF8.self).trimmed
        guard status != nil else {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.count >= 2, words[0].uppercased().hasPrefix("HTTP/"), let status = Int(words[1].prefix(3)) {
                self.status = status
                lines.append(contentsOf: bytes)
            }
            return false
        }
        lines.append(contentsOf: bytes)
        if let colon = line.firstIndex(of: ":") {
            let name = line[..<colon].lowercased()
            if fields[name]?.isEmpty ?? true { fields[name] = line[line.index(after: colon)...].trimmed }
        }
        return line.isEmpty
    }
}
