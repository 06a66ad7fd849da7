import ArgumentParser
import ImageAssets

@main
struct ImageAssetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image-assets",
        abstract: "Keeps the images of a package as images.json describes them.",
        discussion: """
            Only what changed is generated again, and nothing is paid for twice. The images and images.lock.json are \
            meant to be committed.
            """,
        version: ToolVersion.current,
        subcommands: [
            GenerateCommand.self, PlanCommand.self, CheckCommand.self, ExplainCommand.self, InspectCommand.self,
            AcceptCommand.self, PruneCommand.self, InitCommand.self,
        ],
        defaultSubcommand: GenerateCommand.self
    )

    static var commandNames: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

    static func main() async {
        do {
            var command = try await asyncParseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            if !(error is ExitCode), exitCode(for: error) == .validationFailure { refuse(error) }
            exit(withError: error)
        }
    }
}
