import Foundation
import ImageAssetsTestSupport
import Testing

/// The built executable, run as users run it: in a process of its own.
struct Tool {
    /// Secrets that no output and no file may hold.
    static let key = "sk-test-0123456789abcdefghijkl"

    let process: Program
    private let output: URL
    private let errors: URL
    private let ended: AsyncStream<Void>

    struct Ended {
        let status: Int32
        let reason: Program.TerminationReason
        let output: String
        let errors: String

        /// Without how long requests took: that is the machine's affair.
        var lastLine: String {
            let line = errors.split(separator: "\n").last.map(String.init) ?? ""
            return line.replacing(#/ in \d+(:\d\d)*( s)?(?=[.,;]|$)/#, with: "")
        }
    }

    /// A bundle whose executable is tested in place of the built one: relative to the repository, as the manifest
    /// takes it.
    static let bundle: String? = ProcessInfo.processInfo.environment["IMAGE_ASSETS_BUNDLE"]

    static let executable: URL = {
        if let bundle { return executable(in: repository.appendingPathComponent(bundle)) }
        let places = [
            URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
            Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent(),
            repository.appendingPathComponent(".build/debug"),
        ]
        return places.map { $0.appendingPathComponent("image-assets") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? URL(fileURLWithPath: "/missing")
    }()

    /// That of this machine, which is the only one that a bundle has before bundles are joined.
    private static func executable(in bundle: URL) -> URL {
        let variants = (try? FileManager.default.contentsOfDirectory(at: bundle, includingPropertiesForKeys: nil)) ?? []
        return variants.map { $0.appendingPathComponent("image-assets") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? URL(fileURLWithPath: "/missing")
    }

    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Starts a program. Its environment holds nothing but what is given and where it lives.
    init(
        _ executable: URL = Tool.executable, arguments: [String], in folder: String,
        environment: [String: String] = [:], input: Any? = FileHandle.nullDevice
    ) throws {
        let logs = FileManager.default.temporaryDirectory.appendingPathComponent(
            "image-assets-log-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: logs, withIntermediateDirectories: true)
        output = logs.appendingPathComponent("output")
        errors = logs.appendingPathComponent("errors")
        process = Program()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let inherited = ProcessInfo.processInfo.environment.filter {
            ["HOME", "PATH", "TMPDIR", "DEVELOPER_DIR", "SDKROOT"].contains($0.key)
        }
        process.environment = inherited.merging(environment) { _, given in given }
        process.standardInput = input
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let (ended, continuation) = AsyncStream<Void>.makeStream()
        self.ended = ended
        process.terminationHandler = { _ in continuation.finish() }
        try process.run()
    }

    func wait() async throws -> Ended {
        for await _ in ended {}
        let result = Ended(
            status: process.terminationStatus, reason: process.terminationReason,
            output: Self.untimed(String(decoding: try Data(contentsOf: output), as: UTF8.self)),
            errors: Self.untimed(String(decoding: try Data(contentsOf: errors), as: UTF8.self))
        )
        try? FileManager.default.removeItem(at: output.deletingLastPathComponent())
        return result
    }

    /// Without what no test can foresee: how long an image and a run took, or are going to take, where that is long
    /// enough to be told.
    static func untimed(_ said: String) -> String {
        said.replacing(/(?<end>B)  (?:\d+ s|[\d:]+)(?=  after|\n)/) { $0.output.end }
            .replacing(/(?<end>requests? sent) in (?:\d+ s|[\d:]+)/) { $0.output.end }
            .replacing(#/ \(after (?:\d+ s|[\d:]+)\)/#, with: "")
            .replacing(/, after (?:\d+ s|[\d:]+)\)/, with: ")")
            .replacing(#/ \(about \d+ (?:s|min|h)\)|; about \d+ (?:s|min|h)(?=\)|\n)/#, with: "")
    }

    /// What it has said on standard error so far.
    var errorsSoFar: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }
}
