import ImageAssetsText
import Testing

@Suite("CSV")
struct CSVDocumentTests {
    private func printed(_ cells: [CSVDocument.Cell]) -> String {
        Printable(CSVDocument(columns: ["a", "b"], rows: [cells])).text
    }

    @Test("rows end as RFC 4180 has it, and what needs quotes has them")
    func form() {
        #expect(printed([.text("x"), .integer(3)]) == "a,b\r\nx,3\r\n")
        #expect(printed([.nothing, .text("")]) == "a,b\r\n,\r\n")
        #expect(printed([.text("say \"hi\", you"), .text("b c")]) == "a,b\r\n\"say \"\"hi\"\", you\",b c\r\n")
    }

    @Test(
        "what a spreadsheet would take for a formula is text there",
        arguments: ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\u{FF1D}1", "\u{FF0B}1", "\u{FF20}x"])
    func formula(_ text: String) {
        let cell = printed([.text(text), .nothing]).dropFirst("a,b\r\n".count)
        #expect(cell.hasPrefix("'") || cell.hasPrefix("\"'"), "\(cell)")
    }

    @Test("an ordinary text is not changed", arguments: ["2026-11", "hero", "gpt-image-2", "狐狸", "a=b"])
    func ordinary(_ text: String) {
        #expect(printed([.text(text), .nothing]) == "a,b\r\n\(text),\r\n")
    }

    @Test("nothing in a cell is obeyed, and no cell begins a line of its own")
    func control() {
        let text = printed([.text("a\n::error::x\u{1B}[2J\r\n##[x]"), .text("\u{202E}\u{2028}")])
        #expect(text.split(separator: "\r\n").count == 2)
        #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{2028}" })
        #expect(!text.contains("##["))
        #expect(printed([.text("::error::x"), .nothing]).contains("\r\n\\u{3A}:error::x,"))
    }

    @Test("a document of this tool is known by its first line")
    func start() {
        for (text, isOurs) in [
            ("month,images,requests,attempts,maybeCharged\r\n", true), ("day,images,requests,attempts\r\n2026,1", true),
            ("images,requests,attempts\r\n", false), ("month,images,requests,attempts of mine\r\n", false),
            ("a,b\r\nc,images,requests,attempts", false), ("", false),
        ] {
            #expect(CSVDocument.isStart(of: text.utf8) == isOurs, "\(text)")
        }
    }
}
