import Foundation

/// The plugins as Xcode builds and runs them, with a module of ours in the place of the one that only Xcode has.
final class XcodeHost: Sendable {
    struct Unbuilt: Error, CustomStringConvertible {
        let description: String
    }

    private static let swiftc = [
        "swiftc", "-parse-as-library", "-swift-version", "6", "-package-description-version", "6.1.0",
        "-suppress-warnings",
    ]

    private let folder: TestPackage
    private let hasXcode: Bool

    /// - Parameter hasXcode: false: as on the command line, where that module is not to be had.
    init(hasXcode: Bool = true) async throws {
        folder = try TestPackage()
        self.hasXcode = hasXcode
        try await build("PackagePlugin", ["PackagePlugin.swift"])
        if hasXcode { try await build("XcodeProjectPlugin", ["XcodeProjectPlugin.swift", "Host.swift"]) }
        for plugin in ["ImageAssetsCheck", "ImageAssetsGenerate"] {
            try await compile(
                Self.sources(of: plugin)
                    + ["-o", plugin, "-I.", "-L."] + (hasXcode ? ["-lXcodeProjectPlugin"] : []) + ["-lPackagePlugin"])
        }
    }

    /// Whether both are right by SwiftPM's own module and what we know of Xcode's.
    static func typeCheck() async throws {
        let folder = try TestPackage()
        let own = ["-I", try await pluginAPI()]
        try await compile(
            ["-emit-module", "-module-name", "XcodeProjectPlugin", fixture("XcodeProjectPlugin.swift")] + own,
            in: folder)
        for plugin in ["ImageAssetsCheck", "ImageAssetsGenerate"] {
            for version in ["5", "6"] {
                try await compile(
                    ["-typecheck", "-swift-version", version, "-I."] + own + sources(of: plugin), in: folder)
            }
        }
    }

    func run(
        _ plugin: String, _ arguments: [String], in package: TestPackage, isOnProject: Bool = false,
        tool: URL = Tool.executable
    ) async throws -> Tool.Ended {
        var environment = ["HOST_FOLDER": package.path, "HOST_TOOL": tool.path]
        if isOnProject { environment["HOST_IS_ON_PROJECT"] = "1" }
        return try await Tool(
            URL(fileURLWithPath: folder.path + "/" + plugin), arguments: arguments, in: package.path,
            environment: environment
        ).wait()
    }

    private static func fixture(_ name: String) -> String { Tool.repository.path + "/Fixtures/Xcode/" + name }

    private static func sources(of plugin: String) throws -> [String] {
        let folder = Tool.repository.path + "/Plugins/" + plugin
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { folder + "/" + $0 }
    }

    /// Where the toolchain has the module that plugins import.
    private static func pluginAPI() async throws -> String {
        let found = try await Tool(
            URL(fileURLWithPath: "/usr/bin/env"), arguments: ["swiftc", "-print-target-info"], in: "/"
        ).wait()
        let info = try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any]
        let paths = info?["paths"] as? [String: Any]
        guard let resources = paths?["runtimeResourcePath"] as? String else {
            throw Unbuilt(description: found.output + found.errors)
        }
        return resources + "/pm/PluginAPI"
    }

    private func build(_ module: String, _ sources: [String]) async throws {
        try await compile(
            ["-emit-module", "-emit-library", "-static", "-module-name", module, "-I.", "-o", "lib\(module).a"]
                + sources.map(Self.fixture))
    }

    private func compile(_ arguments: [String]) async throws { try await Self.compile(arguments, in: folder) }

    private static func compile(_ arguments: [String], in folder: TestPackage) async throws {
        let ended = try await Tool(
            URL(fileURLWithPath: "/usr/bin/env"), arguments: swiftc + arguments, in: folder.path
        ).wait()
        if ended.status != 0 { throw Unbuilt(description: ended.output + ended.errors) }
    }
}
