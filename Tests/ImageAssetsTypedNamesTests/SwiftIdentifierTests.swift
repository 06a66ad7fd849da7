import ImageAssetsText
import Testing

@testable import ImageAssetsTypedNames

@Suite("What an image is called in Swift")
struct SwiftIdentifierTests {
    @Test(
        "its name in lowerCamelCase, a keyword in backticks, and what cannot be reached by its name behind a line",
        arguments: [
            ("fox", "fox"), ("Fox", "fox"), ("icon-fox-sad", "iconFoxSad"), ("icon_fox.sad", "iconFoxSad"),
            ("a--b__c..d-", "aBCD"), ("iconFox", "iconFox"), ("URLIcon", "urlIcon"), ("URL", "url"), ("iOS", "iOS"),
            ("IPhone", "iPhone"), ("HTTP2-icon", "http2Icon"), ("x-URL", "xURL"), ("1up", "_1up"), ("2-3", "_23"),
            ("0", "_0"), ("default", "`default`"), ("Protocol", "`protocol`"), ("self", "_self"), ("Self", "_self"),
            ("init", "_init"), ("Type", "type"), ("Any", "any"), ("is-not", "isNot"), ("open", "open"),
            ("海报-2", "海报2"), ("Größe-2.5_x", "größe25X"), ("Ñandú", "ñandú"), ("٣", "٣"), ("ǆ-ǆ", "ǆǅ"),
            ("a-ßb", "aSsb"), ("İ", "i\u{307}"), ("a-\u{301}b", "a\u{301}b"), ("\u{2E2F}", "u2E2F"),
            ("1\u{FE0F}\u{20E3}", "_1\u{FE0F}\u{20E3}"),
        ])
    func declared(name: String, identifier: String) throws {
        let declared = SwiftIdentifier(of: try ImageName(name)).declared
        #expect(Array(declared.unicodeScalars) == Array(identifier.unicodeScalars), "\(declared)")
    }

    @Test("names are one when they differ in signs between words, or only to the compiler")
    func equal() throws {
        let identifier = { try SwiftIdentifier(of: ImageName($0)) }
        for (one, other) in [("walk-in", "walk_in"), ("v1-2", "v12"), ("Fox", "fox"), ("\u{E9}", "e\u{301}")] {
            #expect(try identifier(one) == identifier(other))
        }
        #expect(try identifier("iconFox") != identifier("iconfox"))
    }

    @Test("every scalar that a name may have is one that Swift takes, wherever it stands")
    func allScalars() throws {
        for value in UInt32(0x80)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), let name = try? ImageName("a\(scalar)-\(scalar)") else {
                continue
            }
            let scalars = Array(SwiftIdentifier(of: name).declared.unicodeScalars)
            #expect(scalars.first.map(Self.canStart) == true, "\(name)")
            #expect(scalars.allSatisfy { Self.canStart($0) || Self.canFollow($0) }, "\(name)")
            guard let name = try? ImageName("\(scalar)") else { continue }
            let first = SwiftIdentifier(of: name).declared.unicodeScalars.first
            #expect(first.map(Self.canStart) == true, "\(name)")
        }
    }

    // MARK: Swift's grammar of identifiers

    private static func canStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xA8, 0xAA, 0xAD, 0xAF, 0xB2...0xB5, 0xB7...0xBA, 0xBC...0xBE, 0xC0...0xD6,
            0xD8...0xF6, 0xF8...0x2FF, 0x370...0x167F, 0x1681...0x180D, 0x180F...0x1DBF, 0x1E00...0x1FFF,
            0x200B...0x200D, 0x202A...0x202E, 0x203F...0x2040, 0x2054, 0x2060...0x20CF, 0x2100...0x218F,
            0x2460...0x24FF, 0x2776...0x2793, 0x2C00...0x2DFF, 0x2E80...0x2FFF, 0x3004...0x3007, 0x3021...0x302F,
            0x3031...0x303F, 0x3040...0xD7FF, 0xF900...0xFD3D, 0xFD40...0xFDCF, 0xFDF0...0xFE1F, 0xFE30...0xFE44,
            0xFE47...0xFFFD:
            true
        case 0x10000...0xEFFFD: scalar.value & 0xFFFF <= 0xFFFD
        default: false
        }
    }

    private static func canFollow(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x300...0x36F, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
        default: false
        }
    }
}
