import ImageAssetsSystem

/// What stands between tags and quotation marks, read and written.
extension XMLReader {
    private static let predefined: [String: Unicode.Scalar] = [
        "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'",
    ]

    /// The places of all references and what they stand for; nil where one is to an entity of somebody's own.
    static func references(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> [(Range<Int>, Unicode.Scalar)]? {
        var found: [(Range<Int>, Unicode.Scalar)] = []
        var at = range.lowerBound
        while let start = bytes.find(ampersand, in: at..<range.upperBound) {
            guard found.count <= XMLDocument.maximumParts,
                let end = bytes.find(semicolon, in: start + 1..<min(range.upperBound, start + 12)),
                let scalar = scalar(bytes.text(start + 1..<end))
            else { return nil }
            found.append((start..<end + 1, scalar))
            at = end + 1
        }
        return found
    }

    private static let ampersand = Data("&".utf8)
    private static let semicolon = Data(";".utf8)

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return predefined[name] }
        let isHexadecimal = name.hasPrefix("#x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let number = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(number),
            XMLText.isAllowed(scalar)
        else { return nil }
        return scalar
    }

    /// With references for what they stand for.
    static func text(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> String? {
        guard let references = references(bytes, range) else { return nil }
        var text = ""
        var at = range.lowerBound
        for (place, scalar) in references {
            text += bytes.text(at..<place.lowerBound)
            text.unicodeScalars.append(scalar)
            at = place.upperBound
        }
        return text + bytes.text(at..<range.upperBound)
    }

    /// A comment, an instruction, or text as it is; nil for what begins like one and is none, such as a document type.
    static func special(
        _ bytes: UnsafeRawBufferPointer, at start: Int
    ) -> (content: Range<Int>, end: Int, isText: Bool)? {
        for (head, tail, isText) in specials where bytes[start...].starts(with: head) {
            let content = start + head.count
            guard let end = bytes.find(tail, in: content..<bytes.count) else { return nil }
            return (content..<end, end + tail.count, isText)
        }
        return nil
    }

    private static let specials = [
        (Data("<!--".utf8), Data("-->".utf8), false), (Data("<![CDATA[".utf8), Data("]]>".utf8), true),
        (Data("<?".utf8), Data("?>".utf8), false),
    ]
}

enum XMLText {
    /// Whether XML can hold it at all.
    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xa, 0xd: true
        case 0..<0x20, 0xfffe, 0xffff: false
        default: true
        }
    }

    /// For between tags or quotation marks. What XML cannot hold is left out.
    static func escaped(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter(isAllowed)))
            .escaped(by: ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "\r": "&#xD;"])
    }
}
