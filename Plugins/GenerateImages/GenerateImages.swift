import Foundation
import PackagePlugin

/// `swift package generate-images`: runs `image-assets` on the package and passes on how it ended.
@main
struct GenerateImages: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        let process = Process()
        process.executableURL = try context.tool(named: "image-assets").url
        process.arguments = arguments + options(context, arguments)
        // Ctrl-C kills this process but not the tool, which has a process group of its own. It notices by this pipe: the other
        // end closes when this process dies, however that happens.
        let lifeline = Pipe()
        process.standardInput = lifeline
        try process.run()
        process.waitUntilExit()
        try lifeline.fileHandleForWriting.close()

        switch (process.terminationReason, process.terminationStatus) {
        case (.exit, 0): return
        case (.exit, let status): Diagnostics.error("generate-images ended with exit status \(status)")
        case (_, let signal): Diagnostics.error("generate-images was ended by signal \(signal)")
        }
    }

    /// What the tool has to know of the package, after the user's own arguments.
    private func options(_ context: PluginContext, _ arguments: [String]) -> [String] {
        let isGiven = arguments.contains { $0 == "--package-path" || $0.hasPrefix("--package-path=") }
        let path = isGiven ? [] : ["--package-path", context.package.directoryURL.path]
        return path + ["--until-stdin-closes"]
    }
}
