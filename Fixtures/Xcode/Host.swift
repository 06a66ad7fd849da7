// Runs a plugin as Xcode would, on a project where `HOST_IS_ON_PROJECT` is set, else on a package.

import Foundation
import PackagePlugin

extension XcodeCommandPlugin {
    public static func main() async throws {
        let (plugin, context) = (self.init(), PluginContext())
        let arguments = Array(CommandLine.arguments.dropFirst())
        if ProcessInfo.processInfo.environment["HOST_IS_ON_PROJECT"] != nil {
            let folder = context.package.directoryURL
            let project = XcodeProject(id: "1", displayName: folder.lastPathComponent, directoryURL: folder)
            try plugin.performCommand(
                context: XcodePluginContext(
                    xcodeProject: project, pluginWorkDirectoryURL: folder, findTool: context.tool),
                arguments: arguments)
        } else {
            try await (plugin as? any CommandPlugin)?.performCommand(context: context, arguments: arguments)
        }
    }
}
