/// How a terminal is told how far a run is, for its tab or the taskbar: ConEmu's `OSC 9;4`.
///
/// Only those are told that are known to take it: for others `OSC 9` is a notification, one for each step. A
/// multiplexer keeps it for itself, or hands it to a terminal that nobody knows.
package enum TaskbarProgress {
    /// Seconds after which it is said again: Ghostty takes it for dead after 15.
    package static let interval = 5.0
    package static let end = "\u{1B}]9;4;0\u{1B}\\"

    package static func percentage(_ percentage: Int) -> String { "\u{1B}]9;4;1;\(percentage)\u{1B}\\" }

    package static func isTaken(in environment: [String: String]) -> Bool {
        let value = { (name: String) in environment[name] ?? "" }
        let kind = value("TERM")
        if !value("TMUX").isEmpty || !value("STY").isEmpty || kind.hasPrefix("tmux") || kind.hasPrefix("screen") {
            return false
        }
        switch value("TERM_PROGRAM") {
        case "WezTerm", "ghostty": return true
        case "iTerm.app": return isRecentITerm(value("TERM_PROGRAM_VERSION"))
        case "": return !value("WT_SESSION").isEmpty
        // Another one that was started from Windows Terminal's.
        default: return false
        }
    }

    /// Older ones post a notification for each.
    private static func isRecentITerm(_ version: String) -> Bool {
        let numbers = version.split(separator: ".", omittingEmptySubsequences: false).map { part in
            Int(part.prefix { ("0"..."9").contains($0) }) ?? 0
        }
        return !numbers.lexicographicallyPrecedes([3, 6, 6])
    }
}
