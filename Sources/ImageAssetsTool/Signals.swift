import Dispatch
import ImageAssetsHTTP
import ImageAssetsRuns
import ImageAssetsSystem

/// Turns signals, and the closing of standard input where the plugin says so, into wishes that the run may end.
struct Signals {
    private let sources: [any DispatchSourceProtocol]

    init(_ interrupts: Interrupts, watchesStandardInput: Bool) {
        // Output that nobody reads any more must not kill a run that has images to bring home.
        signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "signals")
        var sources: [any DispatchSourceProtocol] = []
        for (number, wish) in [
            (SIGINT, Interrupts.Wish.asked), (SIGTERM, .asked), (SIGHUP, .abandoned),
        ] {
            // nohup and its like set it to be ignored before the start: the run is meant to outlive the terminal.
            let previous = signal(number, SIG_IGN)
            if number == SIGHUP, unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
                continue
            }
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { Task { await interrupts.add(wish) } }
            source.resume()
            sources.append(source)
        }
        if watchesStandardInput {
            Self.whenStandardInputCloses { Task { await interrupts.add(.abandoned) } }
        }
        self.sources = sources
    }

    /// The watch ends with the process when nothing ends it before.
    static func whenStandardInputCloses(_ act: @escaping @Sendable () -> Void) {
        let watch = Job {
            var bytes = [UInt8](repeating: 0, count: 256)
            var count = 1
            while count > 0 || count < 0 && errno == EINTR { count = read(STDIN_FILENO, &bytes, bytes.count) }
            act()
        }
        _ = watch.spawn()
    }

    func stop() {
        for source in sources { source.cancel() }
    }
}
