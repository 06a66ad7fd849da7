import Foundation
import ImageAssetsTestSupport

#if canImport(Darwin)
    import Darwin
#endif

/// A program in the foreground of a pseudo-terminal of its own.
final class Terminal {
    private static let setsid = "/usr/bin/setsid"
    static let isPossible = access(setsid, X_OK) == 0

    private let keyboard: FileHandle
    private let process = Program()
    private let ended: AsyncStream<Void>
    private let hungUp: AsyncStream<Void>
    private let screen: URL

    init(
        _ arguments: [String], in folder: String? = nil, environment: [String: String], columns: Int = 80
    ) throws {
        var (near, far): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&near, &far, nil, nil, &size) == 0 else { throw CocoaError(.fileReadUnknown) }
        // No child may hold the near side open: the far side would then never hang up.
        _ = fcntl(near, F_SETFD, FD_CLOEXEC)
        keyboard = FileHandle(fileDescriptor: near, closeOnDealloc: true)
        let line = FileHandle(fileDescriptor: far, closeOnDealloc: true)
        screen = FileManager.default.temporaryDirectory.appendingPathComponent("screen-\(UUID().uuidString)")
        try Data().write(to: screen)
        let record = try FileHandle(forWritingTo: screen)
        let (hungUp, hangUp) = AsyncStream<Void>.makeStream()
        self.hungUp = hungUp
        // A thread that waits in a read, and no event source: those miss a hang-up now and then.
        let master = near
        Thread.detachNewThread {
            var bytes = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(master, &bytes, bytes.count)
                if count > 0 { try? record.write(contentsOf: Data(bytes.prefix(count))) }
                // Once nobody has the other side open any more, reading fails.
                if count == 0 || count < 0 && errno != EINTR { break }
            }
            hangUp.finish()
        }
        process.executableURL = URL(fileURLWithPath: Self.setsid)
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.arguments = ["--ctty", "--wait"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, given in given }
        process.standardInput = line
        process.standardOutput = line
        process.standardError = line
        let (ended, continuation) = AsyncStream<Void>.makeStream()
        self.ended = ended
        process.terminationHandler = { _ in continuation.finish() }
        try process.run()
        try line.close()
    }

    deinit { try? FileManager.default.removeItem(at: screen) }

    var isRunning: Bool { process.isRunning }
    /// Half a character may be the last of it.
    var said: String { String(decoding: (try? Data(contentsOf: screen)) ?? Data(), as: UTF8.self) }

    func press(_ key: UInt8) { try? keyboard.write(contentsOf: Data([key])) }

    func resize(columns: Int) {
        var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(keyboard.fileDescriptor, UInt(TIOCSWINSZ), &size)
    }

    func wait() async { for await _ in ended {} }

    /// The same, and until all is there that was said: nobody has the terminal open any more.
    func waitForAll() async {
        await wait()
        for await _ in hungUp {}
    }
}
