import Foundation

/// Takes the markup out of a page, in one pass: what a server sends must not cost time beyond its length.
struct Markup {
    private let bytes: [UInt8]
    private var position = 0
    private var text: [UInt8] = []
    /// False once a title was met that does not end: to look for its end at the next one would be a pass more.
    private var titlesEnd = true

    /// The title of a page when it has one, else its text.
    static func text(of page: String) -> String {
        var markup = Markup(page)
        markup.read()
        var text = String(decoding: markup.text, as: UTF8.self)
        for (entity, character) in entities { text = text.replacingOccurrences(of: entity, with: character) }
        return text
    }

    private static let entities = [
        ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ]

    private init(_ page: String) {
        bytes = Array(page.utf8)
    }

    private mutating func read() {
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count, Self.begins(bytes[position + 1]) {
                readTag()
            } else {
                text.append(bytes[position])
                position += 1
            }
        }
    }

    /// Whether a `<` before it begins a tag or a comment, and is no sign of less.
    private static func begins(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "/")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private mutating func readTag() {
        text.append(UInt8(ascii: " "))
        if bytes[position...].starts(with: "<!--".utf8) {
            position = find("-->", from: position).map { $0 + 3 } ?? bytes.count
            return
        }
        let name = String(decoding: bytes[(position + 1)...].prefix(7).prefix(while: Self.isLetter), as: UTF8.self)
            .lowercased()
        position = find(">", from: position).map { $0 + 1 } ?? bytes.count
        switch name {
        case "script", "style":
            position = find("</" + name, from: position) ?? bytes.count
        case "title" where titlesEnd:
            guard let end = find("</title", from: position) else { return titlesEnd = false }
            text = Array(bytes[position..<end])
            position = bytes.count
        default:
            break
        }
    }

    /// Where the next such text begins. Letters in lower case stand for those in upper case too.
    private func find(_ wanted: String, from start: Int) -> Int? {
        let wanted = Array(wanted.utf8)
        var candidate = start
        while let found = bytes[candidate...].firstIndex(of: wanted[0]) {
            let matches = zip(bytes[found...], wanted).allSatisfy { byte, letter in
                byte == letter || Self.isLetter(letter) && byte | 0x20 == letter
            }
            if matches, bytes.count - found >= wanted.count { return found }
            candidate = found + 1
        }
        return nil
    }
}
