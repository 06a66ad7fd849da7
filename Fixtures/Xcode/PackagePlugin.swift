// What the plugins use of SwiftPM's module, for running them without a host: what it would be told is printed.
// By SwiftPM's Sources/Runtimes/PackagePlugin.

import Foundation

public protocol Plugin {
    init()
}

public protocol CommandPlugin: Plugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws
}

public struct Package {
    public let directoryURL: URL
}

public struct PluginContext {
    public struct Tool {
        public let name: String
        public let url: URL
    }

    public let package: Package
    private let tool: URL

    /// As the environment says: `HOST_FOLDER` and `HOST_TOOL`.
    public init() {
        let environment = ProcessInfo.processInfo.environment
        package = Package(directoryURL: URL(fileURLWithPath: environment["HOST_FOLDER"] ?? "/missing"))
        tool = URL(fileURLWithPath: environment["HOST_TOOL"] ?? "/missing")
    }

    public func tool(named name: String) throws -> Tool { Tool(name: name, url: tool) }
}

public struct Diagnostics {
    public enum Severity: String {
        case error, warning, remark
    }

    public static func emit(
        _ severity: Severity, _ description: String, file: String? = #file, line: Int? = #line
    ) {
        print("issue \(severity.rawValue) at \(file ?? "-"):\(line.map(String.init) ?? "-"): \(description)")
    }

    public static func error(_ message: String, file: String? = #file, line: Int? = #line) {
        emit(.error, message, file: file, line: line)
    }
}

extension Plugin {
    public static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        try await (self.init() as? any CommandPlugin)?.performCommand(context: PluginContext(), arguments: arguments)
    }
}
