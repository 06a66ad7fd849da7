import ArgumentParser
import ImageAssetsModel
import ImageAssetsReports

/// What the library would answer with the help of all commands, or with a script that no shell could use.
extension ImageAssetsCommand {
    static var asksForCompletion: Bool { CommandLine.arguments.dropFirst().first == "---completion" }

    /// - Throws: when help is asked about a command that there is none of.
    static func checkHelp() throws {
        let words = CommandLine.arguments.dropFirst()
        guard words.first == "help", let word = words.dropFirst().first, !word.hasPrefix("-"),
            !(ownNames + ["help"]).contains(word)
        else { return }
        throw UsageError.strangeCommand(word, meant: MistypedCommand(word, among: commandNames)?.command)
    }

    /// - Throws: when a plugin is asked for a script: SwiftPM completes what is typed there.
    static func checkCompletion() throws {
        let asks = CommandLine.arguments.contains { $0.hasPrefix("--generate-completion-script") }
        if asks, Destination.invocation.isPlugin { throw UsageError.completionOfPlugin }
    }
}
