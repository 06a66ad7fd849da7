import Foundation
import PackagePlugin

/// `swift package check-images`: runs what only reads of `image-assets` on the package and passes on how it ended.
///
/// A plugin of its own, because it needs no permission and so no flag in CI.
@main
struct Check: CommandPlugin {
    private static let verb = "check-images"

    func performCommand(context: PluginContext, arguments: [String]) async throws {
        try ToolRun(Self.verb, in: context.package.directoryURL, arguments, tool: context.tool)
            .perform(standardInput: FileHandle.nullDevice)
    }
}

#if canImport(XcodeProjectPlugin)
    import XcodeProjectPlugin

    /// The same of an Xcode project, whose folder stands for the package's.
    extension Check: XcodeCommandPlugin {
        func performCommand(context: XcodePluginContext, arguments: [String]) throws {
            try ToolRun(
                Self.verb, in: context.xcodeProject.directoryURL, arguments, isInXcode: true, tool: context.tool
            )
            .perform(standardInput: FileHandle.nullDevice)
        }
    }
#endif
