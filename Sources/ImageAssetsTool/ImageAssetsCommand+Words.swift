import ArgumentParser
import ImageAssetsModel
import ImageAssetsText

/// What the library would answer with the help of all commands, and what it answers in a terminal that is in use.
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
}
