import Foundation
import ImageAssetsTestSupport

/// A small disk of its own in memory, where the machine allows to mount one.
final class Disk: Sendable {
    let path: String

    /// Whether this process may mount.
    static let isPossible: Bool = {
        let path = FileManager.default.temporaryDirectory.path + "/image-assets-disk-\(UUID().uuidString)"
        guard let disk = try? Disk(at: path) else { return false }
        try? disk.remove()
        try? FileManager.default.removeItem(atPath: path)
        return true
    }()

    init(at path: String, kilobytes: Int = 65_536, isReadOnly: Bool = false) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let options = "size=\(kilobytes)k" + (isReadOnly ? ",ro" : "")
        try Self.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path)
    }

    func makeReadOnly() throws { try Self.run("mount", "-o", "remount,ro", path) }

    /// Takes all the room that is left.
    func fill() {
        let descriptor = open(path + "/filling", O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 0, count: 4096)
        while write(descriptor, block, block.count) > 0 {}
    }

    func empty() { unlink(path + "/filling") }

    func remove() throws { try Self.run("umount", "-l", path) }

    private static func run(_ arguments: String...) throws {
        #if os(Linux)
            let process = Program()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = arguments
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteNoPermission) }
        #else
            throw CocoaError(.featureUnsupported)
        #endif
    }
}

extension TestPackage {
    func status(_ name: String) -> stat {
        var status = stat()
        lstat(path + "/" + name, &status)
        return status
    }

    /// Which file it is and when it was written: the same only for a file that nobody touched.
    func identity(of name: String) throws -> [String] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
        return [.systemFileNumber, .modificationDate].map { String(describing: attributes[$0]) }
    }

    func mode(of name: String) -> mode_t { status(name).st_mode & 0o7777 }
}
