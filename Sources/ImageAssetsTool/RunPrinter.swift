import ImageAssetsModel
import ImageAssetsPlanning
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

    private let inputs: AsyncStream<Input>
    private let continuation: AsyncStream<Input>.Continuation
    /// Standard output belongs to a document.
    private let isQuiet = !Destination.current.takesWords
    private let text: RunText

    init(_ commands: CommandForm) {
        text = RunText(commands, isQuiet: isQuiet, output: Ending.outputStyle, errors: Ending.errorStyle)
        (inputs, continuation) = AsyncStream.makeStream()
    }

    var reporter: Reporter {
        Reporter { [continuation] in continuation.yield(.event($0)) }
    }

    /// Does `work`, printing what it reports, and returns when all of it is printed.
    func whilePrinting<Outcome: Sendable>(_ work: () async throws -> Outcome) async throws -> Outcome {
        let printing = Task { await printAll() }
        let ticking = Task { [continuation] in
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(1))
                continuation.yield(.tick)
            }
        }
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
        let terminal = isQuiet ? nil : Terminal()
        var progress = RunProgress(at: Self.now)
        for await input in inputs {
            switch input {
            case .event(let event):
                progress.take(event, at: Self.now)
                let lines = text.lines(for: event)
                if lines.isEmpty { continue }
                terminal?.clear()
                progress.hasPrinted(at: Self.now)
                for line in lines { try? Ending.put(line) }
            case .tick:
                if let terminal {
                    progress.line(at: Self.now).map(terminal.draw) ?? terminal.clear()
                } else if !isQuiet, let line = progress.heartbeat(at: Self.now) {
                    Ending.printError(line)
                }
            }
        }
        terminal?.clear()
    }

    private static var now: Double { ProcessInfo.processInfo.systemUptime }
}
