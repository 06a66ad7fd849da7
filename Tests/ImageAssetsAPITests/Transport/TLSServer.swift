import Foundation
import ImageAssetsTestSupport

/// OpenSSL's own server, which says the same to every client, behind a certificate that nobody else vouches for and
/// whose name no other has.
final class TLSServer {
    static let openssl = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl", "/usr/local/bin/openssl"]
        .first(where: FileManager.default.isExecutableFile)

    let port: Int
    let certificate: String
    private let folder: URL
    private let process = Program()
    private let input = Pipe()

    /// - Parameter name: whom the certificate is for: `IP:127.0.0.1`.
    init(for name: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("image-assets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.appendingPathComponent("certificate.pem").path
        let key = folder.appendingPathComponent("key.pem").path
        let maker = try Self.start(
            Program(),
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
                "-subj", "/CN=\(folder.lastPathComponent)", "-addext", "subjectAltName=\(name)",
            ])
        maker.waitUntilExit()
        process.standardInput = input
        let output = Pipe()
        try Self.start(process, ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key], output)
        // It passes on what it reads as soon as a client is there.
        try input.fileHandleForWriting.write(
            contentsOf: Data("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".utf8))
        var said = ""
        while let piece = try output.fileHandleForReading.read(upToCount: 1), !piece.isEmpty {
            said += String(decoding: piece, as: UTF8.self)
            if said.contains("ACCEPT"), said.hasSuffix("\n") { break }
        }
        guard let port = said.split(whereSeparator: \.isNewline).last?.split(separator: ":").last.flatMap({ Int($0) })
        else { throw Unexpected() }
        self.port = port
    }

    /// A folder in which OpenSSL finds the certificate, by the hash of its name.
    func certificateFolder() throws -> String {
        let path = folder.appendingPathComponent("trusted").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let output = Pipe()
        let hasher = try Self.start(Program(), ["x509", "-hash", "-noout", "-in", certificate], output)
        let hash = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        hasher.waitUntilExit()
        try FileManager.default.createSymbolicLink(
            atPath: path + "/" + hash.trimmingCharacters(in: .whitespacesAndNewlines) + ".0",
            withDestinationPath: certificate)
        return path
    }

    deinit {
        process.terminate()
        try? FileManager.default.removeItem(at: folder)
    }

    @discardableResult
    private static func start(_ process: Program, _ arguments: [String], _ output: Pipe? = nil) throws -> Program {
        process.executableURL = URL(fileURLWithPath: openssl ?? "")
        process.arguments = arguments
        process.standardOutput = output ?? FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}
