import Foundation

/// A package folder that exists as long as the test that made it.
package final class TemporaryPackage: Sendable {
    /// The folder that holds the package, for what lies outside of it.
    package let base: String
    package let path: String

    package init() throws {
        base = FileManager.default.temporaryDirectory.appendingPathComponent("image-assets-\(UUID().uuidString)").path
        path = base + "/package"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: base)
    }

    package func write(_ bytes: Data, to name: String) throws {
        try Self.write(bytes, to: path + "/" + name)
    }

    package func write(_ text: String, to name: String) throws {
        try write(Data(text.utf8), to: name)
    }

    package func writeProgram(_ text: String, to name: String) throws {
        try Program.write(text, to: path + "/" + name)
    }

    /// A file of five terabytes that takes no room on the disk.
    package func writeHoles(to name: String) throws {
        try write("", to: name)
        guard truncate(path + "/" + name, 5 << 40) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    package func writeBeside(_ bytes: Data, to name: String) throws {
        try Self.write(bytes, to: base + "/" + name)
    }

    package func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    package func link(_ name: String, to target: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: target)
    }

    private static func write(_ bytes: Data, to path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
    }
}
