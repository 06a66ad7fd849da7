import Foundation
import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A program in a process of its own, with the members of Foundation's `Process` that tests use.
///
/// That one reads past the end of the list of open files when it starts a program on Linux, and crashes now and then.
package final class Program: @unchecked Sendable {
    package enum TerminationReason: Sendable {
        case exit, uncaughtSignal
    }

    package var executableURL: URL?
    package var arguments: [String] = []
    package var currentDirectoryURL: URL?
    /// Nil: as the test's own.
    package var environment: [String: String]?
    /// Each a `FileHandle` or a `Pipe`; nil: as the test's own.
    package var standardInput: Any?
    package var standardOutput: Any?
    package var standardError: Any?
    package var terminationHandler: (@Sendable (Program) -> Void)?
    package private(set) var processIdentifier: pid_t = 0
    private let status = Mutex<Int32?>(nil)
    private let ended = DispatchSemaphore(value: 0)

    package init() {}

    package func run() throws {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (stream, target) in [(standardInput, Int32(0)), (standardOutput, 1), (standardError, 2)] {
            if let pipe = stream as? Pipe {
                let end = target == 0 ? pipe.fileHandleForReading : pipe.fileHandleForWriting
                posix_spawn_file_actions_adddup2(&actions, end.fileDescriptor, target)
            } else if let handle = stream as? FileHandle {
                // Who is nobody's handle has no descriptor that could be passed on.
                if handle === FileHandle.nullDevice {
                    posix_spawn_file_actions_addopen(&actions, target, "/dev/null", O_RDWR, 0)
                } else {
                    posix_spawn_file_actions_adddup2(&actions, handle.fileDescriptor, target)
                }
            }
        }
        if let folder = currentDirectoryURL {
            try Self.call("posix_spawn_file_actions_addchdir_np", as: AddFolder.self) { $0(&actions, folder.path) }
        }
        // The threads that run tests take no signals, and a child has what its parent's thread has.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        #if canImport(Darwin)
            posix_spawnattr_setflags(&attributes, Int16(flags | POSIX_SPAWN_CLOEXEC_DEFAULT))
        #else
            try Self.call("posix_spawn_file_actions_addclosefrom_np", as: AddClosing.self) { $0(&actions, 3) }
            posix_spawnattr_setflags(&attributes, Int16(flags))
        #endif
        let path = executableURL?.path ?? ""
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let variables = (environment ?? ProcessInfo.processInfo.environment).map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        let fault = posix_spawn(&processIdentifier, path, &actions, &attributes, words, variables)
        guard fault == 0 else { throw POSIXError(POSIXErrorCode(rawValue: fault) ?? .EIO) }
        try? (standardInput as? Pipe)?.fileHandleForReading.close()
        for pipe in [standardOutput, standardError] { try? (pipe as? Pipe)?.fileHandleForWriting.close() }
        Thread.detachNewThread { self.await(self.processIdentifier) }
    }

    private typealias Actions = UnsafeMutableRawPointer
    private typealias AddFolder = @convention(c) (Actions, UnsafePointer<CChar>) -> Int32
    private typealias AddClosing = @convention(c) (Actions, Int32) -> Int32

    /// Extensions of the C library that its module does not show.
    private static func call<Function>(
        _ name: String, as type: Function.Type, _ body: (Function) -> Int32
    ) throws {
        guard let function = dlsym(dlopen(nil, RTLD_NOW), name) else { throw POSIXError(.ENOSYS) }
        _ = body(unsafeBitCast(function, to: type))
    }

    private func await(_ id: pid_t) {
        var found: Int32 = 0
        while waitpid(id, &found, 0) < 0, errno == EINTR {}
        status.withLock { $0 = found }
        ended.signal()
        terminationHandler?(self)
    }

    package func waitUntilExit() {
        ended.wait()
        ended.signal()
    }

    package func terminate() { if isRunning { kill(processIdentifier, SIGTERM) } }

    package var isRunning: Bool { processIdentifier != 0 && status.withLock { $0 == nil } }

    package var terminationReason: TerminationReason {
        (status.withLock { $0 } ?? 0) & 0x7F == 0 ? .exit : .uncaughtSignal
    }

    /// The exit status, or the signal that ended it.
    package var terminationStatus: Int32 {
        let status = status.withLock { $0 } ?? 0
        return status & 0x7F == 0 ? status >> 8 & 0xFF : status & 0x7F
    }
}

extension Program {
    /// Writes a script that can be started at once. Another program does it: while a file is open here for writing, a
    /// process that another test starts may have it open, too, and then nothing can be started from it.
    package static func write(_ text: String, to path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        let draft = path + ".draft"
        try Data(text.utf8).write(to: URL(fileURLWithPath: draft))
        defer { try? FileManager.default.removeItem(atPath: draft) }
        let install = Program()
        install.executableURL = URL(fileURLWithPath: "/usr/bin/install")
        install.arguments = ["-m", "755", draft, path]
        try install.run()
        install.waitUntilExit()
        guard install.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
