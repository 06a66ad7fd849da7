import Foundation
import ImageAssetsStandInServer

/// A copy of the consumer package in a folder of its own, and `swift package` run in it.
///
/// All copies share one build folder: the tool and the plugins are built once, not for each test.
struct ConsumerPackage {
    let package: TestPackage

    static let scratch = Tool.repository.appendingPathComponent(
        Tool.bundle == nil ? ".build/consumer" : ".build/consumer-of-bundle"
    ).path

    /// What the package has before any image was made.
    private static let committed = [
        "Package.swift", "images.json", "Sources/Consumer/Consumer.swift",
        "Sources/Consumer/Media.xcassets/Contents.json", "Prompts", "Art/Source",
    ]

    init() throws {
        try self.init(at: TestPackage())
    }

    /// Of the fixture only what is committed: in a clone where somebody tried the tool there are images and a lockfile
    /// too.
    init(at package: TestPackage) throws {
        self.package = package
        let original = Tool.repository.appendingPathComponent("Fixtures/Consumer")
        try FileManager.default.createDirectory(atPath: package.path + "/Art", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
            atPath: package.path + "/Sources/Consumer/Media.xcassets", withIntermediateDirectories: true)
        for name in Self.committed {
            try FileManager.default.copyItem(
                at: original.appendingPathComponent(name), to: URL(fileURLWithPath: package.path + "/" + name))
        }
    }

    /// Starts `swift package`, with the flags that a job without a terminal needs for `generate-images`.
    func start(
        _ arguments: [String], in folder: String? = nil, server: StandInServer? = nil
    ) throws -> Tool {
        let permissions = [
            "--allow-writing-to-package-directory", "--allow-network-connections", "all",
        ]
        return try swift(
            "package", (arguments.first == "generate-images" ? permissions : []) + arguments, in: folder, server: server
        )
    }

    /// Builds what is the consumer's own.
    func build() async throws -> Tool.Ended { try await swift("build", []).wait() }

    private func swift(
        _ command: String, _ arguments: [String], in folder: String? = nil, server: StandInServer? = nil
    ) throws -> Tool {
        var environment = ["SWIFT_IMAGE_ASSETS_PATH": Tool.repository.path]
        if let server {
            environment["IMAGES_BASE_URL"] = server.baseURL
            environment["IMAGES_API_KEY"] = Tool.key
        }
        environment["IMAGE_ASSETS_BUNDLE"] = Tool.bundle
        // With another value the manifest would ask for another build.
        if let value = ProcessInfo.processInfo.environment["IMAGE_ASSETS_WARNINGS_AS_ERRORS"] {
            environment["IMAGE_ASSETS_WARNINGS_AS_ERRORS"] = value
        }
        return try Tool(
            URL(fileURLWithPath: "/usr/bin/env"),
            arguments: ["swift", command, "--scratch-path", Self.scratch] + arguments,
            in: folder.map { package.path + "/" + $0 } ?? package.path, environment: environment
        )
    }

    func run(
        _ arguments: String..., in folder: String? = nil, server: StandInServer? = nil
    ) async throws -> Tool.Ended {
        try await start(arguments, in: folder, server: server).wait()
    }

    /// Replaces text of the manifest, which has to be there.
    func editManifest(_ old: String, _ new: String) throws {
        let text = String(decoding: try package.read("images.json"), as: UTF8.self)
        let edited = text.replacingOccurrences(of: old, with: new)
        if edited == text { throw CocoaError(.fileReadUnknown) }
        try package.write(edited, to: "images.json")
    }

    /// The process that holds the lock of a run in this package.
    func runningTool() throws -> Int32? {
        let folder = package.path + "/.image-assets/locks"
        guard let name = try FileManager.default.contentsOfDirectory(atPath: folder).first,
            let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        else { return nil }
        return text.split(separator: " ").dropFirst().first.flatMap { Int32($0) }
    }
}

extension Tool.Ended {
    /// `swift package` passes on both streams of a plugin's tool as one.
    var all: String { output + errors }
}
