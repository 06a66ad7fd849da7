import ImageAssetsSystem

/// An XML document with namespaces, as far as XMP needs one: elements and attributes with their places.
///
/// It comes from whoever made the picture. So there is no document type and no entity but the five that XML has by
/// itself, nesting and number of parts are bounded, and nothing calls itself. What is read is not judged beyond that:
/// a document is there to be kept byte for byte, but for what is put into it or taken out.
struct XMLDocument {
    /// Bytes of the largest that is read.
    static let maximumByteCount = 1 << 20
    /// Elements, attributes, references, comments and the like together.
    static let maximumParts = 1 << 13
    static let maximumDepth = 64

    struct Name: Hashable {
        let namespace: String
        let local: String
    }

    struct Attribute {
        let name: Name
        /// With the white space in front of it.
        let range: Range<Int>
        /// Between its quotation marks.
        let value: Range<Int>
    }

    struct Element {
        let name: Name
        /// With its prefix.
        let tag: String
        let attributes: [Attribute]
        /// From the first bracket to the last one.
        var range: Range<Int>
        /// Between the tags; nil of a tag that ends itself.
        var content: Range<Int>?
        var children: [Int] = []
    }

    let bytes: Data
    /// In the order of the document: the first is its root.
    let elements: [Element]

    /// Nil for what is no such document, and for what is too large.
    init?(_ bytes: Data) {
        guard bytes.count <= Self.maximumByteCount else { return nil }
        let elements = bytes.withUnsafeBytes { buffer -> [Element]? in
            var reader = XMLReader(buffer)
            return reader.read() ? reader.elements : nil
        }
        guard let elements else { return nil }
        self.bytes = bytes
        self.elements = elements
    }

    func value(of attribute: Attribute) -> String {
        bytes.withUnsafeBytes { XMLReader.text($0, attribute.value) } ?? ""
    }

    /// The text of an element without its children's.
    func text(of element: Element) -> String {
        guard let content = element.content else { return "" }
        var text = ""
        bytes.withUnsafeBytes { buffer in
            var at = content.lowerBound
            var children = element.children.map { elements[$0].range }[...]
            while at < content.upperBound {
                let next = buffer.find(XMLReader.bracket, in: at..<content.upperBound) ?? content.upperBound
                text += XMLReader.text(buffer, at..<next) ?? ""
                guard next < content.upperBound else { break }
                if let child = children.first, child.lowerBound == next {
                    at = child.upperBound
                    children = children.dropFirst()
                } else if let special = XMLReader.special(buffer, at: next) {
                    if special.isText { text += buffer.text(special.content) }
                    at = special.end
                } else {
                    break
                }
            }
        }
        return text
    }
}
