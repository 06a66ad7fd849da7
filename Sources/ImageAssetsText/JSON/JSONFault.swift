import CImageAssetsBytes

/// A fault in the making: the sentence and the byte it is about. Its place is looked up once it becomes a
/// `JSONSyntaxError`.
struct JSONFault {
    let message: String
    var hint: String?
    let offset: Int
    /// Where the list, object or string around it begins; its place ends the message.
    var opener: Int?

    private init(_ message: String, at offset: Int, hint: String? = nil, opener: Int? = nil) {
        self.message = message
        self.hint = hint
        self.offset = offset
        self.opener = opener
    }

    func error(in source: SourceText) -> JSONSyntaxError {
        var message = message
        if let opener { message += " that begins at \(source.location(at: opener))" }
        return JSONSyntaxError(message: message, hint: hint, offset: offset, location: source.location(at: offset))
    }

    // MARK: The whole text

    /// Nil when the text is UTF-8.
    init?(encodingOf source: SourceText) {
        let offset = cbytes_utf8(source.start, source.byteCount)
        guard offset < source.byteCount else { return nil }
        if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
            self.init("the file is UTF-16", at: 0, hint: "Save it as UTF-8.")
            return
        }
        let byte = String(source.start[offset], radix: 16, uppercase: true)
        self.init("the byte 0x\(byte) is not UTF-8", at: offset, hint: "Save the file as UTF-8.")
    }

    /// What the scan stumbled over, in words.
    init(_ scanned: cbytes_json, in source: SourceText) {
        let offset = scanned.offset
        let rest = Rest(source: source, offset: offset, opener: scanned.opener)
        let closer = rest.closer
        self =
            switch scanned.fault {
            case CBYTES_JSON_MORE:
                rest.general ?? JSONFault("the document ends before this; nothing may follow it", at: offset)
            case CBYTES_JSON_TOO_DEEP:
                JSONFault("lists and objects are nested more than 64 deep", at: offset)
            case CBYTES_JSON_NO_VALUE:
                rest.general ?? JSONFault("a value is missing before \(rest.found)", at: offset)
            case CBYTES_JSON_NO_KEY: rest.general ?? .noKey(rest)
            case CBYTES_JSON_NO_COLON: rest.general ?? .noColon(behind: scanned.last, rest)
            case CBYTES_JSON_NO_COMMA:
                rest.general ?? JSONFault("a comma or \(closer) is missing before \(rest.found)", at: offset)
            case CBYTES_JSON_COMMA:
                JSONFault("a comma before \(closer) with nothing after it", at: offset, hint: "Remove the comma.")
            case CBYTES_JSON_WORD: .word(rest.token, at: offset)
            case CBYTES_JSON_IN_STRING: .inString(rest)
            case CBYTES_JSON_ESCAPE:
                JSONFault(
                    "a backslash before \(rest.found) means nothing", at: offset - 1,
                    hint: "A backslash itself is written \\\\.")
            case CBYTES_JSON_DIGITS: JSONFault("\\u is not followed by four hexadecimal digits", at: offset)
            case CBYTES_JSON_SURROGATE:
                JSONFault(
                    "\\u\(rest.escapedUnit) is half of a surrogate pair and its other half is missing", at: offset)
            case CBYTES_JSON_TOO_LARGE:
                JSONFault("the file has \(source.byteCount) bytes; at most \(CBYTES_JSON_LARGEST) are read", at: 0)
            case CBYTES_JSON_NO_MEMORY: JSONFault("there is no memory to read the file", at: 0)
            default: JSONFault("the file is empty", at: 0)
            }
    }

    private static func noKey(_ rest: Rest) -> JSONFault {
        let word = rest.word
        if word.isEmpty {
            return JSONFault("a key in double quotes is missing before \(rest.found)", at: rest.offset)
        }
        return JSONFault("the key \(word) needs double quotes", at: rest.offset, hint: "Write \"\(word)\".")
    }

    private static func noColon(behind key: cbytes_json_token, _ rest: Rest) -> JSONFault {
        let name = Diagnostic.quoted(JSONDocument.string(key, in: rest.source.start))
        return JSONFault("a colon is missing between the key \(name) and its value", at: rest.offset)
    }

    private static func word(_ word: String, at offset: Int) -> JSONFault {
        let small = word.lowercased()
        let word = Diagnostic.shortened(word)
        if ["true", "false", "null"].contains(small) {
            return JSONFault("\(word) is no JSON value", at: offset, hint: "Write \(small).")
        }
        if ["none", "nil", "undefined"].contains(small) {
            return JSONFault("\(word) is no JSON value", at: offset, hint: "Write null, or leave the key out.")
        }
        if ["nan", "infinity", "-infinity", "+infinity", "-nan"].contains(small) {
            return JSONFault("\(word) is no JSON number", at: offset)
        }
        if let first = word.first, first.isNumber || "+-.".contains(first) {
            return JSONFault(
                "\(word) is no JSON number", at: offset,
                hint: "A number has no leading zero or plus sign, and digits on both sides of its point.")
        }
        return JSONFault(
            "\(word) is no JSON value", at: offset, hint: "A string is written in double quotes: \"\(word)\".")
    }

    /// A string that ends at the end of the file or of its line, or that holds a control character.
    private static func inString(_ rest: Rest) -> JSONFault {
        if rest.isAtEnd { return JSONFault("this string has no closing quote", at: rest.opener ?? rest.offset) }
        switch rest.source.start[rest.offset] {
        case 0x0A, 0x0D:
            return JSONFault(
                "this string has no closing quote on its line", at: rest.opener ?? rest.offset,
                hint: "A line break within a string is written \\n.")
        case 0x09: return JSONFault("a string holds a tab", at: rest.offset, hint: "Write \\t.")
        case let byte:
            let character = Diagnostic.visible(Unicode.Scalar(byte))
            return JSONFault("a string holds the control character \(character)", at: rest.offset)
        }
    }

    /// The text from the byte at fault on.
    private struct Rest {
        let source: SourceText
        let offset: Int
        /// Where the list, object or string around it begins.
        let opener: Int?

        init(source: SourceText, offset: Int, opener: Int) {
            self.source = source
            self.offset = offset
            self.opener = opener < source.byteCount ? opener : nil
        }

        private var bytes: Slice<UnsafeBufferPointer<UInt8>> { source.bytes.dropFirst(offset) }
        var isAtEnd: Bool { bytes.isEmpty }

        /// The sign that closes what is open.
        var closer: Character { opener.map { source.start[$0] == UInt8(ascii: "{") } == true ? "}" : "]" }

        /// The first character, for a sentence.
        var found: String {
            guard let scalar = String(decoding: bytes.prefix(4), as: UTF8.self).unicodeScalars.first else {
                return "the end"
            }
            return scalar == "\"" ? "this string" : Diagnostic.visible(scalar)
        }

        var word: String {
            String(
                String(decoding: bytes.prefix(64), as: UTF8.self)
                    .prefix { $0.isLetter || $0.isNumber || "_$-".contains($0) })
        }

        /// A word or number, right or wrong.
        var token: String {
            String(decoding: bytes.prefix(cbytes_json_word(source.start + offset)), as: UTF8.self)
        }

        /// Of an escape, as a number in its shortest form.
        var escapedUnit: String {
            let digits = String(decoding: bytes.dropFirst(2).prefix(4), as: UTF8.self)
            return UInt16(digits, radix: 16).map { String($0, radix: 16) } ?? digits
        }

        /// What may be wrong wherever a token is looked for.
        var general: JSONFault? {
            if isAtEnd {
                guard let opener else { return JSONFault("the file ends too early", at: offset) }
                let what = source.start[opener] == UInt8(ascii: "{") ? "object" : "list"
                return JSONFault("the file ends inside the \(what)", at: offset, opener: opener)
            }
            func starts(_ words: String...) -> Bool { words.contains { bytes.starts(with: $0.utf8) } }
            if starts("//", "/*", "#") { return JSONFault("JSON has no comments", at: offset, hint: "Remove it.") }
            if starts("'", "\u{201C}", "\u{201D}", "`") {
                return JSONFault("strings are written in double quotes: \"…\"", at: offset)
            }
            if starts("<<<<<<<", "=======", ">>>>>>>") {
                return JSONFault("a merge conflict is not resolved here", at: offset)
            }
            return nil
        }
    }
}
