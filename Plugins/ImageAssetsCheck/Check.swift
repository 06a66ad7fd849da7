import Foundation
import PackagePlugin

/// `swift package check-images`: runs what only reads of `image-assets` on the package and passes on how it ended.
///
/// A plugin of its own, because it needs no permission and so no flag in CI.
@main
struct Check: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        let options = arguments.prefix { $0 != "--" }
        let isGiven = options.contains { $0 == "--package-path" || $0.hasPrefix("--package-path=") }
        let package = isGiven ? [] : ["--package-path", context.package.directoryURL.path]

        let process = Process()
        process.executableURL = try context.tool(named: "ImageAssetsTool").url
        // `help` takes the name of a command and no options.
        process.arguments = arguments.first == "help" ? arguments : options + package + arguments[options.endIndex...]
        // By this the tool knows what its commands are called here.
        process.environment = ProcessInfo.processInfo.environment.merging(["IMAGE_ASSETS_PLUGIN": "check-images"]) {
            $1
        }
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()

        switch (process.terminationReason, process.terminationStatus) {
        case (.exit, 0): return
        case (.exit, let status): Diagnostics.error("check-images ended with exit status \(status)")
        case (_, let signal): Diagnostics.error("check-images was ended by signal \(signal)")
        }
    }
}
