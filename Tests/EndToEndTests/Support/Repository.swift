import Foundation
import ImageAssetsTestSupport
import Testing

/// A package that is a repository of the Git of this machine.
struct Repository {
    static let isPossible = program != nil
    private static let program = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/git" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    let package: TestPackage
    /// Goes when this value does.
    private let outer: TestPackage?

    init(_ package: TestPackage? = nil, inside outer: TestPackage? = nil) throws {
        self.package = try package ?? TestPackage()
        self.outer = outer
        if package == nil { try git(["init", "-q"]) }
    }

    /// - Returns: what it said.
    @discardableResult
    func git(_ arguments: [String], mayFail: Bool = false) throws -> String {
        let process = Program()
        process.executableURL = URL(fileURLWithPath: Self.program ?? "")
        process.currentDirectoryURL = URL(fileURLWithPath: package.path)
        let options = [
            "user.name=Nobody", "user.email=nobody@example.com", "protocol.file.allow=always", "commit.gpgsign=false",
            "core.autocrlf=false",
        ]
        process.arguments = options.flatMap { ["-c", $0] } + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(mayFail || process.terminationStatus == 0, "git \(arguments): \(said)")
        return said
    }

    func commitAll() throws {
        try git(["add", "-A"])
        try git(["commit", "-q", "--allow-empty", "-m", "All"])
    }

    func clone(_ options: [String] = []) throws -> Repository {
        let clone = try Repository(TestPackage())
        try git(["clone", "-q"] + options + ["file://" + package.path, clone.package.path])
        return clone
    }

    func worktree() throws -> Repository {
        let tree = try Repository(TestPackage())
        try git(["worktree", "add", "-q", "--detach", tree.package.path])
        return tree
    }

    /// This repository as a submodule of another one.
    func asSubmodule() throws -> Repository {
        let outer = try Repository()
        try outer.git(["submodule", "--quiet", "add", "file://" + package.path, "Inner"])
        return try Repository(TestPackage(at: outer.package.path + "/Inner"), inside: outer.package)
    }

    /// Lets the configuration name a program wherever it can name one.
    ///
    /// - Returns: the file that such a program makes.
    func setTraps() throws -> String {
        let folder = package.path + "/" + (try git(["rev-parse", "--git-dir"]).trimmingCharacters(in: .newlines))
        let (trap, trace) = (folder + "/trap", folder + "/trace")
        try Data("#!/bin/sh\necho \"$0 $@\" >> '\(trace)'\n".utf8).write(to: URL(fileURLWithPath: trap))
        chmod(trap, 0o755)
        let keys = [
            "core.fsmonitor", "core.sshCommand", "core.askPass", "core.pager", "core.editor", "core.gitProxy",
            "core.alternateRefsCommand", "diff.external", "diff.x.textconv", "diff.x.command", "filter.x.smudge",
            "filter.x.clean", "filter.x.process", "credential.helper", "remote.origin.uploadpack", "gpg.program",
        ]
        for key in keys { try git(["config", key, trap]) }
        for hook in ["post-index-change", "reference-transaction", "post-checkout", "pre-commit"] {
            try FileManager.default.createDirectory(atPath: folder + "/hooks", withIntermediateDirectories: true)
            try? FileManager.default.removeItem(atPath: "\(folder)/hooks/\(hook)")
            try FileManager.default.copyItem(atPath: trap, toPath: "\(folder)/hooks/\(hook)")
        }
        try FileManager.default.createDirectory(atPath: folder + "/info", withIntermediateDirectories: true)
        try Data("* filter=x diff=x\n".utf8).write(to: URL(fileURLWithPath: folder + "/info/attributes"))
        return trace
    }
}
