import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsWords
import Testing

@Suite("Display width")
struct DisplayWidthTests {
    @Test(
        "a text takes as many cells as a terminal draws",
        arguments: [
            ("", 0), ("hero", 4), ("caf\u{E9}", 4), ("cafe\u{301}", 4), ("主图", 4), ("ヒーロー", 8), ("ﾋｰﾛｰ", 4), ("ＡＢ", 4),
            ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("か\u{3099}", 2), ("🎨", 2), ("👩\u{200D}🎨", 2), ("❤", 1),
            ("❤\u{FE0F}", 2), ("🇫🇷", 2), ("𠮷", 2), ("नि", 2), ("مرحبا", 5), ("…", 1),
        ])
    func cells(_ text: String, _ cells: Int) {
        #expect(text.cells == cells)
    }

    @Test("a line is cut before the character that does not fit")
    func cut() {
        #expect("hero".prefix(cells: 3) == "her")
        #expect("主图 hero".prefix(cells: 3) == "主")
        #expect("主图 hero".prefix(cells: 4) == "主图")
        #expect("cafe\u{301}s".prefix(cells: 4) == "cafe\u{301}")
        #expect("hero".prefix(cells: 80) == "hero")
        #expect("主".prefix(cells: 0).isEmpty)
    }

    @Test("names in any script leave the columns of a report below each other")
    func columns() throws {
        let images = try ["hero", "主图像", "cafe\u{301}"].map { try image($0, prompt: $0, output: "x/\($0).png") }
        let report = Observation().plan(images).report(.plan, lockfile: Lockfile())
        let lines = ImageLines(names: images.map(\.name)).planned(report)
        let columns = lines.filter { $0.hasPrefix("new") }.map { line in
            line.firstRange(of: "request").map { line[..<$0.lowerBound].cells }
        }
        #expect(columns == [20, 20, 20])
    }
}
