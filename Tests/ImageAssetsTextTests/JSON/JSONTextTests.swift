import ImageAssetsText
import Testing

@Suite struct JSONTextTests {
    @Test("the canonical form is that of RFC 8785")
    func canonical() {
        let value: JSONValue = [
            "numbers": [0, -1, .integer(.max)],
            "string": "€$\u{F}\nA'B\"\\\\\"/\u{7F}\u{2028}",
            "literals": [.null, true, false],
            "empty": [[], .object([JSONValue.Member]())],
        ]
        let expected =
            #"{"empty":[[],{}],"literals":[null,true,false],"numbers":[0,-1,9223372036854775807],"#
            + #""string":"€$\u000f\nA'B\"\\\\\"/"# + "\u{7F}\u{2028}\"}"
        #expect(value.canonicalText == expected)
    }

    @Test("members are sorted by UTF-16 code units, as in the RFC's own example")
    func memberOrder() {
        let value: JSONValue = [
            "\u{20AC}": "Euro Sign", "\r": "Carriage Return", "\u{FB33}": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\u{1F600}": "Emoji: Grinning Face", "\u{80}": "Control",
            "\u{F6}": "Latin Small Letter O With Diaeresis",
        ]
        let expected =
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\","
            + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\","
            + "\"\u{FB33}\":\"Hebrew Letter Dalet With Dagesh\"}"
        #expect(value.canonicalText.unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test("every control character is escaped in the shortest way, and nothing else is")
    func escapes() {
        let controls = String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar(UInt32($0)) }))
        let expected =
            #""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
            + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f""#
        #expect(JSONValue.string(controls).canonicalText == expected)
        #expect(JSONValue.string("a\u{0}汉").canonicalText == "\"a\\u0000汉\"")
        #expect(JSONValue.string("\u{E9}e\u{301}").canonicalText.unicodeScalars.count == 5)
    }

    @Test("the pretty form has one member or element per line and a line feed at the end")
    func pretty() {
        let value: JSONValue = [
            "version": 1, "images": ["hero": ["prompt": ["one", "two"], "none": [], "empty": .object([:])]],
        ]
        let expected = """
            {
              "images": {
                "hero": {
                  "empty": {},
                  "none": [],
                  "prompt": [
                    "one",
                    "two"
                  ]
                }
              },
              "version": 1
            }

            """
        #expect(value.prettyText == expected)
    }

    @Test("what is written reads back as what it was")
    func roundTrip() throws {
        let text = "\"\\\u{1}é汉😀\u{2028}/\n"
        let value = JSONValue.array([.string(text), 7])
        #expect(try JSONValue(parsing: SourceText(value.prettyText)) == value)
    }
}
