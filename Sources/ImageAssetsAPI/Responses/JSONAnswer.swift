import ImageAssetsModel
import ImageAssetsSystem

/// What an answer says besides its image: its JSON, or that of its events.
struct JSONAnswer {
    let values: [JSONNode]

    /// Bytes of a string that is read, of all that is parsed, and events. More is no answer to a request for an image.
    private static let (longestString, maximumLength, maximumValues) = (1 << 18, 1 << 20, 1_000)

    /// Nil when it is no JSON and holds no object of JSON.
    init?(_ body: Data) {
        let body = body.startIndex == 0 ? body : Data(body)
        self.init(body, body.withUnsafeBytes { AnswerOutline($0) })
        if values.isEmpty { return nil }
    }

    /// Long strings are left empty: nobody reads them, and each would be copied three times.
    init(_ body: Data, _ outline: AnswerOutline) {
        var room = Self.maximumLength
        var long = outline.texts.map(\.range).filter { $0.count > Self.longestString }[...]
        let roots = outline.parts.filter { $0.parent == nil }.prefix(Self.maximumValues)
        let objects = roots.compactMap { (root) -> JSONNode? in
            var text = Data()
            var position = root.range.lowerBound
            while let string = long.first, string.lowerBound < root.range.upperBound {
                if text.count < room { text += body[position..<string.lowerBound] }
                position = string.upperBound
                long.removeFirst()
            }
            guard text.count + root.range.upperBound - position <= room else { return nil }
            text += body[position..<root.range.upperBound]
            room -= text.count
            return Self.parse(text)
        }
        values = objects.isEmpty ? [Self.parse(body.prefix(Self.maximumLength))].compactMap { $0 } : objects
    }

    /// The one value, or all of them.
    var root: JSONNode { values.count == 1 ? values[0] : JSONNode(.array(values), at: 0) }

    /// Neither control characters nor bytes that are no UTF-8 keep it from being read.
    static func parse(_ text: Data) -> JSONNode? {
        if let value = try? JSONNode(parsing: SourceText(text)) { return value }
        let mended = String(decoding: text, as: UTF8.self).utf8.map { max($0, UInt8(ascii: " ")) }
        return try? JSONNode(parsing: SourceText(Data(mended)))
    }
}
