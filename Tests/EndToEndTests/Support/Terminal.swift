import Foundation
import ImageAssetsModel
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
    private let screen: URL

    init(_ arguments: [String], in folder: String? = nil, environment: [String: String]) throws {
        var (near, far): (Int32, Int32) = (-1, -1)
        guard openpty(&near, &far, nil, nil, nil) == 0 else { throw CocoaError(.fileReadUnknown) }
        // No child may hold the near side open: the far side would then never hang up.
        _ = fcntl(near, F_SETFD, FD_CLOEXEC)
        keyboard = FileHandle(fileDescriptor: near, closeOnDealloc: true)
        let line = FileHandle(fileDescriptor: far, closeOnDealloc: true)
        screen = FileManager.default.temporaryDirectory.appendingPathComponent("screen-\(UUID().uuidString)")
        try Data().write(to: screen)
        let record = try FileHandle(forWritingTo: screen)
        keyboard.readabilityHandler = { keyboard in
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = read(keyboard.fileDescriptor, &bytes, bytes.count)
            if count > 0 { try? record.write(contentsOf: Data(bytes.prefix(count))) }
            // Once nobody has the other side open any more, reading fails.
            if count <= 0 { keyboard.readabilityHandler = nil }
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
    var said: String { (try? String(contentsOf: screen, encoding: .utf8)) ?? "" }

    func press(_ key: UInt8) { try? keyboard.write(contentsOf: Data([key])) }

    func wait() async { for await _ in ended {} }
}
