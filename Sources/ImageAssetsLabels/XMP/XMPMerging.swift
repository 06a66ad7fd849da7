import ImageAssetsSystem

extension XMPPacket {
    /// The bytes of a packet that says these things, and all that the picture's own packet says besides.
    ///
    /// Equal values give equal bytes: there is no date in it, and no room to write in place.
    ///
    /// - Parameters:
    ///   - own: what comes along. What it says of the same properties goes, and so does what would be false beside
    ///     other pixels or in another file: where to find its C2PA data and its own second part.
    ///   - dropped: further properties that do not come along.
    package static func merged(
        _ properties: [XMPProperty], into own: XMPPacket?, dropping dropped: Set<XMPName> = []
    ) -> Data {
        guard let own, let layout = XMPLayout(own.bytes) else {
            let description = description(of: properties, about: "")
            let statements = " <rdf:RDF xmlns:rdf=\"\(XMPLayout.rdf)\">\(description)\n </rdf:RDF>"
            return packet(Data("\(metaStart)\n\(statements)\n\(metaEnd)".utf8))
        }
        let written = properties.filter { $0.replaces || own.values[$0.name] == nil }
        let gone = Set(written.map(\.name.name)).union(dropped.map(\.name)).union(untrue)
        return packet(layout.merged(description(of: written, about: layout.about), dropping: gone))
    }

    /// C2PA's data that lie elsewhere, and the second part of a packet that is too large for one segment of a JPEG.
    private static let untrue: Set<XMLDocument.Name> = [
        XMLDocument.Name(namespace: "http://purl.org/dc/terms/", local: "provenance"),
        XMLDocument.Name(namespace: "http://ns.adobe.com/xmp/note/", local: "HasExtendedXMP"),
    ]

    fileprivate static let metaStart = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
    fileprivate static let metaEnd = "</x:xmpmeta>"

    private static func packet(_ root: Data) -> Data {
        Data("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n".utf8) + root
            + Data("\n<?xpacket end=\"r\"?>".utf8)
    }

    /// One element, which declares whatever prefix it uses: around it they may stand for something else.
    private static func description(of properties: [XMPProperty], about: String) -> String {
        guard !properties.isEmpty else { return "" }
        let used = Set(properties.map(\.name.schema))
        var text = "\n  <rdf:Description xmlns:rdf=\"\(XMPLayout.rdf)\" rdf:about=\"\(XMLText.escaped(about))\""
        for schema in XMPName.Schema.allCases where used.contains(schema) {
            text += "\n    xmlns:\(schema.prefix)=\"\(schema.rawValue)\""
        }
        text += ">"
        for property in properties {
            let (tag, value) = (property.name.tag, XMLText.escaped(property.value))
            text +=
                property.name.isInLanguages
                ? "\n   <\(tag)><rdf:Alt><rdf:li xml:lang=\"x-default\">\(value)</rdf:li></rdf:Alt></\(tag)>"
                : "\n   <\(tag)>\(value)</\(tag)>"
        }
        return text + "\n  </rdf:Description>"
    }
}

extension XMPLayout {
    /// What the packet is about, mostly nothing; all its descriptions must say the same.
    fileprivate var about: String {
        let attribute = descriptions.lazy.flatMap(\.attributes).first { $0.name == Self.name("about") }
        return attribute.map(document.value) ?? ""
    }

    /// The root with other properties.
    fileprivate func merged(_ description: String, dropping gone: Set<XMLDocument.Name>) -> Data {
        var edits = descriptions.flatMap { cuts(of: gone, in: $0) }.map { (range: $0, text: "") }
        if let content = statements.content {
            edits.append((withBlanks(content.upperBound..<content.upperBound), description + "\n "))
        } else {
            let end = statements.range.upperBound
            edits.append((end - 2..<end, ">\(description)\n </\(statements.tag)>"))
        }
        guard let root = document.elements.first else { return Data() }
        let isBare = root.name == statements.name
        var result = Data(isBare ? "\(XMPPacket.metaStart)\n".utf8 : "".utf8)
        var at = root.range.lowerBound
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            // Not added to each other first: an empty piece of `Data` that begins within another traps there.
            result.append(document.bytes[at..<edit.range.lowerBound])
            result.append(contentsOf: edit.text.utf8)
            at = edit.range.upperBound
        }
        result += document.bytes[at..<root.range.upperBound]
        return isBare ? result + Data("\n\(XMPPacket.metaEnd)".utf8) : result
    }

    /// Where a description says such a thing; all of it where it says nothing else.
    private func cuts(of gone: Set<XMLDocument.Name>, in description: XMLDocument.Element) -> [Range<Int>] {
        let elements = children(of: description)
        let attributes = description.attributes.filter { $0.name.namespace != Self.rdf }
        let cut =
            attributes.filter { gone.contains($0.name) }.map(\.range)
            + elements.filter { gone.contains($0.name) }.map(\.range)
        let isEmptied = !cut.isEmpty && cut.count == attributes.count + elements.count
        return isEmptied ? [withBlanks(description.range)] : cut.map(withBlanks)
    }

    /// With the white space in front of it.
    private func withBlanks(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start > 0, [0x20, 0x09, 0x0a, 0x0d].contains(document.bytes[start - 1]) { start -= 1 }
        return start..<range.upperBound
    }
}
