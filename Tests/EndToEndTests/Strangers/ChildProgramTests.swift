import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import Testing

/// Git runs what its user's configuration names: helpers, hooks, filters. What it is started with, all of them have.
@Suite("the programs that the tool starts", .enabled(if: Repository.isPossible))
struct ChildProgramTests {
    private static let path = ProcessInfo.processInfo.environment["PATH"] ?? ""

    /// A Git that notes what it was started with, and goes on as the true one.
    private func install(in tools: TestPackage, _ folder: String) throws {
        try tools.writeProgram(
            """
            #!/bin/sh
            env >> '\(tools.path)/environment'
            PATH='\(Self.path)' exec git "$@"

            """, to: folder + "/git")
    }

    private static let commands = [[], ["plan"], ["check"], ["explain", "a"], ["gallery"], ["doctor"]]

    @Test("get no key: not the one that is used, nor one of another service")
    func keys() async throws {
        let repository = try Repository()
        let (package, tools) = (repository.package, try TestPackage())
        try install(in: tools, "bin")
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        try repository.git(["add", "."])
        try repository.git(["commit", "-q", "-m", "Begin"])
        var environment = ["PATH": "\(tools.path)/bin:\(Self.path)", "SOMEBODYS_API_KEY": Tool.key, "KEPT": "kept"]
        for variable in ServiceRules.all.map(\.keyVariable) { environment[variable] = Tool.key }
        try await StandInServer.run { server in
            for arguments in Self.commands {
                let ended = try await package.start(arguments, server: server, environment: environment).wait()
                #expect(ended.reason == .exit)
            }
        }
        let seen = String(decoding: try tools.read("environment"), as: UTF8.self)
        #expect(seen.contains("KEPT=kept\n"))
        #expect(!seen.contains(Tool.key))
        #expect(!seen.contains("_API_KEY="))
    }

    @Test("are none that the package brings along, nor the repository around it")
    func brought() async throws {
        let outer = try TestPackage()
        let around = try Repository(outer)
        try around.git(["init", "-q"])
        let package = try TestPackage(at: outer.path + "/Packages/App")
        try install(in: outer, "bin")
        try install(in: outer, "Packages/App/bin")
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        let path = "\(outer.path)/bin:\(package.path)/bin:.:bin:\(Self.path)"
        try await StandInServer.run { server in
            for arguments in Self.commands {
                let ended = try await package.start(arguments, server: server, environment: ["PATH": path]).wait()
                #expect(ended.reason == .exit)
            }
        }
        #expect(!outer.exists("environment"))
        #expect(!package.exists("environment"))
    }
}
