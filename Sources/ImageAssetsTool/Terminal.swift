import ImageAssetsModel
import ImageAssetsSystem

/// The terminal in front of the user, for the one line that is drawn anew.
///
/// Under `swift package` all streams are pipes, but the terminal itself can be opened.
final class Terminal {
    private let descriptor: Int32
    private var isDrawn = false

    /// Nil when nobody sits at one, or it cannot move its cursor.
    init?(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
        guard let kind = environment["TERM"], !kind.isEmpty, kind != "dumb", (environment["CI"] ?? "").isEmpty
        else { return nil }
        descriptor = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        // A background process may write to a terminal unless that was forbidden, and must not be stopped by it.
        signal(SIGTTOU, SIG_IGN)
    }

    deinit { close(descriptor) }

    func draw(_ line: String) {
        write("\r" + Printable(line).text.prefix(cells: width - 1) + "\u{1B}[K")
        isDrawn = true
    }

    func clear() {
        if isDrawn { write("\r\u{1B}[K") }
        isDrawn = false
    }

    private var width: Int {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
    }

    private func write(_ text: String) {
        _ = Data(text.utf8).writeAll(to: descriptor)
    }
}
