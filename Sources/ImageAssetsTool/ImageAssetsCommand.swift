import ArgumentParser
import ImageAssetsModel
import ImageAssetsRenditions
import ImageAssetsSystem

@main
struct ImageAssetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Destination.invocation.name,
        abstract: "Keeps the images of a package as images.json describes them.",
        discussion: """
            Only what changed is generated again, and nothing is paid for twice. The images and images.lock.json are \
            meant to be committed.\
            \(readsOnly ? " check-images only reads, without permission; generate-images does the rest." : "")

            \(readsOnly ? examples("check", "plan", "explain hero") : examples("init", "plan", "generate"))
            """,
        version: "\(ToolVersion.current) (\(Encoders.names))",
        subcommands: readsOnly ? [CheckCommand.self] + reading : [GenerateCommand.self] + checking + reading + writing,
        defaultSubcommand: readsOnly ? CheckCommand.self : GenerateCommand.self
    )

    private static let readsOnly = Destination.invocation == .plugin(isReading: true)
    private static let checking: [any ParsableCommand.Type] = [CheckCommand.self]
    private static let reading: [any ParsableCommand.Type] = [
        PlanCommand.self, ExplainCommand.self, InspectCommand.self, UsageCommand.self, DoctorCommand.self,
    ]
    private static let writing: [any ParsableCommand.Type] = [
        AcceptCommand.self, ChooseCommand.self, GalleryCommand.self, PruneCommand.self, InitCommand.self,
    ]

    /// All of the tool's, whichever this verb has: what a word may have been meant to be.
    static var commandNames: [String] {
        ([GenerateCommand.self] + checking + reading + writing).compactMap { $0.configuration.commandName }
    }

    /// Those of this verb.
    static var ownNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.commandName }
    }

    static var defaultName: String { configuration.defaultSubcommand?.configuration.commandName ?? "" }

    /// Not asynchronous: version, help and completion are there before a thread could be started.
    static func main() {
        do {
            try checkHelp()
            var command = try parseAsRoot(arguments)
            if let command = command as? any AsyncParsableCommand { run(command) }
            try command.run()
            exit()
        } catch {
            end(error)
        }
    }

    /// Other threads do the work, and this one waits for the end of the process: to end before them, as `dispatchMain`
    /// does, it would need libgcc_s, which not every system has.
    private static func run(_ command: sending any AsyncParsableCommand) -> Never {
        Task {
            do {
                var command = command
                try await command.run()
                exit()
            } catch {
                end(error)
            }
        }
        while true { pause() }
    }

    private static func end(_ error: any Error) -> Never {
        // A shell calls while a line is being typed, perhaps by a script of another version.
        if asksForCompletion { exit(withError: exitCode(for: error).isSuccess ? error : ExitCode.failure) }
        if error is UsageError || !(error is ExitCode) && exitCode(for: error) == .validationFailure {
            refuse(error)
        }
        exit(withError: error)
    }

    /// Help that comes first is about all commands, whatever a plugin adds behind it.
    private static var arguments: [String] {
        let words = Array(CommandLine.arguments.dropFirst())
        guard let first = words.first, ["-h", "--help"].contains(first) else { return words }
        return [first]
    }
}
