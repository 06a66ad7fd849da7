import Foundation
import ImageAssetsText
import Testing

@Suite struct JSONParserTests {
    @Test("each kind of value keeps where it stands, and members keep their order and their doubles")
    func places() throws {
        let json = try JSONDocument(SourceText(#"{"b": [null, true, -7, 1.50], "a": "x", "b": {}}"#))
        let members = try #require(json.members(json.root))
        #expect(members.map { json.string($0.key) } == ["b", "a", "b"])
        #expect(members.map(\.key.offset) == [1, 30, 40])
        #expect(members.map(\.value.offset) == [6, 35, 45])
        #expect(members.map(\.value.kind) == [.array, .string, .object])
        let elements = try #require(json.elements(members[0].value))
        #expect(elements.map(\.kind) == [.null, .boolean, .number, .number])
        #expect(elements.map(\.offset) == [7, 13, 19, 23])
        #expect(json.boolean(elements[1]) == true)
        #expect(json.integer(elements[2]) == -7)
        #expect(json.integer(elements[3]) == nil)
        #expect(json.string(members[1].value) == "x")
        #expect(json.members(members[2].value)?.isEmpty == true)
        #expect(json.member(json.root, "b")?.offset == 6)
        #expect(json.member(json.root, "c") == nil)
        #expect(json.elements(json.root) == nil)
        #expect(json.string(elements[0]) == nil)
    }

    @Test(
        "the first key that is unknown or stands there twice is told, however it is written",
        arguments: [
            (#"{"a": 1, "b": {"c": 2}, "ab": 3}"#, nil), (#"{"a": 1, "c": {}, "b": 2}"#, 9),
            (#"{"b": 1, "a": [1, [2]], "b": 2}"#, 24), (#"{"\u0061": 1, "a": 2}"#, 14), (#"{"a\u0000": 1}"#, 1),
            (#"{"": 1}"#, 1), (#"{"a b": 1}"#, 1), ("[1]", nil), ("{}", nil),
        ])
    func oddKeys(text: String, offset: Int?) throws {
        let json = try JSONDocument(SourceText(text))
        #expect(json.oddKey(json.root, known: "a b ab")?.offset == offset)
    }

    @Test("a key with escapes is found as what it says")
    func escapedKey() throws {
        let json = try JSONDocument(SourceText(#"{"\u0070\u0072ompt": 1, "prompt": 2}"#))
        #expect(json.member(json.root, "prompt").flatMap(json.integer) == 1)
    }

    @Test("escapes mean what RFC 8259 says, and a surrogate pair is one scalar")
    func escapes() throws {
        let text = #""\"\\\/\b\f\n\r\t\u00e9\ud83d\uDE00 – é\u0000\u07ff\u0800\uFFFF\uDBFF\uDFFF""#
        let expected = "\"\\/\u{8}\u{C}\n\r\té😀 – é\0\u{7FF}\u{800}\u{FFFF}\u{10FFFF}"
        #expect(try JSONValue(parsing: SourceText(text)) == .string(expected))
    }

    @Test("a string is what its scalars say: nothing is normalised")
    func noNormalisation() throws {
        guard case .string(let text) = try JSONValue(parsing: SourceText("\"e\u{301}\"")) else {
            Issue.record("not a string")
            return
        }
        #expect(Array(text.unicodeScalars) == ["e", "\u{301}"])
    }

    @Test(
        "whole numbers are integers as long as they fit; all others keep their text",
        arguments: [
            ("0", JSONValue.integer(0)), ("-0", .integer(0)), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .number("9223372036854775808")),
            ("1.0", .number("1.0")), ("1e3", .number("1e3")), ("-0.5E-2", .number("-0.5E-2")),
        ])
    func numbers(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: SourceText(text)) == value)
    }

    @Test("what is not JSON is refused with its place and its reason", arguments: faults)
    func refusals(text: String, description: String, hint: String?) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(SourceText(text)) }
        #expect(error?.description == description)
        #expect(error?.hint == hint)
    }

    private static let numberHint = "A number has no leading zero or plus sign, and digits on both sides of its point."

    private static let faults: [(String, String, String?)] = [
        ("", "1:1: the file is empty", nil),
        (" \n\t\r\n", "1:1: the file is empty", nil),
        ("[1,]", "1:3: a comma before ] with nothing after it", "Remove the comma."),
        ("{\"a\": 1,\n}", "1:8: a comma before } with nothing after it", "Remove the comma."),
        ("[,]", "1:2: a value is missing before ,", nil),
        ("{,}", "1:2: a key in double quotes is missing before ,", nil),
        ("{\"a\": }", "1:7: a value is missing before }", nil),
        ("{name: 1}", "1:2: the key name needs double quotes", "Write \"name\"."),
        ("{\"a\" 1}", "1:6: a colon is missing between the key \"a\" and its value", nil),
        ("{\"a\": 1\n \"b\": 2}", "2:2: a comma or } is missing before this string", nil),
        ("[1 2]", "1:4: a comma or ] is missing before 2", nil),
        ("[\n{}\n]\n]", "4:1: the document ends before this; nothing may follow it", nil),
        ("{\"a\": [1, 2", "1:12: the file ends inside the list that begins at 1:7", nil),
        ("{\"a\"", "1:5: the file ends inside the object that begins at 1:1", nil),
        ("{}\n// done", "2:1: JSON has no comments", "Remove it."),
        ("[/* one */ 1]", "1:2: JSON has no comments", "Remove it."),
        ("# images\n{}", "1:1: JSON has no comments", "Remove it."),
        ("{\n<<<<<<< HEAD\n", "2:1: a merge conflict is not resolved here", nil),
        ("['a']", "1:2: strings are written in double quotes: \"…\"", nil),
        ("{“a”: 1}", "1:2: strings are written in double quotes: \"…\"", nil),
        ("[True]", "1:2: True is no JSON value", "Write true."),
        ("[None]", "1:2: None is no JSON value", "Write null, or leave the key out."),
        ("[hero]", "1:2: hero is no JSON value", "A string is written in double quotes: \"hero\"."),
        ("[NaN]", "1:2: NaN is no JSON number", nil),
        ("[-Infinity]", "1:2: -Infinity is no JSON number", nil),
        ("[01]", "1:2: 01 is no JSON number", numberHint),
        ("[+1]", "1:2: +1 is no JSON number", numberHint),
        ("[.5]", "1:2: .5 is no JSON number", numberHint),
        ("[1.]", "1:2: 1. is no JSON number", numberHint),
        ("[1e]", "1:2: 1e is no JSON number", numberHint),
        ("[-]", "1:2: - is no JSON number", numberHint),
        ("[0x1F]", "1:2: 0x1F is no JSON number", numberHint),
        ("[\"abc", "1:2: this string has no closing quote", nil),
        ("[\"abc\\", "1:2: this string has no closing quote", nil),
        (
            "[\"abc\n\"]", "1:2: this string has no closing quote on its line",
            "A line break within a string is written \\n."
        ),
        ("[\"a\tb\"]", "1:4: a string holds a tab", "Write \\t."),
        ("[\"a\u{0}b\"]", "1:4: a string holds the control character U+0000", nil),
        ("[\"a\u{1B}b\"]", "1:4: a string holds the control character U+001B", nil),
        ("[\u{0}]", "1:2: a value is missing before U+0000", nil),
        ("[\"Art\\hero\"]", "1:6: a backslash before h means nothing", "A backslash itself is written \\\\."),
        ("[\"\\u12x4\"]", "1:3: \\u is not followed by four hexadecimal digits", nil),
        ("[\"\\ud800\"]", "1:3: \\ud800 is half of a surrogate pair and its other half is missing", nil),
        ("[\"\\ud800\\ud800\"]", "1:3: \\ud800 is half of a surrogate pair and its other half is missing", nil),
        ("[\"\\udc00\"]", "1:3: \\udc00 is half of a surrogate pair and its other half is missing", nil),
    ]

    @Test("columns count scalars and lines end at line feeds, also after Windows line ends and beyond ASCII")
    func columns() {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONDocument(SourceText("{\r\n  \"né\": \"汉😀e\u{301}\", x"))
        }
        // Spaces, "né", colon, space, "汉😀é" with its six scalars, comma, space.
        #expect(error?.location == SourceLocation(line: 2, column: 17))
    }

    @Test("bytes that are not UTF-8 are named with their place")
    func invalidUTF8() {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONDocument(SourceText(Data("[\"é".utf8) + [0xC3, 0x28] + Data("\"]".utf8)))
        }
        #expect(error?.description == "1:4: the byte 0xC3 is not UTF-8")
        #expect(error?.hint == "Save the file as UTF-8.")
    }

