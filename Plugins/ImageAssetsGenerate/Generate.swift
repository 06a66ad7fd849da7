import Foundation
import PackagePlugin

/// `swift package generate-images`: runs `image-assets` on the package and passes on how it ended.
@main
struct Generate: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        let options = arguments.prefix { $0 != "--" }
        let isGiven = options.contains { $0 == "--package-path" || $0.hasPrefix("--package-path=") }
        let package = isGiven ? [] : ["--package-path", context.package.directoryURL.path]

        let process = Process()
        process.executableURL = try context.tool(named: "ImageAssetsTool").url
        // `help` takes the name of a command and no options.
        process.arguments =
            arguments.first == "help"
            ? arguments : options + package + ["--until-stdin-closes"] + arguments[options.endIndex...]
        process.environment = ProcessInfo.processInfo.environment.merging([
            // By this the tool knows what its commands are called here.
            "IMAGE_ASSETS_PLUGIN": "generate-images",
            // And by this whether `swift package` has the terminal: plugins have a process group of their own.
            "IMAGE_ASSETS_TERMINAL_GROUP": "\(getpgid(getppid()))",
        ]) { $1 }
        // Ctrl-C kills this process but not the tool, which has a process group of its own. It notices by this pipe:
        // the other end closes when this process dies, however that happens.
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
}
