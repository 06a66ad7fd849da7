import Foundation
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsTestSupport
import ImageAssetsText

/// A package folder of its own, and the tool run in it.
final class TestPackage: Sendable {
    let path: String

    init(at path: String? = nil) throws {
        let path = path ?? FileManager.default.temporaryDirectory.path + "/image-assets-e2e-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        self.path = path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    // MARK: Files

    func write(_ bytes: Data, to name: String) throws {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
    }

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    func writeProgram(_ text: String, to name: String) throws { try Program.write(text, to: path + "/" + name) }

    /// A file of five terabytes that takes no room on the disk, with what it has at its start.
    func writeHoles(to name: String) throws {
        if !exists(name) { try write("", to: name) }
        guard truncate(path + "/" + name, 5 << 40) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    func read(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    /// Images as lines of JSON: `{ "name": "a", "prompt": "A" }`.
    func writeManifest(_ images: [String], defaults: String = "{}") throws {
        try write(
            """
            { "version": 1, "service": "bettertoken", "defaults": \(defaults), "images": [
            \(images.joined(separator: ",\n"))
            ] }

            """, to: "images.json"
        )
    }

    func lockfile() throws -> Lockfile {
        try Lockfile(parsing: SourceText(read("images.lock.json")), file: try PackagePath("images.lock.json"))
    }

    func entry(_ name: String) throws -> LockEntry? { try lockfile().images[try ImageName(name)] }

    /// Every file below the package with its bytes, the store's too.
    func allFiles() -> [String: Data] {
        var files: [String: Data] = [:]
        let names = FileManager.default.enumerator(atPath: path)
        while let name = names?.nextObject() as? String {
            if let bytes = FileManager.default.contents(atPath: path + "/" + name) { files[name] = bytes }
        }
        return files
    }

    // MARK: The tool

    func start(
        _ arguments: [String], server: StandInServer? = nil, environment: [String: String] = [:],
        input: Any? = FileHandle.nullDevice
    ) throws -> Tool {
        var all = environment
        if let server {
            all["IMAGES_BASE_URL"] = server.baseURL
            all["IMAGES_API_KEY"] = Tool.key
        }
        return try Tool(arguments: arguments, in: path, environment: all, input: input)
    }

    func run(
        _ arguments: String..., server: StandInServer? = nil, environment: [String: String] = [:]
    ) async throws -> Tool.Ended {
        try await start(arguments, server: server, environment: environment).wait()
    }
}

/// PNG files of PngSuite, by name.
func png(_ name: String) throws -> Data {
    try Data(contentsOf: Tool.repository.appendingPathComponent("Fixtures/PngSuite/\(name).png"))
}
