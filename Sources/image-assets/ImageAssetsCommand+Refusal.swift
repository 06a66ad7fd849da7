import ArgumentParser
import ImageAssets

extension ImageAssetsCommand {
    /// Ends as every command ends, where the library would end with how to get help: what is wrong comes last, and whoever
    /// asked for a document gets one.
    static func refuse(_ error: any Error) -> Never {
        let message = message(for: error)
        let usage = fullMessage(for: error).dropFirst("Error: \(message)\n".count)
        if !usage.isEmpty { Ending.printError(String(usage)) }
        let failure = CommandFailure(.usage, message.prefix(1).lowercased() + message.dropFirst())
        let words = Array(CommandLine.arguments.dropFirst())
        let command = words.first(where: commandNames.contains) ?? "generate"
        if let reporting = Report.Command(rawValue: command) {
            var report = Report(command: reporting)
            report.failure = failure
            _ = Ending.print(report, format(in: words).flatMap(ReportFormat.init) ?? .text, workspace: nil, body: [])
        } else {
            if format(in: words) == OutputFormat.json.rawValue { try? Ending.printOut(failure.document(of: command)) }
            Ending.printError(failure.text(Ending.errorStyle))
        }
        exit(withError: ExitCode(ExitStatus.usage.rawValue))
    }

    /// What `--format` says among words that could not be parsed.
    private static func format(in words: [String]) -> String? {
        if let option = words.last(where: { $0.hasPrefix("--format=") }) { return String(option.dropFirst(9)) }
        return words.lastIndex(of: "--format").flatMap { words.dropFirst($0 + 1).first }
    }
}
