import ImageAssetsReports
import Testing

@Suite("Progress in a terminal's tab")
struct TaskbarProgressTests {
    @Test(
        "only terminals that are known to take it are told, and none through a multiplexer",
        arguments: [
            ([:], false), (["TERM": "xterm-256color"], false), (["WT_SESSION": "f1c2"], true),
            (["WT_SESSION": ""], false), (["TERM_PROGRAM": "WezTerm"], true), (["TERM_PROGRAM": "ghostty"], true),
            (["TERM_PROGRAM": "Apple_Terminal"], false), (["TERM_PROGRAM": "vscode", "WT_SESSION": "f1c2"], false),
            (["TERM": "xterm-kitty"], false), (["TERM_PROGRAM": "iTerm.app"], false),
            (["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.5"], false),
            (["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.6"], true),
            (["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.10"], true),
            (["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.10.0"], true),
            (["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6"], false),
            (["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "4"], true),
            (["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.6beta1"], true),
            (["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "nightly"], false),
            (["TERM_PROGRAM": "WezTerm", "TMUX": "/tmp/tmux-0/default,1,0"], false),
            (["TERM_PROGRAM": "ghostty", "TERM": "tmux-256color"], false),
            (["WT_SESSION": "f1c2", "TERM": "screen.xterm-256color"], false),
            (["WT_SESSION": "f1c2", "STY": "1.pts"], false), (["TERM_PROGRAM": "tmux", "WT_SESSION": "f1c2"], false),
        ] as [([String: String], Bool)])
    func known(_ environment: [String: String], _ isTaken: Bool) {
        #expect(TaskbarProgress.isTaken(in: environment) == isTaken)
    }

    @Test("what is sent is a percentage, and its end")
    func sequences() {
        #expect(TaskbarProgress.percentage(42) == "\u{1B}]9;4;1;42\u{1B}\\")
        #expect(TaskbarProgress.end == "\u{1B}]9;4;0\u{1B}\\")
    }
}
