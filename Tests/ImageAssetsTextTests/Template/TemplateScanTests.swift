import ImageAssetsText
import Testing

@Suite struct TemplateScanTests {
    typealias Part = TemplateScan.Part

    @Test(
        "a text is read from left to right: `$${` is a literal one, and signs by themselves are themselves",
        arguments: [
            ("", nil), ("A fox", nil), ("$ { } $5 {name} {{x}} $", nil), ("$$", nil), ("$x{", nil),
            ("${a}", [.name("a", member: nil, at: 0)]),
            ("x${a}y", [.text("x"), .name("a", member: nil, at: 1), .text("y")]),
            ("${a}${b.c}", [.name("a", member: nil, at: 0), .name("b", member: "c", at: 4)]),
            ("$${a}", [.text("${"), .text("a}")]),
            ("$$${x}", [.text("$${"), .text("x}")]),
            ("$$$${x}", [.text("$$${"), .text("x}")]),
            ("${a}$${b}", [.name("a", member: nil, at: 0), .text("${"), .text("b}")]),
            ("$${${a}", [.text("${"), .name("a", member: nil, at: 3)]),
            ("é${a-1_B}", [.text("é"), .name("a-1_B", member: nil, at: 2)]),
            ("${文.é}", [.name("文", member: "é", at: 0)]),
            ("${e\u{301}}", [.name("e\u{301}", member: nil, at: 0)]),
            ("${a}\u{0}${b}", [.name("a", member: nil, at: 0), .text("\u{0}"), .name("b", member: nil, at: 5)]),
            ("${", [.fault(.notClosed, at: 0)]),
            ("${a", [.fault(.notClosed, at: 0)]),
            ("${a ${b}", [.fault(.notClosed, at: 0), .name("b", member: nil, at: 4)]),
            ("${a\n}", [.fault(.notClosed, at: 0), .text("\n}")]),
            ("${}", [.fault(.noName(""), at: 0)]),
            ("${ a }", [.fault(.noName(" a "), at: 0)]),
            ("${1}", [.fault(.noName("1"), at: 0)]),
            ("${-a}", [.fault(.noName("-a"), at: 0)]),
            ("${\u{301}a}", [.fault(.noName("\u{301}a"), at: 0)]),
            ("${a.}", [.fault(.noName("a."), at: 0)]),
            ("${a.b.c}", [.fault(.noName("a.b.c"), at: 0)]),
            ("${a:-b}", [.fault(.noName("a:-b"), at: 0)]),
        ] as [(String, [Part]?)])
    func parts(text: String, parts: [Part]?) {
        #expect(TemplateScan.parts(of: text) == parts)
    }

    @Test("a text with nothing to fill in is plain, and neighbouring texts are one")
    func joined() {
        let name = Template.Name("a", at: SourceLocation(line: 1, column: 1))
        #expect(Template([.text("${"), .text("a}")]) == .plain("${a}"))
        #expect(Template([]) == .plain(""))
        #expect(
            Template([.text("x"), .text("y"), .name(name), .text(""), .name(name)])
                == .pieces([.text("xy"), .name(name), .name(name)]))
        #expect(Template([.text("x"), .name(name), .text("y")]).filled(with: "1") == "x1y")
    }

    @Test("what a byte of a string is written as is found behind escapes of all kinds")
    func places() throws {
        let written = #"a\"\\\n汉\u0041\u00e9\u6c49\ud83e\udd8a🦊\/z"#
        let json = try JSONDocument(SourceText("[\"\(written)\"]"))
        let node = try #require(json.elements(json.root)?.first)
        let said = try #require(json.string(node))
        var offsets: [Int] = []
        var places = JSONStringPlaces(node, in: json)
        var byte = 0
        for scalar in said.unicodeScalars {
            offsets.append(places.offset(of: byte) - 2)
            byte += String(scalar).utf8.count
        }
        // a \" \\ \n 汉 A é 汉 🦊 🦊 / z
        #expect(offsets == [0, 1, 3, 5, 7, 10, 16, 22, 28, 40, 44, 46])
        #expect(places.offset(of: byte) - 2 == written.utf8.count)
    }
}
