import ArgumentParser
import ImageAssetsModel
import ImageAssetsReports
import ImageAssetsText
import ImageAssetsWords

extension ImageAssetsCommand {
    /// Ends as every command ends, where the library would end with how to get help: what is wrong comes last, and
    /// whoever asked for a document gets one.
    static func refuse(_ error: any Error) -> Never {
        let words = Array(CommandLine.arguments.dropFirst())
        let destination = Destination(format: format(in: words).flatMap(DocumentForm.init) ?? .text)
        let status = Destination.$current.withValue(destination) {
            if let error = error as? UsageError {
                return Ending.refuse(CommandFailure(error, Destination.invocation), of: defaultName)
            }
            let message = message(for: error)
            let meant = mistypedCommand(in: words)
            // Else it would be that of a command that nobody meant.
            let usage = meant == nil ? fullMessage(for: error).dropFirst("Error: \(message)\n".count) : ""
            if !usage.isEmpty { Ending.printError(String(usage)) }
            let command = words.first(where: commandNames.contains) ?? defaultName
            let failure = CommandFailure(
                ofParser: message, for: strangeOption(in: words), taking: meant, Destination.invocation)
            return Ending.refuse(failure, of: command)
        }
        exit(withError: ExitCode(status.rawValue))
    }

    /// The first word, where the default command took it for an image's name.
    private static func mistypedCommand(in words: [String]) -> MistypedCommand? {
        guard let word = words.first, !word.hasPrefix("-"), !ownNames.contains(word) else { return nil }
        return MistypedCommand(word, among: commandNames)
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
