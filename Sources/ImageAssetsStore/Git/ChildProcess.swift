import ImageAssetsSystem

/// Another program at work: lines go in, bytes come out. What it complains of is not shown.
///
/// It ends when this value goes, at the latest. One that says nothing for too long counts as ended: a repository on a
/// disk that does not answer holds up no run for ever.
final class ChildProcess {
    /// Seconds. Git answers what it is asked here at once, and in seconds where a repository is huge and its disk slow.
    static let patience = 60

    /// Where its complaints go.
    enum Errors {
        case dropped, withOutput
    }

    private let id: pid_t
    private let input: Int32
    private let output: Int32
    private let patience: Int
    private var isReaped = false
    /// Whether it was given up, as it said nothing for too long.
    private(set) var isSilent = false

    /// - Parameters:
    ///   - executable: an absolute path.
    ///   - environment: all of it, as `NAME=value`.
    ///   - patience: seconds without a word after which nothing is awaited any more.
    init?(
        _ executable: String, _ arguments: [String], environment: [String], errors: Errors = .dropped,
        patience: Int = ChildProcess.patience
    ) {
        self.patience = patience
        guard let toChild = Self.socket(patience: patience) else { return nil }
        guard let fromChild = Self.pipe() else {
            for descriptor in [toChild.read, toChild.write] { close(descriptor) }
            return nil
        }
        input = toChild.write
        output = fromChild.read
        id =
            Self.spawn(executable, arguments, environment, errors, input: toChild.read, output: fromChild.write) ?? 0
        for descriptor in [toChild.read, fromChild.write] { close(descriptor) }
        if id == 0 { return nil }
    }

    deinit {
        close(input)
        close(output)
        if id > 0 && !isReaped {
            // It only reads, so it leaves nothing behind; and one that does not answer may not hear anything else.
            kill(id, SIGKILL)
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
        }
    }

    /// Its exit status, once it has said all; nil where it does not end, or something ended it.
    func status() -> Int32? {
        var found: Int32 = 0
        for _ in 0..<patience * 1000 {
            let ended = waitpid(id, &found, WNOHANG)
            if ended == id {
                isReaped = true
                return found & 0x7F == 0 ? found >> 8 & 0xFF : nil
            }
            if ended < 0 && errno != EINTR { return nil }
            usleep(1000)
        }
        isSilent = true
        return nil
    }

    /// False when it reads no more.
    func write(line: String) -> Bool { write(Data((line + "\n").utf8)) }

    /// Nothing more comes.
    func endInput() { shutdown(input, Int32(SHUT_WR)) }

    /// False when it reads no more.
    func write(_ bytes: Data) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(input, $0.baseAddress, $0.count, Self.withoutSignal) }
            if sent < 0 && errno == EINTR { continue }
            guard sent > 0 else {
                isSilent = isSilent || sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
                return false
            }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    /// Bytes up to a line feed, which is left out; nil at the end, or when it is unreasonably long.
    func readLine() -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < 10_000 {
            guard read(&byte, 1) == 1 else { return nil }
            if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }

    /// Hands exactly this many bytes on, in pieces; false when it ended before.
    func read(_ count: Int, _ take: (Data) -> Void) -> Bool {
        var left = count
        var block = Data(count: min(max(left, 1), 1 << 18))
        while left > 0 {
            let got = block.withUnsafeMutableBytes { read($0.baseAddress, min($0.count, left)) }
            guard got > 0 else { return false }
            take(block.prefix(got))
            left -= got
        }
        return true
    }

    /// All that it still says, up to `limit` bytes; nil when it stops in the middle.
    func readAll(limit: Int) -> Data? {
        var all = Data()
        var block = Data(count: 1 << 16)
        while all.count < limit {
            let got = block.withUnsafeMutableBytes { read($0.baseAddress, min($0.count, limit - all.count)) }
            if got < 0 { return nil }
            if got == 0 { break }
            all += block.prefix(got)
        }
        return all
    }

    /// 0 at the end; less when it cannot be read, or is waited for no longer.
    private func read(_ target: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        while !isSilent {
            var wanted = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let isReady = poll(&wanted, 1, Int32(clamping: patience * 1000))
            if isReady == 0 { isSilent = true }
            if isReady < 0 && errno != EINTR { return -1 }
            if isReady <= 0 { continue }
            let got = ImageAssetsSystem.read(output, target, count)
            if got >= 0 || errno != EINTR { return got }
        }
        return -1
    }

    private static func pipe() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard ImageAssetsSystem.pipe(&ends) == 0 else { return nil }
        return closedElsewhere(ends)
    }

    /// A socket instead of a pipe: writing to one whose reader is gone ends no process, and to one whose reader sleeps
    /// waits no longer than it should.
    private static func socket(patience: Int) -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        #if canImport(Darwin)
            guard socketpair(AF_UNIX, SOCK_STREAM, 0, &ends) == 0 else { return nil }
            var on: Int32 = 1
            setsockopt(ends[1], SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout.size(ofValue: on)))
        #else
            guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return nil }
        #endif
        var limit = timeval(tv_sec: .init(patience), tv_usec: 0)
        setsockopt(ends[1], SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout.size(ofValue: limit)))
        return closedElsewhere(ends)
    }

    #if canImport(Darwin)
        private static let withoutSignal: Int32 = 0
    #else
        private static let withoutSignal = Int32(MSG_NOSIGNAL)
    #endif

    /// Both ends are closed in every program that is started.
    private static func closedElsewhere(_ ends: [Int32]) -> (read: Int32, write: Int32) {
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ executable: String, _ arguments: [String], _ environment: [String], _ errors: Errors, input: Int32,
        output: Int32
    ) -> pid_t? {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        switch errors {
        case .dropped: posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        case .withOutput: posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        }
        var words = ([executable] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for text in words + variables { free(text) } }
        var id: pid_t = 0
        return posix_spawn(&id, executable, &actions, nil, &words, &variables) == 0 ? id : nil
    }
}
