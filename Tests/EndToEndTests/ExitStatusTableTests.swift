import Foundation
import ImageAssetsStandInServer
import Testing

/// Every status of the contract, and which of several causes decides: 65, 130, 4, 1, 3.
@Suite("the table of exit statuses")
struct ExitStatusTableTests {
    /// What the service does with a request for this prompt.
    private static func reply(_ prompt: String) -> Reply {
        switch prompt {
        case "fails": .error(503, "overloaded")
        case "refused": .error(400, "no", code: "moderation_blocked")
        case "poor": .error(402, "pay", code: "insufficient_quota")
        case "key": .error(401, "bad key")
        case "forbidden": .error(403, "not you")
        default: .image
        }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let cause: String
        let status: Int32
        let arguments: [String]
        /// Prompts; the images are named a, b, c. None: no manifest.
        var prompts = ["A"]
        /// Somebody's work stands at the output of `a`.
        var hasWork = false
        /// Files to be there besides.
        var files: [String: String] = [:]
        /// A first run that brings everything up to date.
        var isUpToDate = false
        var hasKey = true

        var testDescription: String { cause }
    }

    private static let rows = [
        Row(cause: "all was generated", status: 0, arguments: []),
        Row(cause: "placeholders were drawn", status: 0, arguments: ["--placeholder"], hasKey: false),
        Row(cause: "there was nothing to do, without a key", status: 0, arguments: [], isUpToDate: true, hasKey: false),
        Row(cause: "check found nothing", status: 0, arguments: ["check"], isUpToDate: true),
        Row(cause: "a plan is no failure", status: 0, arguments: ["plan"]),
        Row(cause: "no orphan to prune", status: 0, arguments: ["prune"]),
        Row(cause: "an image failed", status: 1, arguments: [], prompts: ["fails", "B"]),
        Row(cause: "an image was refused", status: 1, arguments: [], prompts: ["refused", "B"]),
        Row(cause: "401", status: 1, arguments: [], prompts: ["key"]),
        Row(cause: "403", status: 1, arguments: [], prompts: ["forbidden"]),
        Row(cause: "what is accepted is not there", status: 1, arguments: ["accept", "a"]),
        Row(cause: "nothing to choose from", status: 0, arguments: ["choose", "a"]),
        Row(cause: "what is inspected is no PNG", status: 1, arguments: ["inspect", "images.json"]),
        Row(cause: "check found something", status: 3, arguments: ["check"]),
        Row(cause: "somebody's work", status: 3, arguments: [], hasWork: true),
        Row(cause: "--offline", status: 3, arguments: ["--offline"]),
        Row(cause: "a placeholder beside real ones", status: 3, arguments: ["--placeholder"], hasWork: true),
        Row(cause: "--max-requests", status: 4, arguments: ["--max-requests", "1"], prompts: ["A", "B"]),
        Row(cause: "--max-requests 0", status: 4, arguments: ["--max-requests", "0"]),
        Row(cause: "an exhausted account", status: 4, arguments: [], prompts: ["poor"]),
        Row(cause: "no key", status: 64, arguments: [], hasKey: false),
        Row(cause: "an unknown name", status: 64, arguments: ["nobody"]),
        Row(cause: "an unknown option", status: 64, arguments: ["--nothing"]),
        Row(cause: "an unknown option of plan", status: 64, arguments: ["plan", "--concurrency", "2"]),
        Row(cause: "too many candidates", status: 64, arguments: ["a", "--candidates", "11"]),
        Row(cause: "candidates of nothing", status: 64, arguments: ["--candidates", "3"]),
        Row(cause: "a candidate that there is not", status: 64, arguments: ["choose", "a", "1"]),
        Row(cause: "accept without a name", status: 64, arguments: ["accept"]),
        Row(cause: "a manifest that is there already", status: 64, arguments: ["init"]),
        Row(cause: "a folder that is not there", status: 64, arguments: ["--package-path", "absent"]),
        Row(cause: "no manifest", status: 65, arguments: [], prompts: []),
        Row(cause: "no manifest to plan for", status: 65, arguments: ["plan"], prompts: []),
        Row(cause: "a wrong manifest", status: 65, arguments: ["check"], files: ["images.json": "{"]),
        Row(cause: "a damaged lockfile", status: 65, arguments: [], files: ["images.lock.json": "{"]),
        Row(
            cause: "a newer lockfile", status: 65, arguments: ["check"],
            files: ["images.lock.json": #"{ "version": 2, "images": {} }"#]
        ),
        Row(
            cause: "a missing reference", status: 65, arguments: ["explain", "a"],
            files: [
                "images.json": #"""
                { "version": 1, "service": "bettertoken",
                  "images": [ { "name": "a", "prompt": "A", "references": ["absent.png"] } ] }
                """#
            ]
        ),
        Row(
            cause: "1 before 3: a failure beside somebody's work", status: 1, arguments: [], prompts: ["A", "fails"],
            hasWork: true
        ),
        Row(
            cause: "4 before 3: a budget beside somebody's work", status: 4, arguments: ["--max-requests", "0"],
            prompts: ["A", "B"], hasWork: true
        ),
        Row(
            cause: "4 before 1: an exhausted account after a failure", status: 4, arguments: ["--concurrency", "1"],
            prompts: ["refused", "poor", "C"]
        ),
        Row(
            cause: "65 before 64: a wrong manifest and an unknown name", status: 65, arguments: ["nobody"],
            files: ["images.json": "{"]
        ),
    ]

    @Test("each cause has its status", arguments: rows)
    func status(_ row: Row) async throws {
        let package = try TestPackage()
        if !row.prompts.isEmpty {
            try package.writeManifest(
                zip(["a", "b", "c"], row.prompts).map { #"{ "name": "\#($0)", "prompt": "\#($1)" }"# })
        }
        for (name, text) in row.files { try package.write(text, to: name) }
        if row.hasWork { try package.write(png("basn2c08"), to: "Images/a.png") }
        try await StandInServer.run(script: { request, _ in Self.reply(request.prompt) }) { server in
            if row.isUpToDate { #expect(try await package.run(server: server).status == 0) }
            var arguments = row.arguments
            if arguments.first.map({ $0.hasPrefix("-") }) ?? true { arguments += ["--retry-delays", ""] }
            let ended = try await package.start(arguments, server: row.hasKey ? server : nil).wait()
            #expect(ended.reason == .exit)
            #expect(ended.status == row.status, "\(ended.errors)")
        }
    }

    @Test(
        "130 before 1: interrupted after a failure; 65 before 130: and the lockfile broke meanwhile",
        arguments: [false, true]
    )
    func interrupted(_ breaksLockfile: Bool) async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "refused", "b": "B", "c": "C"])
        let latch = Latch()
        try await StandInServer.run(
            script: { request, _ in
                if request.prompt == "B" { await latch.wait() }
                return Self.reply(request.prompt)
            }
        ) { server in
            let tool = try package.start(["--concurrency", "1"], server: server)
            while await server.traffic.requests.count < 2 { try await Task.sleep(for: .milliseconds(20)) }
            if breaksLockfile { try package.write("{", to: "images.lock.json") }
            tool.send(SIGINT)
            #expect(try await tool.hasSaid("Stopping: "))
            await latch.open()
            let ended = try await tool.wait()
            #expect(ended.status == (breaksLockfile ? 65 : 130), "\(ended.errors)")
            #expect(package.exists("Images/b.png"))
        }
    }
}
