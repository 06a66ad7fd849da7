import ArgumentParser
import ImageAssetsModel
import ImageAssetsReports

extension ImageAssetsCommand {
    /// Ends as every command ends, where the library would end with how to get help: what is wrong comes last, and
    /// whoever asked for a document gets one.
    static func refuse(_ error: any Error) -> Never {
        let words = Array(CommandLine.arguments.dropFirst())
        let destination = Destination(format: format(in: words).flatMap(DocumentForm.init) ?? .text)
        let status = Destination.$current.withValue(destination) {
            let message = message(for: error)
            let usage = fullMessage(for: error).dropFirst("Error: \(message)\n".count)
            if !usage.isEmpty { Ending.printError(String(usage)) }
            let command = words.first(where: commandNames.contains) ?? defaultName
            let failure = CommandFailure(ofParser: message, for: strangeOption(in: words), Destination.invocation)
            return Ending.refuse(failure, of: command)
        }
        exit(withError: ExitCode(status.rawValue))
    }

    /// An option of other tools, unless the command has it.
    private static func strangeOption(in words: [String]) -> OtherToolsOption? {
        if words.first == PruneCommand.configuration.commandName { return nil }
        return words.prefix { $0 != "--" }.lazy.compactMap(OtherToolsOption.init).first
    }

    /// What `--format` says among words that could not be parsed.
    private static func format(in words: [String]) -> String? {
        if let option = words.last(where: { $0.hasPrefix("--format=") }) { return String(option.dropFirst(9)) }
        return words.lastIndex(of: "--format").flatMap { words.dropFirst($0 + 1).first }
    }
}
