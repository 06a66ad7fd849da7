import ImageAssetsSystem

/// What a file says of itself in XMP: RDF in XML, in the one shape that XMP allows.
package struct XMPPacket: Sendable, Hashable {
    /// UTF-8.
    let bytes: Data
    /// What it says of those properties that we know.
    package let values: [XMPName: String]

    /// Nil for what is no packet, or too large to be one: it counts as absent.
    init?(_ bytes: Data) {
        guard bytes.count <= XMLDocument.maximumByteCount, let text = Self.utf8(bytes),
            let layout = XMPLayout(text)
        else { return nil }
        self.bytes = text
        values = layout.values
    }

    /// UTF-16, which XMP allows, is told by its mark or by its first bracket. Padding of zero bytes goes.
    private static func utf8(_ bytes: Data) -> Data? {
        let head = [UInt8](bytes.prefix(2))
        let encoding: String.Encoding? =
            switch head {
            case [0xfe, 0xff], [0x00, 0x3c]: .utf16BigEndian
            case [0xff, 0xfe], [0x3c, 0x00]: .utf16LittleEndian
            default: nil
            }
        guard let encoding else {
            var end = bytes.endIndex
            while end > bytes.startIndex, bytes[end - 1] == 0 { end -= 1 }
            return Data(bytes[..<end])
        }
        guard bytes.count % 2 == 0, let text = String(data: bytes, encoding: encoding) else { return nil }
        return Data((text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text).utf8)
    }
}

/// Where in a packet its properties are.
struct XMPLayout {
    static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    private static let meta = "adobe:ns:meta/"

    let document: XMLDocument
    /// The element `rdf:RDF`.
    let statements: XMLDocument.Element
    /// The elements `rdf:Description` in it, whose attributes and children are properties.
    let descriptions: [XMLDocument.Element]

    /// Nil unless the root is `x:xmpmeta` with `rdf:RDF` in it, or that itself.
    init?(_ bytes: Data) {
        guard let document = XMLDocument(bytes), let root = document.elements.first else { return nil }
        let candidates =
            root.name.namespace == Self.meta ? [root] + root.children.map { document.elements[$0] } : [root]
        guard let statements = candidates.first(where: { $0.name == Self.name("RDF") }) else { return nil }
        self.document = document
        self.statements = statements
        descriptions = statements.children.map { document.elements[$0] }.filter { $0.name == Self.name("Description") }
    }

    static func name(_ local: String) -> XMLDocument.Name { XMLDocument.Name(namespace: rdf, local: local) }

    func children(of element: XMLDocument.Element) -> [XMLDocument.Element] {
        element.children.map { document.elements[$0] }
    }

    /// The first of each; empty ones say nothing.
    var values: [XMPName: String] {
        let names = Dictionary(uniqueKeysWithValues: XMPName.allCases.map { ($0.name, $0) })
        var values: [XMPName: String] = [:]
        for description in descriptions {
            for attribute in description.attributes {
                guard let name = names[attribute.name], values[name] == nil else { continue }
                let value = document.value(of: attribute)
                if !value.trimmed.isEmpty { values[name] = value }
            }
            for element in children(of: description) {
                guard let name = names[element.name], values[name] == nil, let value = value(of: element),
                    !value.trimmed.isEmpty
                else { continue }
                values[name] = value
            }
        }
        return values
    }

    /// A text, an address as `rdf:resource`, or of several forms the one that stands for all, or the first.
    private func value(of property: XMLDocument.Element) -> String? {
        if let resource = property.attributes.first(where: { $0.name == Self.name("resource") }) {
            return document.value(of: resource)
        }
        guard let container = children(of: property).first else { return document.text(of: property) }
        let forms = children(of: container).filter { $0.name == Self.name("li") }
        let standing = forms.first {
            $0.attributes.contains { $0.name.local == "lang" && document.value(of: $0) == "x-default" }
        }
        return (standing ?? forms.first).map(document.text)
    }
}
