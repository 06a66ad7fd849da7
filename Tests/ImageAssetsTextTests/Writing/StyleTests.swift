import ImageAssetsText
import Testing

@Suite("Style")
struct StyleTests {
    @Test(
        "only a terminal that takes colour gets it, unless NO_COLOR says no; empty it says nothing",
        arguments: [
            (true, [:], true), (true, ["NO_COLOR": ""], true), (true, ["NO_COLOR": "0"], false),
            (true, ["TERM": "dumb"], false), (false, [:], false), (false, ["TERM": "xterm"], false),
        ] as [(Bool, [String: String], Bool)])
    func environment(_ isTerminal: Bool, _ environment: [String: String], _ isColoured: Bool) {
        let style = ImageAssetsText.Style(isTerminal: isTerminal, environment: environment)
        #expect(style.paint("new", .work) == (isColoured ? "\u{1B}[36mnew\u{1B}[0m" : "new"))
        #expect(style.paint("new", nil) == "new")
    }
}
