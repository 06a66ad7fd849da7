/// A property of XMP (ISO 16684-1) that is written: a simple text, or a text in languages of which we know the one
/// that stands for all.
package struct XMPProperty: Sendable, Hashable {
    package let name: XMPName
    package let value: String
    /// Whether it takes the place of what the packet says already; else it is written where that says nothing.
    package let replaces: Bool

    package init(_ name: XMPName, _ value: String, replaces: Bool = true) {
        self.name = name
        self.value = value
        self.replaces = replaces
    }
}

/// The properties that we read or write, as IPTC's Photo Metadata Standard 2025.1 and Dublin Core name them.
package enum XMPName: String, Sendable, Hashable, CaseIterable {
    /// How the picture came to be: an address of IPTC's vocabulary.
    case digitalSourceType = "DigitalSourceType"
    case systemUsed = "AISystemUsed"
    case promptInformation = "AIPromptInformation"
    case altText = "AltTextAccessibility"
    case description
    case identifier
    case rights
    case credit = "Credit"
    /// China's label, a JSON text.
    case aigc = "AIGC"

    var schema: Schema {
        switch self {
        case .digitalSourceType, .systemUsed, .promptInformation: .iptcExtension
        case .altText: .iptcCore
        case .description, .identifier, .rights: .dublinCore
        case .credit: .photoshop
        case .aigc: .tc260
        }
    }

    /// Whether its value has a form for each language.
    var isInLanguages: Bool { [.altText, .description, .rights].contains(self) }

    var name: XMLDocument.Name { XMLDocument.Name(namespace: schema.rawValue, local: rawValue) }
    /// With the usual prefix.
    var tag: String { "\(schema.prefix):\(rawValue)" }

    enum Schema: String, CaseIterable {
        case iptcExtension = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
        case iptcCore = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
        case dublinCore = "http://purl.org/dc/elements/1.1/"
        case photoshop = "http://ns.adobe.com/photoshop/1.0/"
        case tc260 = "http://www.tc260.org.cn/ns/AIGC/1.0/"

        var prefix: String {
            switch self {
            case .iptcExtension: "Iptc4xmpExt"
            case .iptcCore: "Iptc4xmpCore"
            case .dublinCore: "dc"
            case .photoshop: "photoshop"
            case .tc260: "TC260"
            }
        }
    }
}