    @Test("UTF-16 is called by its name")
    func utf16() {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONDocument(SourceText(Data([0xFF, 0xFE, 0x7B, 0, 0x7D, 0])))
        }
        #expect(error?.description == "1:1: the file is UTF-16")
    }

    @Test("a long text is UTF-8 wherever its characters lie, and a wrong byte is found wherever that is")
    func longText() throws {
        for padding in 0..<4 {
            let text = "\"" + String(repeating: "x", count: padding) + String(repeating: "😀", count: 40_000) + "\""
            #expect(try JSONValue(parsing: SourceText(text)) == .string(String(text.dropFirst().dropLast())))
        }
        var bytes = Data("\"\(String(repeating: "x", count: 200_000))\"".utf8)
        for place in [1, 65_535, 65_536, 131_071, 200_000] {
            bytes[place] = 0x80
            let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(SourceText(bytes)) }
            #expect(error?.offset == place)
            bytes[place] = UInt8(ascii: "x")
        }
    }

    @Test("a byte order mark is not part of the text")
    func byteOrderMark() throws {
        let json = try JSONDocument(SourceText("\u{FEFF}7"))
        #expect(json.integer(json.root) == 7)
        #expect(json.root.offset == 0)
    }

    @Test("nesting has a limit instead of a stack overflow")
    func nesting() throws {
        let depth = 64
        let allowed = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        _ = try JSONDocument(SourceText(allowed))
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONDocument(SourceText(String(repeating: "[", count: 1_000_000)))
        }
        #expect(error?.description == "1:65: lists and objects are nested more than 64 deep")
    }

    @Test("a text cut off anywhere is a fault with a place, never a crash")
    func truncation() {
        let whole = Array(#"{"a": [1.5e3, "é\ud83d\ude00\n", true, null], "b": {"c": -1}}"#.utf8)
        for count in 0..<whole.count {
            #expect(throws: JSONSyntaxError.self) { try JSONDocument(SourceText(Data(whole[..<count]))) }
        }
    }

    @Test("a location finder agrees with single look-ups, forwards and backwards")
    func finder() {
        let text = "ab\ncé汉d\n\n😀x"
        let source = SourceText(text)
        var finder = LocationFinder(source)
        let offsets = (0...text.unicodeScalars.count).map { String(text.unicodeScalars.prefix($0)).utf8.count }
        for offset in offsets + offsets.reversed() {
            #expect(finder.location(at: offset) == source.location(at: offset))
        }
        #expect(source.location(at: source.byteCount) == SourceLocation(line: 4, column: 3))
    }

    @Test("places are right in any order and however long the text and its lines are")
    func farPlaces() {
        let lines = (0..<400).map { String(repeating: ["a", "é", "汉", "😀"][$0 % 4], count: $0 * 37 % 900) }
        let text = lines.joined(separator: "\n")
        var places: [(offset: Int, place: ImageAssetsText.SourceLocation)] = []
        var offset = 0
        for (number, line) in lines.enumerated() {
            for (column, scalar) in (line + "\n").unicodeScalars.enumerated() {
                places.append((offset, SourceLocation(line: number + 1, column: column + 1)))
                offset += String(scalar).utf8.count
            }
        }
        var finder = LocationFinder(SourceText(text))
        var index = 0
        for _ in 0..<20_000 {
            index = (index + 104_729) % places.count
            #expect(finder.location(at: places[index].offset) == places[index].place)
        }
    }
}
