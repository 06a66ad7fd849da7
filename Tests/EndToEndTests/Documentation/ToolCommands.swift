import Foundation
import ImageAssetsText

/// What the tool's command line takes, by its own account.
struct ToolCommands: Sendable {
    struct Command: Sendable {
        let name: String
        /// With their hyphens.
        let options: Set<String>
        /// What people are shown of them.
        let shown: Set<String>
    }

    let commands: [Command]
    /// Of the whole tool.
    let options: Set<String>

    static func read() async throws -> ToolCommands {
        let ended = try await TestPackage().run("--experimental-dump-help")
        let dump = try JSONValue(parsing: SourceText(Data(ended.output.utf8)))
        let top = dump["command"] ?? .null
        return ToolCommands(
            commands: (top["subcommands"]?.elements ?? []).map(command), options: command(top).options)
    }

    private static func command(_ node: JSONValue) -> Command {
        let arguments = node["arguments"]?.elements ?? []
        func names(_ arguments: [JSONValue]) -> Set<String> {
            Set(
                arguments.flatMap { $0["names"]?.elements ?? [] }.compactMap { name in
                    name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
                })
        }
        return Command(
            name: node["commandName"]?.string ?? "", options: names(arguments),
            shown: names(arguments.filter { $0["shouldDisplay"]?.boolean == true }))
    }
}
