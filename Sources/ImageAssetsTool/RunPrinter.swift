import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsReports
import ImageAssetsRuns
import ImageAssetsSystem

/// Prints a run as it goes, and shows life while requests take their minutes: on a terminal one line that is drawn
/// anew, elsewhere a line now and then.
struct RunPrinter {
    private enum Input: Sendable {
        case event(Event)
        case tick
    }

    /// Seconds from one look at the clock to the next: so often a line is drawn at the most, and a log looked at.
    private static let (drawing, listening) = (0.1, 1.0)
    /// Seconds that `swift package` has to pass a line on before another is drawn in its way.
    private static let passing = 0.3

    private let inputs: AsyncStream<Input>
    private let continuation: AsyncStream<Input>.Continuation
    private let text: RunText

    init(_ commands: CommandForm) {
        // Else standard output belongs to a document.
        let isQuiet = !Destination.current.takesWords
        text = RunText(commands, isQuiet: isQuiet, output: Ending.outputStyle, errors: Ending.errorStyle)
        (inputs, continuation) = AsyncStream.makeStream()
    }

    var reporter: Reporter {
        Reporter { [continuation] in continuation.yield(.event($0)) }
    }

    /// Does `work`, printing what it reports, and returns when all of it is printed.
    func whilePrinting<Outcome: Sendable>(_ work: () async throws -> Outcome) async throws -> Outcome {
        let interval = Terminal.isWanted ? Self.drawing : Self.listening
        let ticking = Task { [continuation] in
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(interval))
                continuation.yield(.tick)
            }
        }
        let printing = Task { await printAll() }
        let outcome: Result<Outcome, any Error>
        do {
            outcome = .success(try await work())
        } catch {
            outcome = .failure(error)
        }
        ticking.cancel()
        continuation.finish()
        await printing.value
        return try outcome.get()
    }

    private func printAll() async {
        var terminal = Terminal.isWanted ? Terminal() : nil
        var progress = RunProgress(at: Self.now) { (Date() + $0).localTime }
        var freeFrom = 0.0
        for await input in inputs {
            let now = Self.now
            switch input {
            case .event(let event):
                progress.take(event, at: now)
                let lines = text.lines(for: event)
                if !lines.isEmpty {
                    terminal?.clear()
                    progress.hasPrinted(at: now)
                    for line in lines { try? Ending.put(line) }
                    if Destination.invocation.isPlugin { freeFrom = now + Self.passing }
                }
                // Nobody looks at a run that `swift package` has left to itself.
                if case .stopping = event, Destination.invocation.isPlugin {
                    terminal?.end()
                    terminal = nil
                }
            case .tick:
                if let terminal, terminal.isInFront {
                    if now >= freeFrom { Self.show(progress, on: terminal, at: now) }
                } else if let line = progress.heartbeat(at: now) {
                    Ending.printError(line)
                }
            }
        }
        terminal?.end()
    }

    private static func show(_ progress: RunProgress, on terminal: Terminal, at time: Double) {
        let columns = terminal.columns
        guard let line = progress.statusLine(at: time, columns: columns) else { return terminal.end() }
        terminal.draw(line, progress.percentage, columns: columns, at: time)
    }

    private static var now: Double { ProcessInfo.processInfo.systemUptime }
}

extension Date {
    /// `14:03:10`, by the clock of whoever sits here.
    fileprivate var localTime: String {
        var seconds = time_t(timeIntervalSince1970.rounded())
        var parts = tm()
        localtime_r(&seconds, &parts)
        let two = { (number: Int32) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    }
}
