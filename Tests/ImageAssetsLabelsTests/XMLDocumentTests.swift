import Foundation
import Testing

@testable import ImageAssetsLabels

struct XMLDocumentTests {
    @Test(
        arguments: [
            "<a/>", "<a></a>", "<a b='1' c = \"2\"/>", "<?xml version=\"1.0\"?>\n<!-- c --><a><b/>t<!-- <x> --></a>\n",
            "<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;</a>", "<a><![CDATA[<b> & ]] ]]></a>",
            "<p:a xmlns:p='u' p:b='1' b='2'/>", "<a xmlns='u'><b xmlns=''/></a>", "\u{FEFF}<a>é</a>", "<a\n/>",
        ])
    func `XML is read`(_ text: String) { #expect(XMLDocument(Data(text.utf8)) != nil) }

    @Test(
        arguments: [
            "", " ", "a", "<", "<a", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>t", "<a b/>", "<a b=1/>", "<a b='1/>",
            "<a b='1' b='2'/>", "<a b='1'c='2'/>", "<a b='<'/>", "<1/>", "<a:b/>", "<a b:c='1'/>", "<a xmlns:p=''/>",
            "<a:b:c xmlns:a='u'/>", "<p:a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", "<a>&b;</a>", "<a>&lt</a>",
            "<a b='&b;'/>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#+65;</a>", "<a>\u{1}</a>", "<a>\0</a>",
            "<a><!-- </a>",
            "<a><![CDATA[ </a>", "<![CDATA[ ]]><a/>", "<?x <a/>", "<!DOCTYPE a><a/>", "<a><!ELEMENT b></a>", "<a / >",
        ])
    func `what is no XML, or has a document type or entities, is not read`(_ text: String) {
        #expect(XMLDocument(Data(text.utf8)) == nil)
    }

    @Test func `entities that unfold to gigabytes are refused where they are declared`() {
        var bomb = "<!DOCTYPE a [<!ENTITY e0 \"ha\">"
        for level in 1..<32 { bomb += "<!ENTITY e\(level) \"&e\(level - 1);&e\(level - 1);\">" }
        #expect(XMLDocument(Data("\(bomb)]><a>&e31;</a>".utf8)) == nil)
    }

    @Test func `nesting, number of parts and size have limits, and up to them all is read`() {
        func nested(_ depth: Int) -> Data {
            Data((String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)).utf8)
        }
        #expect(XMLDocument(nested(XMLDocument.maximumDepth)) != nil)
        #expect(XMLDocument(nested(XMLDocument.maximumDepth + 1)) == nil)
        #expect(XMLDocument(nested(200_000)) == nil)
        // Both tags of the root are parts too.
        func wide(_ count: Int) -> Data { Data("<a>\(String(repeating: "<b/>", count: count))</a>".utf8) }
        #expect(XMLDocument(wide(XMLDocument.maximumParts - 2)) != nil)
        #expect(XMLDocument(wide(XMLDocument.maximumParts - 1)) == nil)
        #expect(XMLDocument(Data("<a>\(String(repeating: "&lt;", count: XMLDocument.maximumParts))</a>".utf8)) == nil)
        func large(_ count: Int) -> Data {
            Data("<a>".utf8) + Data(repeating: 0x20, count: count - 7) + Data("</a>".utf8)
        }
        #expect(XMLDocument(large(XMLDocument.maximumByteCount)) != nil)
        #expect(XMLDocument(large(XMLDocument.maximumByteCount + 1)) == nil)
    }

    @Test func `a prefix is declared once on a tag, however many there are`() {
        func declaring(_ names: [String]) -> XMLDocument? {
            XMLDocument(Data("<a \(names.map { "xmlns:\($0)=\"u\"" }.joined(separator: " "))/>".utf8))
        }
        #expect(declaring((1..<8_000).map { "p\($0)" }) != nil)
        #expect(declaring(["p", "q", "p"]) == nil)
    }

    @Test func `places, names and texts are those of the document`() throws {
        let text = "<x:a xmlns:x='u'> 1<b y=\"&amp;2\"/>&lt;<![CDATA[<3>]]><!--4--><c>5</c></x:a>"
        let document = try #require(XMLDocument(Data(text.utf8)))
        let root = document.elements[0]
        #expect(root.name == XMLDocument.Name(namespace: "u", local: "a"))
        #expect(document.text(of: root) == " 1<<3>")
        #expect(root.children == [1, 2])
        let parts = document.elements.map { String(decoding: document.bytes[$0.range], as: UTF8.self) }
        #expect(parts == [text, "<b y=\"&amp;2\"/>", "<c>5</c>"])
        #expect(document.value(of: document.elements[1].attributes[0]) == "&2")
        #expect(document.text(of: document.elements[2]) == "5")
    }

    @Test func `whatever is cut off or flipped, places stay within the bytes and merging gives XML`() {
        let bytes = Files.packet(
            "dc:format='image/png'", "<dc:rights><rdf:Alt><rdf:li>&#x41;<![CDATA[b]]></rdf:li></rdf:Alt></dc:rights>")
        var variants = (0..<bytes.count).map { Data(bytes.prefix($0)) }
        for index in bytes.indices {
            for bit in [0, 3, 5, 7] {
                var flipped = bytes
                flipped[index] ^= 1 << bit
                variants.append(flipped)
            }
        }
        var readable = 0
        for variant in variants {
            guard let packet = XMPPacket(variant) else { continue }
            readable += 1
            let merged = XMPPacket.merged([XMPProperty(.credit, "me")], into: packet)
            #expect(XMPPacket(merged)?.values[.credit] == "me", "\(String(decoding: variant, as: UTF8.self))")
        }
        #expect(readable > 100)
    }
}
