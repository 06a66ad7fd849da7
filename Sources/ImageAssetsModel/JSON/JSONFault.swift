/// A fault in the making: the sentence and the byte it is about. Its place is looked up once it is thrown.
package struct JSONFault: Error {
    package let message: String
    package var hint: String?
    package let offset: Int
    /// Where the list, object or string around it begins; its place ends the message.
    var opener: Int?

    init(_ message: String, at offset: Int, hint: String? = nil, opener: Int? = nil) {
        self.message = message
        self.hint = hint
        self.offset = offset
        self.opener = opener
    }

    package func error(in source: SourceText) -> JSONSyntaxError {
        var message = message
        if let opener {
            let place = source.location(at: opener)
            message += " that begins at \(place.line):\(place.column)"
        }
        return JSONSyntaxError(message: message, hint: hint, offset: offset, location: source.location(at: offset))
    }

    // MARK: The whole text

    static let emptyFile = JSONFault("the file is empty", at: 0)

    /// Nil when the text is UTF-8.
    init?(encodingOf source: SourceText) {
        guard var offset = Self.firstPieceAtFault(in: source) else { return nil }
        if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
            self.init("the file is UTF-16", at: 0, hint: "Save it as UTF-8.")
            return
        }
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = source.bytes.dropFirst(offset).makeIterator()
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
        let byte = String(source.bytes[offset], radix: 16, uppercase: true)
        self.init("the byte 0x\(byte) is not UTF-8", at: offset, hint: "Save the file as UTF-8.")
    }

    /// Where the first piece begins that is not UTF-8; nil when all are. The whole would take as much memory once more.
    private static func firstPieceAtFault(in source: SourceText) -> Int? {
        let found: Int?? = source.withUnsafePointer { start in
            var offset = 0
            while offset < source.byteCount {
                var end = min(offset + 1 << 16, source.byteCount)
                // A character's other bytes stay with its first one.
                while end < source.byteCount, end > offset, start[end] & 0xC0 == 0x80 { end -= 1 }
                let piece = UnsafeBufferPointer(start: start + offset, count: end - offset)
                guard end > offset, String(bytes: piece, encoding: .utf8) != nil else { return offset }
                offset = end
            }
            return nil
        }
        return found ?? nil
    }

    static func afterTheEnd(_ parser: JSONParser) -> JSONFault {
        general(parser) ?? JSONFault("the document ends before this; nothing may follow it", at: parser.offset)
    }

    static func tooDeep(at offset: Int) -> JSONFault {
        JSONFault("lists and objects are nested more than \(JSONParser.maximumDepth) deep", at: offset)
    }

    // MARK: Between values

    static func noValue(_ parser: JSONParser, opener: Int?) -> JSONFault {
        general(parser, opener) ?? JSONFault("a value is missing before \(parser.found)", at: parser.offset)
    }

    static func noKey(_ parser: JSONParser, opener: Int) -> JSONFault {
        if let fault = general(parser, opener) { return fault }
        let word = parser.word
        if word.isEmpty {
            return JSONFault("a key in double quotes is missing before \(parser.found)", at: parser.offset)
        }
        return JSONFault("the key \(word) needs double quotes", at: parser.offset, hint: "Write \"\(word)\".")
    }

    static func noColon(_ parser: JSONParser, key: String, opener: Int) -> JSONFault {
        let name = Diagnostic.quoted(key)
        return general(parser, opener)
            ?? JSONFault("a colon is missing between the key \(name) and its value", at: parser.offset)
    }

    static func noComma(_ parser: JSONParser, closer: UInt8, opener: Int) -> JSONFault {
        let closer = Character(Unicode.Scalar(closer))
        return general(parser, opener)
            ?? JSONFault("a comma or \(closer) is missing before \(parser.found)", at: parser.offset)
    }

    static func trailingComma(at offset: Int, closer: UInt8) -> JSONFault {
        JSONFault(
            "a comma before \(Character(Unicode.Scalar(closer))) with nothing after it", at: offset,
            hint: "Remove the comma.")
    }

    /// What may be wrong wherever a token is looked for.
    private static func general(_ parser: JSONParser, _ opener: Int? = nil) -> JSONFault? {
        let offset = parser.offset
        if parser.isAtEnd {
            guard let opener else { return JSONFault("the file ends too early", at: offset) }
            let what = parser.start[opener] == UInt8(ascii: "{") ? "object" : "list"
            return JSONFault("the file ends inside the \(what)", at: offset, opener: opener)
        }
        if parser.starts("//") || parser.starts("/*") || parser.starts("#") {
            return JSONFault("JSON has no comments", at: offset, hint: "Remove it.")
        }
        if parser.starts("'") || parser.starts("\u{201C}") || parser.starts("\u{201D}") || parser.starts("`") {
            return JSONFault("strings are written in double quotes: \"…\"", at: offset)
        }
        if parser.starts("<<<<<<<") || parser.starts("=======") || parser.starts(">>>>>>>") {
            return JSONFault("a merge conflict is not resolved here", at: offset)
        }
        return nil
    }

    // MARK: Words and strings

    package static func word(_ word: String, at offset: Int) -> JSONFault {
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
    static func inString(_ parser: JSONParser, opener: Int) -> JSONFault {
        if parser.isAtEnd { return JSONFault("this string has no closing quote", at: opener) }
        switch parser.cursor.pointee {
        case 0x0A, 0x0D:
            return JSONFault(
                "this string has no closing quote on its line", at: opener,
                hint: "A line break within a string is written \\n.")
        case 0x09: return JSONFault("a string holds a tab", at: parser.offset, hint: "Write \\t.")
        case let byte:
            let digits = String(byte, radix: 16, uppercase: true)
            let code = String(repeating: "0", count: 4 - digits.count) + digits
            return JSONFault("a string holds the control character U+\(code)", at: parser.offset)
        }
    }

    static func unknownEscape(_ parser: JSONParser, at offset: Int) -> JSONFault {
        JSONFault(
            "a backslash before \(parser.found) means nothing", at: offset,
            hint: "A backslash itself is written \\\\.")
    }

    static func shortUnicodeEscape(at offset: Int) -> JSONFault {
        JSONFault("\\u is not followed by four hexadecimal digits", at: offset)
    }

    static func loneSurrogate(_ unit: UInt16, at offset: Int) -> JSONFault {
        JSONFault(
            "\\u\(String(unit, radix: 16)) is half of a surrogate pair and its other half is missing", at: offset)
    }
}

extension JSONParser {
    /// The character at the cursor, for a sentence.
    fileprivate var found: String {
        let rest = UnsafeBufferPointer(start: cursor, count: min(count - offset, 4))
        guard let scalar = String(decoding: rest, as: UTF8.self).unicodeScalars.first else { return "the end" }
        return scalar == "\"" ? "this string" : Diagnostic.visible(scalar)
    }

    fileprivate var word: String {
        let rest = UnsafeBufferPointer(start: cursor, count: min(count - offset, 64))
        return String(String(decoding: rest, as: UTF8.self).prefix { $0.isLetter || $0.isNumber || "_$-".contains($0) })
    }

    fileprivate func starts(_ text: String) -> Bool {
        UnsafeBufferPointer(start: cursor, count: count - offset).starts(with: text.utf8)
    }
}
