import Foundation
import PackagePlugin

/// `swift package generate-images`: runs `image-assets` on the package and passes on how it ended.
@main
struct Generate: CommandPlugin {
    private static let verb = "generate-images"

    func performCommand(context: PluginContext, arguments: [String]) async throws {
        try perform(ToolRun(Self.verb, in: context.package.directoryURL, arguments, tool: context.tool))
    }

    private func perform(_ run: ToolRun) throws {
        var run = run
        run.options = ["--until-stdin-closes"]
        // By this the tool knows whether `swift package` has the terminal: plugins have a process group of their own.
        run.environment["IMAGE_ASSETS_TERMINAL_GROUP"] = "\(getpgid(getppid()))"
        // Ctrl-C kills this process but not the tool, which has a process group of its own. It notices by this pipe:
        // the other end closes when this process dies, however that happens.
        let lifeline = Pipe()
        try run.perform(standardInput: lifeline)
        try lifeline.fileHandleForWriting.close()
    }
}

#if canImport(XcodeProjectPlugin)
    import XcodeProjectPlugin

    /// The same of an Xcode project, whose folder stands for the package's.
    extension Generate: XcodeCommandPlugin {
        func performCommand(context: XcodePluginContext, arguments: [String]) throws {
            try perform(
                ToolRun(
                    Self.verb, in: context.xcodeProject.directoryURL, arguments, isInXcode: true, tool: context.tool))
        }
    }
#endif
