import ImageAssetsSystem

/// What a prompt may be, wherever it comes from.
package enum PromptText {
    /// What is wrong with it, to follow "the prompt"; nil when nothing is. `limit` counts Unicode scalars.
    package static func fault(of text: String, limit: Int?) -> String? {
        // No text has more scalars than bytes.
        if let limit, text.utf8.count > limit {
            let length = text.unicodeScalars.count
            if length > limit { return "is \(length) characters long; at most \(limit) can be sent" }
        }
        if text.allSatisfy(\.isWhitespace) { return "is blank" }
        return text.withCString({ strlen($0) }) < text.utf8.count ? "holds the character U+0000" : nil
    }

    /// The prompt in a file: without byte order mark and one final line end, and with line feeds for any line ends, so
    /// that another system's checkout asks for the same image. Nil when the bytes are not UTF-8.
    package static func normalized(_ bytes: Data) -> String? {
        bytes.withUnsafeBytes { buffer in
            var rest =
                buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeRawBufferPointer(rebasing: buffer[3...]) : buffer
            var text = ""
            while let start = rest.baseAddress, let end = memchr(start, 0x0D, rest.count) {
                let length = UnsafeRawPointer(end) - start
                guard let line = validated(UnsafeRawBufferPointer(rebasing: rest[..<length])) else { return nil }
                text += line + "\n"
                rest = UnsafeRawBufferPointer(rebasing: rest[(length + 1)...])
                if rest.first == 0x0A { rest = UnsafeRawBufferPointer(rebasing: rest[1...]) }
            }
            guard let line = validated(rest) else { return nil }
            text += line
            if text.utf8.last == 0x0A { text.unicodeScalars.removeLast() }
            return text
        }
    }

    private static func validated(_ bytes: UnsafeRawBufferPointer) -> String? {
        var text = String(decoding: bytes, as: UTF8.self)
        // Decoding puts U+FFFD where the bytes are wrong.
        let isExact = text.withUTF8 { decoded in
            guard decoded.count == bytes.count else { return false }
            guard let left = decoded.baseAddress, let right = bytes.baseAddress else { return true }
            return memcmp(left, right, bytes.count) == 0
        }
        return isExact ? text : nil
    }
}
