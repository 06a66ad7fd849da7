import Foundation

/// A JSON answer whose long strings stay where they are in the body.
///
/// An image of 20 MB is one string of 27 MB. Parsed in the ordinary way it would be copied three times, and would be at hand
/// wherever the answer is printed. Here it is found by the C library's search and represented by a token.
struct JSONAnswer {
    let root: Any
    private let body: Data
    private let longStrings: [Range<Int>]

    /// Bytes of a string that is set aside.
    static let longStringLength = 4_096
    /// Bytes of everything else. More of it is no answer to a request for an image.
    static let maximumLength = 1 << 20

    /// Nil when the body is not JSON. White space before it is no fault: servers keep connections alive by it. Nor is an end
    /// that is missing after a long string: the image is whole without it.
    init?(_ body: Data) {
        let body = UTF16Text.utf8(body) ?? (body.startIndex == 0 ? body : Data(body))
        guard let (short, longStrings, end) = Self.settingAsideLongStrings(body),
            let root = Self.parse(short) ?? Self.parse(Self.closed(short.prefix(end))) ?? Self.parse(Self.mended(short))
        else { return nil }
        self.root = root
        self.body = body
        self.longStrings = longStrings
    }

    private static func parse(_ text: Data) -> Any? {
        try? JSONSerialization.jsonObject(with: text, options: .fragmentsAllowed)
    }

    /// With neither control characters nor bytes that are no UTF-8: strictly no JSON, but the image beside them is paid for.
    private static func mended(_ text: Data) -> Data {
        Data(String(decoding: text.map { max($0, 0x20) }, as: UTF8.self).utf8)
    }

    /// A beginning of JSON that ends with a string, with every list and object in it closed.
    private static func closed(_ text: Data) -> Data {
        var closers: [UInt8] = []
        var isInString = false
        var isEscaped = false
        for byte in text {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\") where isInString: isEscaped = true
            case UInt8(ascii: "\""): isInString.toggle()
            case _ where isInString: break
            case UInt8(ascii: "{"): closers.append(UInt8(ascii: "}"))
            case UInt8(ascii: "["): closers.append(UInt8(ascii: "]"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = closers.popLast()
            default: break
            }
        }
        return text + closers.reversed()
    }

    /// The text with tokens for its long strings, where these are in the body, and where in the text the last of them ends.
    private static func settingAsideLongStrings(_ body: Data) -> (Data, [Range<Int>], end: Int)? {
        body.withUnsafeBytes { bytes in
            var short = Data()
            var long: [Range<Int>] = []
            var copied = 0
            var position = 0
            var lastEnd = 0
            while let open = quote(in: bytes, from: position) {
                var end = quote(in: bytes, from: open + 1)
                while let close = end, isEscaped(close, in: bytes) { end = quote(in: bytes, from: close + 1) }
                guard let end else { break }
                if end - open > longStringLength {
                    short.append(contentsOf: bytes[copied...open])
                    short.append(contentsOf: "\\u0000\(long.count)".utf8)
                    long.append(open + 1..<end)
                    copied = end
                    lastEnd = short.count + 1
                }
                position = end + 1
                if position - copied > maximumLength { break }
            }
            guard short.count <= maximumLength else { return nil }
            // More of the rest than is read is as good as cut off: what comes before it may be whole.
            short.append(contentsOf: bytes[copied...].prefix(max(1, maximumLength - short.count)))
            return (short, long, lastEnd)
        }
    }

    private static func quote(in bytes: UnsafeRawBufferPointer, from position: Int) -> Int? {
        guard let start = bytes.baseAddress, position < bytes.count,
            let found = memchr(start + position, 0x22, bytes.count - position)
        else { return nil }
        return UnsafeRawPointer(found) - start
    }

    /// Whether an odd number of backslashes stands before it.
    private static func isEscaped(_ position: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
        var start = position
        while start > 0, bytes[start - 1] == UInt8(ascii: "\\") { start -= 1 }
        return (position - start) % 2 == 1
    }

    /// The string that a parsed value stands for, as the bytes between its quotation marks, escapes and all.
    func rawString(_ value: Any?) -> Data? {
        guard let text = value as? String else { return nil }
        guard let range = range(text) else { return Data(text.utf8) }
        return body[range]
    }

    /// The string that a parsed value stands for.
    func string(_ value: Any?) -> String? {
        guard let text = value as? String else { return nil }
        guard let range = range(text) else { return text }
        let quoted = body[range.lowerBound - 1..<range.upperBound + 1]
        return (try? JSONSerialization.jsonObject(with: Data(quoted), options: .fragmentsAllowed)) as? String
    }

    /// A parsed value with its long strings put back, each cut after what an error is read for.
    func readable(_ value: Any) -> Any {
        switch value {
        case let text as String: range(text) == nil ? text : String((string(text) ?? "").prefix(8_192))
        case let list as [Any]: list.map(readable)
        case let object as [String: Any]: object.mapValues(readable)
        default: value
        }
    }

    private func range(_ token: String) -> Range<Int>? {
        guard token.utf8.first == 0, let index = Int(token.dropFirst()), longStrings.indices.contains(index)
        else { return nil }
        return longStrings[index]
    }
}
