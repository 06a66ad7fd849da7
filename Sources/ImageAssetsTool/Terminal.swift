import ImageAssetsModel
import ImageAssetsReports
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords

/// The terminal in front of the user, for the one line that is drawn anew.
///
/// The cursor stays at the start of the line: when the window becomes narrower and the terminal wraps the line, it is
/// still there, and all that is behind it can be erased. What the user types meanwhile is drawn over the line, and gone
/// with the next drawing.
final class Terminal {
    /// By which the plugin tells the process group of `swift package`: its tool has another, which is never in front.
    private static let groupVariable = "IMAGE_ASSETS_TERMINAL_GROUP"
    /// Seconds within which a drawing is made again: others write to the terminal too.
    private static let refresh = 1.0

    private let descriptor: Int32
    private let groups: Set<pid_t>
    private let takesPercentage: Bool
    /// Whether lines are being drawn: whatever stands at the cursor then goes, what a key left there too.
    private var isInUse = false
    /// What stands there.
    private var drawn: (line: String, columns: Int, time: Double)?
    private var told: (percentage: Int, time: Double)?

    /// Whether somebody may sit at one that can move its cursor, and what is said goes there: under `swift package` all
    /// streams are pipes, but the terminal itself can be opened.
    static var isWanted: Bool {
        let environment = ProcessInfo.processInfo.environment
        let kind = environment["TERM"] ?? ""
        return !kind.isEmpty && kind != "dumb" && (environment["CI"] ?? "").isEmpty
            && (Destination.invocation.isPlugin || isatty(STDERR_FILENO) == 1) && !Destination.current.isSilent
    }

    /// That of the user, whoever the streams belong to; nil where none is in front of somebody.
    static var inFront: Terminal? {
        Destination.invocation.isPlugin || isatty(STDERR_FILENO) == 1 ? Terminal() : nil
    }

    /// Nil when there is none.
    init?(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
        descriptor = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        groups = Set([getpgrp(), environment[Self.groupVariable].flatMap { pid_t($0) }].compactMap { $0 })
        takesPercentage = TaskbarProgress.isTaken(in: environment)
        // A background process may write to a terminal unless that was forbidden, and must not be stopped by it.
        signal(SIGTTOU, SIG_IGN)
    }

    deinit { close(descriptor) }

    /// Whether the user sees this run at work, and not a shell's prompt: it may be in the background, or have outlived
    /// `swift package`.
    var isInFront: Bool { groups.contains(tcgetpgrp(descriptor)) }

    /// Asked anew each time: a window changes its size.
    var columns: Int {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
    }

    /// Draws what changed.
    func draw(_ line: String, _ percentage: Int, columns: Int, at time: Double) {
        var text = ""
        if takesPercentage,
            told.map({ $0.percentage != percentage || time - $0.time >= TaskbarProgress.interval }) ?? true
        {
            text += TaskbarProgress.percentage(percentage)
            told = (percentage, time)
        }
        if drawn.map({ $0.line != line || $0.columns != columns || time - $0.time >= Self.refresh }) ?? true {
            text += "\r" + Printable(line).text.prefix(cells: columns - 1) + "\u{1B}[J\r"
            drawn = (line, columns, time)
            isInUse = true
        }
        if !text.isEmpty { write(text) }
    }

    /// Takes the line away. Where the shell has drawn its prompt meanwhile, that is what stands there.
    func clear() {
        if isInUse, isInFront { write("\r\u{1B}[J") }
        drawn = nil
    }

    /// Leaves nothing behind.
    func end() {
        clear()
        isInUse = false
        if told != nil { write(TaskbarProgress.end) }
        told = nil
    }

    private func write(_ text: String) {
        _ = Data(text.utf8).writeAll(to: descriptor)
    }
}
