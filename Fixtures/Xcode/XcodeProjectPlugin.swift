// What the plugins use of the module that Xcode 16.3 brings and Linux lacks. By the module's interface as of Xcode 14.1
// (https://gist.github.com/ikesyo/f152bf8ee60b1c9bff2e757b01a95fa9), and the URLs that joined its paths in Xcode 16.

import Foundation
import PackagePlugin

public protocol XcodeCommandPlugin: Plugin {
    func performCommand(context: XcodePluginContext, arguments: [String]) throws
}

public struct XcodeProject {
    public let id: String
    public let displayName: String
    public let directoryURL: URL
}

public struct XcodePluginContext {
    public let xcodeProject: XcodeProject
    public let pluginWorkDirectoryURL: URL
    let findTool: (String) throws -> PluginContext.Tool

    public func tool(named name: String) throws -> PluginContext.Tool { try findTool(name) }
}
