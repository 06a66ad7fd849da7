import Foundation
import Testing

@testable import ImageAssetsLabels

struct XMPPacketTests {
    private static let type = "Iptc4xmpExt:DigitalSourceType"
    private static let other = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"

    @Test(
        arguments: [
            ("\(type)=\"\(Files.trained)\"", ""),
            ("\(type) = '\(Files.trained)'", ""),
            ("", "<\(type)>\(Files.trained)</\(type)>"),
            ("", "<\(type) rdf:resource=\"\(Files.trained)\"/>"),
            ("", "<\(type)><rdf:Bag><rdf:li>\(Files.trained)</rdf:li></rdf:Bag></\(type)>"),
            ("xmlns:q=\"\(other)\" q:DigitalSourceType=\"\(Files.trained)\"", ""),
            ("", "<q:DigitalSourceType xmlns:q=\"\(other)\">\(Files.trained)</q:DigitalSourceType>"),
            ("", "<DigitalSourceType xmlns=\"\(other)\"><![CDATA[\(Files.trained)]]></DigitalSourceType>"),
        ])
    func `a digital source type is found as attribute or element, by whichever prefix`(_ form: (String, String)) {
        #expect(XMPPacket(Files.packet(form.0, form.1))?.values[.digitalSourceType] == Files.trained)
    }

    @Test(
        arguments: [
            ("\(type)=\"\"", ""), ("\(type)=\" \"", ""), ("", "<\(type)/>"),
            ("", "<dc:subject><\(type)>x</\(type)></dc:subject>"),
            ("xmlns:Iptc4xmpExt=\"http://example.com/\" \(type)=\"x\"", ""),
            ("", "<!-- <\(type)>x</\(type)> -->"), ("", "&lt;\(type)&gt;x"),
        ])
    func `an empty one, one of another property or namespace, and one in a comment is none`(_ form: (String, String)) {
        #expect(XMPPacket(Files.packet(form.0, form.1))?.values[.digitalSourceType] == nil)
    }

    @Test func `of a text in languages the one for all is taken, or else the first`() {
        let forms = "<rdf:li xml:lang=\"de\">Fuchs</rdf:li><rdf:li xml:lang=\"x-default\">Fox</rdf:li>"
        func value(_ forms: String) -> String? {
            XMPPacket(Files.packet("", "<dc:description><rdf:Alt>\(forms)</rdf:Alt></dc:description>"))?
                .values[.description]
        }
        #expect(value(forms) == "Fox")
        #expect(value("<rdf:li xml:lang=\"de\">Fuchs</rdf:li>") == "Fuchs")
        #expect(value("") == nil)
    }

    @Test(arguments: [String.Encoding.utf16BigEndian, .utf16LittleEndian], [true, false])
    func `UTF-16 is read like UTF-8`(_ encoding: String.Encoding, hasMark: Bool) throws {
        let text = String(decoding: Files.labelled, as: UTF8.self)
        let wide = try #require((hasMark ? "\u{FEFF}\(text)" : text).data(using: encoding))
        let packet = try #require(XMPPacket(wide))
        #expect(packet.bytes == Files.labelled)
        #expect(packet.values[.digitalSourceType] == Files.trained)
        #expect(XMPPacket(wide.dropLast()) == nil)
    }

    @Test func `a packet without its wrapper, without xmpmeta, or padded with zero bytes is read`() {
        let bare =
            "<r:RDF xmlns:r=\"\(XMPLayout.rdf)\"><r:Description xmlns:e=\"\(Self.other)\" e:AISystemUsed=\"m\"/></r:RDF>"
        for text in [bare, "<m:xmpmeta xmlns:m=\"adobe:ns:meta/\">\(bare)</m:xmpmeta>", "\(bare)\0\0\0"] {
            #expect(XMPPacket(Data(text.utf8))?.values == [.systemUsed: "m"], "\(text)")
        }
        #expect(XMPPacket(Data("<a>\(bare)</a>".utf8)) == nil)
        #expect(XMPPacket(Data("<a/>".utf8)) == nil)
    }
}
