import Foundation
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("What is printed")
struct PrintableTests {
    @Test(
        "within a line, what would steer a terminal or break the line is shown instead of obeyed",
        arguments: [
            ("\u{1B}[31mred", "\\u{1B}[31mred"), ("a\nb", "a\\u{A}b"), ("\u{202E}evil", "\\u{202E}evil"),
            ("👩\u{200D}🎨 一张", "👩\u{200D}🎨 一张"), ("##[error]x", "## [error]x"), ("\u{9B}2J", "\\u{9B}2J"),
            ("a\u{2028}b", "a\\u{2028}b"),
        ])
    func plain(_ text: String, _ expected: String) {
        #expect(text.plain == expected)
    }

    @Test(
        "in whole texts the same is shown, line feeds stay, and nothing opens a workflow command",
        arguments: [
            ("::stop-commands::x", "\\u{3A}:stop-commands::x"), ("a\n  ::error::x\nb", "a\n  \\u{3A}:error::x\nb"),
            ("a ::error::x", "a ::error::x"), ("\t::error::x", "\\u{9}::error::x"),
            ("\u{A0}\u{3000}::error::x", "\u{A0}\u{3000}\\u{3A}:error::x"), ("a ##[error]x", "a ## [error]x"),
            ("##vso[task]x", "## vso[task]x"), ("a ##teamcity[x]", "a ## teamcity[x]"),
            ("## Title [x]", "## Title [x]"),
            ("\u{1B}]52;c;eA==\u{7}", "\\u{1B}]52;c;eA==\\u{7}"), ("a\r::error::x", "a\\u{D}::error::x"),
            ("\u{FEFF}::error::x", "\\u{FEFF}::error::x"), ("a\u{0}b", "a\\u{0}b"), ("一张 é\nb", "一张 é\nb"),
        ])
    func text(_ text: String, _ expected: String) {
        #expect(Printable(text).text == expected)
        #expect(Printable(Printable(text).text).text == expected)
    }

    @Test("colours of ours pass, and do not hide a command behind them; other sequences do not pass")
    func colours() {
        let style = ImageAssetsText.Style(isTerminal: true, environment: [:])
        let painted = style.paint("changed", .work) + " é"
        #expect(Printable(painted).text == painted)
        #expect(Printable("\u{1B}[31m::error::x").text == "\u{1B}[31m\\u{3A}:error::x")
        #expect(Printable("\u{1B}[31;1mx \u{1B}[2J é").text == "\\u{1B}[31;1mx \\u{1B}[2J é")
    }

    @Test("in documents for programs it is escaped as JSON escapes, and reads back as it was")
    func document() throws {
        let text = "::error::x\u{202E}\u{9B}2J\u{7F}\u{2028}##[error]\u{E0041}\n\u{1B}]52"
        let printed = Printable(JSONValue.object(["a": .string(text)])).text
        #expect(
            printed
                == "{\n  \"a\": \"::error::x\\u202e\\u009b2J\\u007f\\u2028#\\u0023[error]\\udb40\\udc41\\n\\u001b]52\"\n}\n"
        )
        let read = try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: String]
        #expect(read == ["a": text])
    }

    @Test("a workflow command of ours is one line, and begins as one")
    func command() {
        #expect(Printable(workflowCommand: "::error title=a::é\n::x\u{1B}").text == "::error title=a::é%0A::x\\u{1B}\n")
    }

    @Test("what has a meaning in a format is written otherwise there, also below a mark that joins it")
    func escapes() {
        let escaped = "a<\u{338}b&\r\n".escaped(by: ["<": "&lt;", "&": "&amp;", "\r": "%0D", "\n": "%0A"])
        #expect(Array(escaped.utf8) == Array("a&lt;\u{338}b&amp;%0D%0A".utf8))
        #expect(Array("it'\u{301}s".shellQuoted.utf8) == Array("'it'\\''\u{301}s'".utf8))
    }

    @Test("nothing is printed but through the gate")
    func onlyWay() throws {
        let ways = [
            "print(", "FileHandle.standard", "STDOUT_FILENO", "STDERR_FILENO", "fputs", "printf", "debugPrint", "dump(",
        ]
        var found: Set<String> = []
        for (path, text) in try swiftSources("Sources") {
            for way in ways {
                for piece in text.components(separatedBy: way).dropLast()
                where piece.last?.isLetter != true && piece.last != "." {
                    found.insert("\(path.split(separator: "/").last ?? ""): \(way)")
                }
            }
        }
        #expect(
            found.sorted() == [
                "Browser.swift: STDERR_FILENO", "Browser.swift: STDOUT_FILENO", "ChildProcess.swift: STDERR_FILENO",
                "ChildProcess.swift: STDOUT_FILENO",
                "Ending.swift: STDERR_FILENO", "Ending.swift: STDOUT_FILENO", "Terminal.swift: STDERR_FILENO",
            ])
    }
}
