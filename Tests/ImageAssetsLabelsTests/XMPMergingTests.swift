import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsLabels

struct XMPMergingTests {
    private let ours = [
        XMPProperty(.digitalSourceType, Files.trained), XMPProperty(.systemUsed, "gpt-image-2"),
        XMPProperty(.altText, "A <red> fox & \"friends\""), XMPProperty(.description, "A <red> fox & \"friends\""),
        XMPProperty(.identifier, "sha256:00"), XMPProperty(.credit, "Ümläut"), XMPProperty(.rights, "© 2026"),
    ]

    private func text(_ packet: Data) -> String { String(decoding: packet, as: UTF8.self) }

    @Test func `a new packet is the same to the byte each time`() throws {
        try expectGolden(text(XMPPacket.merged(ours, into: nil)), at: "Labels/new.xmp")
    }

    @Test func `what the picture says of the same goes, and all else stays as it was`() throws {
        let own = try #require(XMPPacket(try Files.read("Labels/own.xmp")))
        try expectGolden(text(XMPPacket.merged(ours, into: own)), at: "Labels/merged.xmp")
    }

    @Test func `merging again changes nothing`() throws {
        for own in [nil, XMPPacket(try Files.read("Labels/own.xmp"))] {
            let once = XMPPacket.merged(ours, into: own)
            #expect(text(XMPPacket.merged(ours, into: XMPPacket(once))) == text(once))
        }
    }

    @Test func `where nothing is claimed, only what the packet does not say is added`() throws {
        let own = try #require(XMPPacket(Files.labelled))
        let added = [
            XMPProperty(.digitalSourceType, "x", replaces: false), XMPProperty(.credit, "me", replaces: false),
        ]
        let merged = try #require(XMPPacket(XMPPacket.merged(added, into: own)))
        #expect(merged.values == [.digitalSourceType: Files.trained, .credit: "me"])
    }

    @Test(arguments: [
        "xmlns:d=\"http://purl.org/dc/terms/\" d:provenance=\"https://example.com/m.c2pa\"",
        "xmlns:n=\"http://ns.adobe.com/xmp/note/\" n:HasExtendedXMP=\"0123\"",
    ])
    func `what would lead to data that are not of this file does not come along`(_ attribute: String) throws {
        let own = try #require(XMPPacket(Files.packet("\(attribute) dc:format=\"image/png\"")))
        let merged = text(XMPPacket.merged([], into: own))
        #expect(!merged.contains("provenance=") && !merged.contains("HasExtendedXMP="))
        #expect(merged.contains("dc:format=\"image/png\""))
    }

    @Test func `the prompt that a service wrote goes where it is not to be told`() throws {
        let own = try #require(XMPPacket(Files.packet("Iptc4xmpExt:AIPromptInformation=\"secret\"")))
        #expect(text(XMPPacket.merged([], into: own)).contains("secret"))
        #expect(!text(XMPPacket.merged([], into: own, dropping: [.promptInformation])).contains("secret"))
    }

    @Test(arguments: [
        "<r:RDF xmlns:r=\"\(XMPLayout.rdf)\"/>", "<r:RDF xmlns:r=\"\(XMPLayout.rdf)\"></r:RDF>",
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><r:RDF xmlns:r=\"\(XMPLayout.rdf)\" /></x:xmpmeta>",
        "<RDF xmlns=\"\(XMPLayout.rdf)\"><Description/></RDF>",
        // Our prefixes, for something else.
        "<r:RDF xmlns:r=\"\(XMPLayout.rdf)\" xmlns:rdf=\"a\" xmlns:dc=\"b\"><r:Description dc:title=\"t\"/></r:RDF>",
    ])
    func `a packet of any shape takes them`(_ own: String) throws {
        let merged = XMPPacket.merged(ours, into: XMPPacket(Data(own.utf8)))
        let values = try #require(XMPPacket(merged)).values
        #expect(values == Dictionary(uniqueKeysWithValues: ours.map { ($0.name, $0.value) }))
        #expect(text(merged).contains("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"))
    }

    @Test func `two things that stand side by side both go`() throws {
        let names = "xmlns:e=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" xmlns:t=\"http://purl.org/dc/terms/\""
        for about in [
            "<rdf:Description \(names) e:DigitalSourceType=\"x\" e:AISystemUsed=\"y\"/>",
            "<rdf:Description \(names) t:provenance=\"x\" e:DigitalSourceType=\"x\" rdf:about=\"\"/>",
            "<rdf:Description \(names)><e:DigitalSourceType>x</e:DigitalSourceType><e:AISystemUsed>y</e:AISystemUsed>"
                + "</rdf:Description>",
            "<rdf:Description \(names) e:AISystemUsed=\"x\"/><rdf:Description \(names) e:DigitalSourceType=\"y\"/>",
        ] {
            let packet = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\(about)</rdf:RDF>"
            let own = try #require(XMPPacket(Data(packet.utf8)))
            let merged = try #require(XMPPacket(XMPPacket.merged(ours, into: own)))
            #expect(merged.values[.digitalSourceType] == Files.trained)
            #expect(merged.values[.systemUsed] == "gpt-image-2")
        }
    }

    @Test func `what the packet is about stays one thing`() throws {
        let own = "<r:RDF xmlns:r=\"\(XMPLayout.rdf)\"><r:Description r:about='u:\"&amp;'/></r:RDF>"
        let merged = text(XMPPacket.merged(ours, into: XMPPacket(Data(own.utf8))))
        #expect(merged.contains("rdf:about=\"u:&quot;&amp;\""))
    }

    @Test func `characters that XML cannot hold are left out, and all others come back`() {
        let merged = XMPPacket.merged([XMPProperty(.credit, "a\u{1B}\u{FFFE}\0b\r\n\t😀&#65;]]>")], into: nil)
        #expect(XMPPacket(merged)?.values[.credit] == "ab\r\n\t😀&#65;]]>")
    }
}
