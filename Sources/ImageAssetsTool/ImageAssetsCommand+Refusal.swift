import ArgumentParser
import ImageAssetsModel
import ImageAssetsReports

extension ImageAssetsCommand {
    /// Ends as every command ends, where the library would end with how to get help: what is wrong comes last, and
    /// whoever asked for a document gets one.
    static func refuse(_ error: any Error) -> Never {
        let words = Array(CommandLine.arguments.dropFirst())
        let destination = Destination(format: format(in: words).flatMap(ReportFormat.init) ?? .text)
        let status = Destination.$current.withValue(destination) {
            let message = message(for: error)
            let usage = fullMessage(for: error).dropFirst("Error: \(message)\n".count)
            if !usage.isEmpty { Ending.printError(String(usage)) }
            let command = words.first(where: commandNames.contains) ?? defaultName
            return Ending.refuse(CommandFailure(ofParser: message, instead: instead(of: words)), of: command)
        }
        exit(withError: ExitCode(status.rawValue))
    }

    /// What there is here instead of an option of other tools, unless the command has it.
    private static func instead(of words: [String]) -> String? {
        if words.first == PruneCommand.configuration.commandName { return nil }
        return words.prefix { $0 != "--" }.lazy.compactMap {
            TypedWord.instead(ofOption: $0, Destination.invocation)
        }.first
    }

    /// What `--format` says among words that could not be parsed.
    private static func format(in words: [String]) -> String? {
        if let option = words.last(where: { $0.hasPrefix("--format=") }) { return String(option.dropFirst(9)) }
        return words.lastIndex(of: "--format").flatMap { words.dropFirst($0 + 1).first }
    }
}
