import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords

/// What is printed of a run as it goes.
package struct RunText: Sendable {
    private let commands: CommandForm
    private let isQuiet: Bool
    private let output: Style
    private let errors: Style

    /// - Parameters:
    ///   - isQuiet: standard output belongs to a document, so only what is wrong is told.
    ///   - output: the style of standard output.
    ///   - errors: the style of standard error.
    package init(_ commands: CommandForm, isQuiet: Bool = false, output: Style = .plain, errors: Style = .plain) {
        self.commands = commands
        self.isQuiet = isQuiet
        self.output = output
        self.errors = errors
    }

    /// Empty: nothing is said of it.
    package func lines(for event: Event) -> [Output] {
        guard case .rendered(let image) = event else { return line(for: event).map { [$0] } ?? [] }
        if isQuiet { return [] }
        return ImageLines(style: output).rendered(image, commands).good.map(Output.output)
            + ImageLines(style: errors).rendered(image, commands).failed.map(Output.error)
    }

    private func line(for event: Event) -> Output? {
        switch event {
        case .planned, .attemptStarted, .rendered: return nil
        case .quoted(let quote): return isQuiet ? nil : quote.line.map(Output.output)
        case .finished(let image):
            if isQuiet { return nil }
            let isGood = image.failure == nil
            let line = ImageLines(style: isGood ? output : errors).done(image, commands)
            return isGood ? .output(line) : .error(line)
        case .named(let names):
            if isQuiet { return nil }
            let style = names.hasFailed ? errors : output
            return ImageLines(style: style).named(names, commands).map {
                names.hasFailed ? Output.error($0) : Output.output($0)
            }
        case .arrived(let candidate):
            return isQuiet ? nil : .output(ImageLines(style: output).arrived(candidate))
        case .candidateFailed(let name, let failure):
            return isQuiet ? nil : .error(ImageLines(style: errors).candidateFailed(name, failure))
        case .waitingForLock(let holder): return .error("Waiting for \(holder.description.plain).")
        case .found(let finding): return isQuiet ? nil : .error(finding.diagnostic(commands).text(errors))
        case .noted(let note): return .error(note.line(commands, errors))
        case .retrying(let name, _, let seconds, let failure):
            return .error("\(name): \(failure.message.plain); trying again in \(seconds.plainText) s")
        case .stopping(0, rendering: 0): return .error("Stopping: nothing is under way.")
        case .stopping(0, rendering: _):
            return .error("Stopping: what is being made may finish. Nothing is paid for.")
        case .stopping(let inFlight, _):
            return .error(
                "Stopping: \(count(inFlight, "request")) under way may finish, as "
                    + "\(inFlight == 1 ? "it is" : "they are") paid for. Ctrl-C again gives up on "
                    + "\(inFlight == 1 ? "it" : "them")."
            )
        }
    }
}

extension Note {
    /// For people, where it is about no file of theirs.
    package func line(_ commands: CommandForm, _ style: Style) -> String {
        "\(style.label(severity)) \(sentence(commands).plain)"
    }
}
