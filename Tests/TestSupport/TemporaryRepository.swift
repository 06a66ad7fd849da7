import Foundation
import ImageAssetsModel

/// A repository of the Git of this machine, with a package in it, as long as the test that made it.
package final class TemporaryRepository: Sendable {
    package static let isPossible = program != nil
    package static let program = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/git" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    package let package: TemporaryPackage
    /// Where its `.git` is.
    package let path: String

    /// - Parameters:
    ///   - isAbove: the package is a folder of the repository, not all of it.
    ///   - options: of `git init`.
    package init(isAbove: Bool = false, options: [String] = []) throws {
        package = try TemporaryPackage()
        path = isAbove ? package.base : package.path
        try git(["init", "-q", "-b", "main"] + options)
    }

    package init(cloning other: TemporaryRepository, _ options: [String]) throws {
        package = try TemporaryPackage()
        path = package.path
        try git(["clone", "-q"] + options + ["file://" + other.path, path], in: package.base)
    }

    /// - Parameters:
    ///   - options: settings of this one call.
    ///   - variables: all of its environment; nil: the test's own, without what is Git's.
    /// - Returns: what it said.
    @discardableResult
    package func git(
        _ arguments: [String], in folder: String? = nil, options: [String] = [], mayFail: Bool = false,
        variables: [String: String]? = nil
    ) throws -> String {
        let process = Program()
        process.executableURL = URL(fileURLWithPath: Self.program ?? "")
        process.currentDirectoryURL = URL(fileURLWithPath: folder ?? path)
        let own = [
            "user.name=Nobody", "user.email=nobody@example.com", "protocol.file.allow=always", "commit.gpgsign=false",
            "core.autocrlf=false",
        ]
        process.arguments = (own + options).flatMap { ["-c", $0] } + arguments
        process.environment = variables ?? ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard mayFail || process.terminationStatus == 0 else { throw Failure(description: "git \(arguments): \(said)") }
        return said.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// - Returns: the commit's id.
    @discardableResult
    package func commit() throws -> String {
        try git(["add", "-A"])
        try git(["commit", "-q", "--allow-empty", "-m", "All"])
        return try git(["rev-parse", "HEAD"])
    }

    /// Puts a file where Git LFS keeps what it fetched.
    ///
    /// - Returns: the pointer to it.
    package func keepLarge(_ content: String, in folder: String = ".git/lfs", as other: String? = nil) throws -> String
    {
        let hex = digest(content).hex
        let place = "\(folder)/objects/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)"
        try write(other ?? content, to: place)
        return Self.pointer(to: content)
    }

    package static func pointer(to content: String) -> String {
        "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest(content).hex)\nsize \(content.utf8.count)\n"
    }

    /// A file below the repository's own folder, or at an absolute path.
    package func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: name.hasPrefix("/") ? name : path + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }
}
